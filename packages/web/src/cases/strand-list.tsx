import type { CaseRecord, StrandView } from '@casement/server/contract'
import classes from './cases.module.css'

/** The parts of the case that are progressed each on its own, the open ones first. */
export function StrandList({ record }: { record: Pick<CaseRecord, 'strands'> }) {
  const { strands } = record
  if (strands.length === 0) return null
  const open = strands.filter(({ state }) => state === 'open')
  return (
    <section className={classes.part} aria-labelledby="strands">
      <div className="section"><h2 id="strands">Strands</h2><span className="end muted">{open.length} open</span></div>
      <ul className={classes.people}>
        {[...open, ...strands.filter(({ state }) => state !== 'open')].map((strand) => (
          <li key={strand.id}>
            <b>{strand.name}</b>
            <span>{strand.state === 'open' ? `${strand.priority} priority` : 'ended'}</span>
            <span className="second">{howItEnded(strand)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function howItEnded({ outcome, reason }: StrandView): string {
  return [outcome?.name, reason].filter(Boolean).join(': ')
}
