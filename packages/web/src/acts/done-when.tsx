import { useState } from 'react'
import type { PastMoment } from '../look/past-moment.ts'
import { When } from '../look/when.tsx'
import classes from './acts.module.css'

/** Most tasks are completed as they are done, so that it was earlier is asked for. */
export function DoneWhen({ openedAt, done, error, change }: { openedAt: string; done: PastMoment | undefined; error: string | undefined; change: (done: PastMoment | undefined) => void }) {
  const [asked, ask] = useState(false)
  if (!asked && !done) return <button type="button" className={`link-button ${classes.earlier}`} onClick={() => ask(true)}>Done earlier?</button>
  return <When label="When was it done?" hint="Clocks stop and start at this time, not when you type it." value={done} since={openedAt} error={error} change={change} takesFocus={asked} />
}
