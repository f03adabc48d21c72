import { useAlmanac } from './almanac-context.tsx'
import { dayOf, dueInWords } from './dates.ts'
import { findDueState } from './state.ts'
import type { Due } from './state.ts'
import { StateMark } from './state-mark.tsx'
import classes from './due-date.module.css'

/** State, then the date and its distance below it. Paused shows no date. */
export function DueDate({ due, since }: { due: Due; since?: string }) {
  const almanac = useAlmanac()
  const state = findDueState(due, almanac)
  if (!state) return <span className="second">no date</span>
  return (
    <span className={classes.due}>
      <StateMark state={state} />
      <span className="second">
        {state === 'paused' || !due.dueAt ? <><b className={classes.date}>no date</b>{since ? ` · ${since}` : ''}</> : <DateAndDistance dueAt={due.dueAt} dueOn={due.dueOn} />}
      </span>
    </span>
  )
}

/** "Tue 15 Dec · in 3 working days" as a time element. */
export function DateAndDistance({ dueAt, dueOn }: { dueAt: string; dueOn?: string | null }) {
  const almanac = useAlmanac()
  const { date, distance } = dueInWords({ dueAt, dueOn }, almanac)
  return (
    <time dateTime={dueOn ?? dayOf(dueAt, almanac.zone)}>
      <b className={classes.date}>{date}</b> · {distance}
    </time>
  )
}
