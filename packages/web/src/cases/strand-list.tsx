import type { CaseRecord, StrandView } from '@casement/server/contract'
import { isAllowed } from '../acts/is-allowed.ts'
import { useAlmanac } from '../look/almanac-context.tsx'
import { asSentence } from '../look/counts.ts'
import { dayInWords, dayOf } from '../look/dates.ts'
import type { CaseActs } from './case-screen.tsx'
import classes from './cases.module.css'

/** The parts of the case that are progressed each on its own, the open ones first; nothing in a case that has none. */
export function StrandList({ record, acts }: { record: CaseRecord; acts: CaseActs }) {
  const { strands } = record
  const mayStart = record.startable.length > 0 && isAllowed(record.actions, 'start-strand')
  if (strands.length === 0 && !mayStart) return null
  const open = strands.filter(({ state }) => state === 'open')
  return (
    <section className={classes.part} aria-labelledby="strands">
      <div className="section">
        <h2 id="strands">Strands</h2>
        <span className="muted">{open.length} open</span>
        {mayStart ? <span className="end"><button type="button" className="link-button" onClick={() => acts.open('start-strand')}>Start a strand</button></span> : null}
      </div>
      {strands.length === 0 ? <p className="hint">Nothing is carried on its own yet.</p> : null}
      <ul className={classes.people}>
        {[...open, ...strands.filter(({ state }) => state !== 'open')].map((strand) => <StrandLine key={strand.id} strand={strand} record={record} acts={acts} />)}
      </ul>
    </section>
  )
}

function StrandLine({ strand, record, acts }: { strand: StrandView; record: CaseRecord; acts: CaseActs }) {
  const { today, zone } = useAlmanac()
  const { name, state, priority, startedAt, endedAt } = strand
  const day = (at: string) => dayInWords(dayOf(at, zone), today)
  if (state !== 'open') return <li><b>{name}</b><span>ended{endedAt ? ` ${day(endedAt)}` : ''}</span><span className="second">{howItEnded(strand)}</span></li>
  const act = (action: string, words: string, open: () => void) => (isAllowed(record.actions, action) ? <> · <button type="button" className="link-button" aria-label={`${words}: ${name}`} onClick={open}>{words}</button></> : null)
  return (
    <li>
      <b>{name}</b>
      <span>{asSentence(priority)} priority</span>
      <span className="second">
        since {day(startedAt)}
        {act('set-priority', 'Set its priority', () => acts.open('set-strand-priority', { strand }))}
        {act('end-strand', 'End it', () => acts.open('end-strand', { strand }))}
      </span>
    </li>
  )
}

function howItEnded({ outcome, reason }: StrandView): string {
  return [outcome?.name, reason].filter(Boolean).join(': ')
}
