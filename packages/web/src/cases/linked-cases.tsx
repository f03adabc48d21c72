import type { CaseRecord } from '@casement/server/contract'
import { Link } from '@tanstack/react-router'
import { isAllowed } from '../acts/is-allowed.ts'
import type { CaseActs } from './case-screen.tsx'
import classes from './cases.module.css'

const STATUS_WORDS: Record<CaseRecord['status'], string> = { open: 'Open', 'on-hold': 'On hold', closed: 'Closed', cancelled: 'Cancelled' }

/** The cases that this one hangs together with, how, and how they stand. */
export function LinkedCases({ record, acts }: { record: CaseRecord; acts: CaseActs }) {
  const mayUnlink = isAllowed(record.actions, 'unlink')
  return (
    <section className={classes.part} aria-labelledby="linked-cases">
      <div className="section">
        <h2 id="linked-cases">Linked cases</h2>
        {isAllowed(record.actions, 'link') ? <span className="end"><button type="button" className="link-button" onClick={() => acts.open('link-case')}>Link a case</button></span> : null}
      </div>
      {record.links.length === 0 ? <p className="hint">This case is linked with no other.</p> : null}
      <ul className={classes.people}>
        {record.links.map((link) => (
          <li key={`${link.link} ${link.way} ${link.ref}`}>
            <Link to="/cases/$ref" params={{ ref: link.ref }}>{link.title} <span className="ref">{link.ref}</span></Link>
            <span>{STATUS_WORDS[link.status]}</span>
            <span className="second">
              This case {link.words} it{link.reason ? `: ${link.reason}` : ''}
              {mayUnlink ? <> · <button type="button" className="link-button" aria-label={`Take the link away: ${link.ref}`} onClick={() => acts.open('unlink-case', { link })}>Take the link away</button></> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
