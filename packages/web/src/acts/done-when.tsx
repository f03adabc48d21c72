import { useState } from 'react'
import { useAlmanac } from '../look/almanac-context.tsx'
import { dayOf, daysBetween } from '../look/dates.ts'
import type { PastMoment } from '../look/past-moment.ts'
import { When } from '../look/when.tsx'
import classes from './acts.module.css'

/** More days than this make a long list to choose from. */
const MOST_DAYS_BACK = 60

/** Most tasks are completed as they are done, so that it was earlier is asked for. */
export function DoneWhen({ openedAt, done, error, change }: { openedAt: string; done: PastMoment | undefined; error: string | undefined; change: (done: PastMoment | undefined) => void }) {
  const { today, zone } = useAlmanac()
  const [asked, ask] = useState(false)
  if (!asked && !done) return <button type="button" className={`link-button ${classes.earlier}`} onClick={() => ask(true)}>Done earlier?</button>
  const daysBack = Math.min(MOST_DAYS_BACK, daysBetween(dayOf(openedAt, zone), today))
  return <When label="When was it done?" hint="Clocks stop and start at this time, not when you type it." daysBack={daysBack} value={done} error={error} change={change} takesFocus={asked} />
}
