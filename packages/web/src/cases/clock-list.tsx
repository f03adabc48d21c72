import type { CaseRecord, ClockView } from '@casement/server/contract'
import { useAlmanac } from '../look/almanac-context.tsx'
import { dueInWords } from '../look/dates.ts'
import type { Almanac } from '../look/dates.ts'
import { findDueState } from '../look/state.ts'
import type { StateName } from '../look/state.ts'
import { StateMark } from '../look/state-mark.tsx'
import { WhyButton } from '../look/why-button.tsx'
import type { CaseActs } from './case-screen.tsx'
import { basisInWords } from './clock-words.ts'
import { isRunning } from './case-state.ts'
import classes from './cases.module.css'

/** Every clock of the case with its state, its date and where the date comes from. */
export function ClockList({ record, acts }: { record: CaseRecord; acts: CaseActs }) {
  const almanac = useAlmanac()
  return (
    <section className={classes.part} aria-labelledby="clocks">
      <div className="section"><h2 id="clocks">Clocks</h2><span className="muted">press a date to see its working</span></div>
      {record.clocks.length === 0 ? <p className="hint">No clock has started.</p> : null}
      <ul className={classes.clocks}>
        {record.clocks.map((clock) => (
          <li key={clock.id}>
            <StateMark {...clockState(clock, almanac)} />
            <div>
              <b className={classes.action}>{clock.name}</b>
              <span className="second">{[basisInWords(clock.basis), clock.source].filter(Boolean).join(' · ')}</span>
            </div>
            <div>
              {clock.dueAt ? (
                <>
                  <WhyButton open={acts.clockShown === clock.id} onClick={() => acts.showClock(acts.clockShown === clock.id ? undefined : clock.id)}>
                    <time dateTime={clock.dueOn ?? undefined}>{dueInWords({ dueAt: clock.dueAt, dueOn: clock.dueOn }, almanac).date}</time>
                  </WhyButton>
                  <span className="second">{dueInWords({ dueAt: clock.dueAt, dueOn: clock.dueOn }, almanac).distance}</span>
                </>
              ) : <span className="second">no date</span>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
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
