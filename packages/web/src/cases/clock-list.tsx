import type { CaseRecord, ClockView } from '@casement/server/contract'
import { asksWhy, whatToExplain } from '../acts/act-forms.ts'
import { basisInWords } from '../acts/basis-words.ts'
import { useAlmanac } from '../look/almanac-context.tsx'
import { countWorkingDays, dayInWords, dayOf, dueInWords } from '../look/dates.ts'
import type { Almanac } from '../look/dates.ts'
import { findDueState } from '../look/state.ts'
import type { StateName } from '../look/state.ts'
import { StateMark } from '../look/state-mark.tsx'
import { WhyButton } from '../look/why-button.tsx'
import type { CaseActs } from './case-screen.tsx'
import { howItEnded } from './clock-words.ts'
import { isRunning } from './case-state.ts'
import { waitingWord } from '../look/waiting-on.ts'
import classes from './cases.module.css'

/** Every clock of the case with its state, its date and where the date comes from; those that run come first. */
export function ClockList({ record, acts }: { record: CaseRecord; acts: CaseActs }) {
  const clocks = record.clocks.toSorted((a, b) => Number(isOver(a)) - Number(isOver(b)) || (isOver(a) ? 0 : Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? '')))
  return (
    <section className={classes.part} aria-labelledby="clocks">
      <div className="section"><h2 id="clocks">Clocks</h2><span className="muted">press a date to see its working</span></div>
      {clocks.length === 0 ? <p className="hint">No clock has started.</p> : null}
      <ul className={classes.clocks}>
        {clocks.map((clock) => <ClockLine key={clock.id} clock={clock} acts={acts} />)}
      </ul>
    </section>
  )
}

function ClockLine({ clock, acts }: { clock: ClockView; acts: CaseActs }) {
  const almanac = useAlmanac()
  const open = acts.clockShown === clock.id
  const what = whatToExplain(clock)
  return (
    <li>
      <StateMark {...clockState(clock, almanac)} />
      <div>
        <b className={classes.action}>{clock.name}</b>
        <span className="second">{[basisInWords(clock.basis), clock.source].filter(Boolean).join(' · ')}</span>
        {clock.firstDueOn ? <span className="second">First target {dayInWords(clock.firstDueOn, almanac.today)}</span> : null}
        {clock.proposedDueOn ? <span className="second">Proposed: {dayInWords(clock.proposedDueOn, almanac.today)}, once the letter has gone out in time</span> : null}
        {waitingWord(clock.waitingOn) ? <span className="second">Waiting on: {waitingWord(clock.waitingOn)}</span> : null}
        {clock.explained ? <span className="second">Why it {what}: {clock.explained}</span> : null}
        {asksWhy(clock) ? <button type="button" className="link-button" aria-label={`Say why it ${what}: ${clock.name}`} onClick={() => acts.open('explain-lateness', { clock })}>Say why it {what}</button> : null}
      </div>
      <div>
        <WhyButton open={open} onClick={() => acts.showClock(open ? undefined : clock.id)}>{dateWords(clock, almanac)}</WhyButton>
        <span className="second">{secondWords(clock, almanac)}</span>
      </div>
    </li>
  )
}

function isOver(clock: ClockView): boolean {
  return clock.state === 'met' || clock.state === 'missed' || clock.state === 'withdrawn'
}

const ENDED: Record<string, { state: StateName; word: string }> = {
  met: { state: 'done', word: 'Met' },
  missed: { state: 'done-late', word: 'Missed' },
  withdrawn: { state: 'cancelled', word: 'Withdrawn' },
  paused: { state: 'paused', word: 'Paused' },
}

function clockState(clock: ClockView, almanac: Almanac): { state: StateName; word?: string } {
  const ended = ENDED[clock.state]
  if (ended) return ended
  return { state: (isRunning(clock) ? findDueState(clock, almanac) : undefined) ?? 'on-track' }
}

/** Paused shows no date; what is over shows the day it was due. */
function dateWords(clock: ClockView, almanac: Almanac): string {
  if (clock.state === 'paused' || !clock.dueAt) return 'No date'
  const day = clock.dueOn ?? dayOf(clock.dueAt, almanac.zone)
  return isOver(clock) ? `Due ${dayInWords(day, almanac.today)}` : dueInWords({ dueAt: clock.dueAt, dueOn: clock.dueOn }, almanac).date
}

function secondWords(clock: ClockView, almanac: Almanac): string {
  if (clock.state === 'paused' || !clock.dueAt) return 'while it is paused'
  if (!isOver(clock)) return dueInWords({ dueAt: clock.dueAt, dueOn: clock.dueOn }, almanac).distance
  if (!clock.endedAt) return ''
  const ended = dayOf(clock.endedAt, almanac.zone)
  const early = countWorkingDays(ended, clock.dueOn ?? dayOf(clock.dueAt, almanac.zone), almanac)
  return howItEnded({ state: clock.state, on: dayInWords(ended, almanac.today), early })
}
