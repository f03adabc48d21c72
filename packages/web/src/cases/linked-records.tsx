import type { CaseRecord } from '@casement/server/contract'
import { Link } from '@tanstack/react-router'
import { isAllowed } from '../acts/is-allowed.ts'
import { isRecordKind, recordPlaces } from '../people/record.ts'
import type { CaseActs } from './case-screen.tsx'
import classes from './cases.module.css'

/** The records that belong to the case beside what it is about; nothing where there is none and none can be linked. */
export function LinkedRecords({ record, acts }: { record: CaseRecord; acts: CaseActs }) {
  const linked = record.records.filter(({ ended }) => !ended)
  const mayLink = isAllowed(record.actions, 'link-record')
  if (linked.length === 0 && !mayLink) return null
  return (
    <section className={classes.part} aria-labelledby="linked-records">
      <div className="section">
        <h2 id="linked-records">Linked records</h2>
        {mayLink ? <span className="end"><button type="button" className="link-button" onClick={() => acts.open('link-record')}>Link a record</button></span> : null}
      </div>
      {linked.length === 0 ? <p className="hint">No person, home or tenancy is linked beside what the case is about.</p> : null}
      <ul className={classes.people}>
        {linked.map((each) => (
          <li key={each.id}>
            {isRecordKind(each.kind) ? <Link to={recordPlaces[each.kind]} params={{ id: each.record }}>{each.label}</Link> : <b>{each.label}</b>}
            <span>{each.role?.replaceAll('-', ' ') ?? each.kind}</span>
            {isAllowed(record.actions, 'unlink-record') ? <span className="second"><button type="button" className="link-button" aria-label={`Take the record away: ${each.label}`} onClick={() => acts.open('unlink-record', { linked: each })}>Take it away</button></span> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
