import { useEffect, useRef, useState } from 'react'
import type { PastMoment } from '../look/past-moment.ts'
import { When } from '../look/when.tsx'
import classes from './acts.module.css'

type Props = { openedAt: string; done: PastMoment | undefined; error: string | undefined; change: (done: PastMoment | undefined) => void }

/** Most tasks are completed as they are done, so that it was earlier is asked for. */
export function DoneWhen({ openedAt, done, error, change }: Props) {
  const [asked, ask] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (asked) place.current?.querySelector('select')?.focus()
  }, [asked])
  if (!asked && !done) return <button type="button" className={`link-button ${classes.earlier}`} onClick={() => ask(true)}>Done earlier?</button>
  return (
    <div ref={place}>
      <When label="When was it done?" hint="Clocks stop and start at this time, not when you type it." value={done} since={openedAt} error={error} change={change} />
    </div>
  )
}
