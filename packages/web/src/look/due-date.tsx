import { useAlmanac } from './almanac-context.tsx'
import { dayOf, dueInWords } from './dates.ts'
import { findDueState } from './state.ts'
import type { Due } from './state.ts'
import { StateMark } from './state-mark.tsx'
import { WhyButton } from './why-button.tsx'
import classes from './due-date.module.css'

/** State, then the date and its distance below it; `why` opens its working. Paused shows no date. */
export function DueDate({ due, why }: { due: Due; why?: { open: boolean; toggle: () => void } }) {
  const almanac = useAlmanac()
  const state = findDueState(due, almanac)
  if (!state) return <span className="second">no date</span>
  return (
    <span className={classes.due}>
      <StateMark state={state} />
      <span className="second">
        {state === 'paused' || !due.dueAt ? <><b className={classes.date}>no date</b></> : <DateAndDistance dueAt={due.dueAt} dueOn={due.dueOn} why={why} />}
      </span>
    </span>
  )
}

function DateAndDistance({ dueAt, dueOn, why }: { dueAt: string; dueOn?: string | null; why?: { open: boolean; toggle: () => void } }) {
  const almanac = useAlmanac()
  const { date, distance } = dueInWords({ dueAt, dueOn }, almanac)
  return (
    <time dateTime={dueOn ?? dayOf(dueAt, almanac.zone)}>
      {why ? <WhyButton open={why.open} onClick={why.toggle}>{date}</WhyButton> : <b className={classes.date}>{date}</b>} · {distance}
    </time>
  )
}
