import type { CaseRecord, PartyView } from '@casement/server/contract'
import { Link } from '@tanstack/react-router'
import { isAllowed } from '../acts/is-allowed.ts'
import { recordPlaces } from '../people/record.ts'
import type { CaseActs } from './case-screen.tsx'
import { subjectPeople } from './people-of.ts'
import classes from './cases.module.css'

/** Those whom it is about, then everyone who has a part in the case. */
export function PeopleList({ record, acts }: { record: CaseRecord; acts: CaseActs }) {
  const { parties } = record
  const about = subjectPeople(record)
  const mayChange = isAllowed(record.actions, 'add-party')
  return (
    <section className={classes.part} aria-labelledby="people">
      <div className="section">
        <h2 id="people">People</h2>
        {mayChange ? <span className="end"><button type="button" className="link-button" onClick={() => acts.open('add-party')}>Add somebody</button></span> : null}
      </div>
      {about.length + parties.length === 0 ? <p className="hint">Nobody is named on this case.</p> : null}
      <ul className={classes.people}>
        {about.map(({ id, name, role }) => <li key={id}><Link to={recordPlaces.person} params={{ id }}>{name}</Link><span>{role}</span></li>)}
        {parties.map((party) => (
          <li key={party.id}>
            {party.person ? <Link to={recordPlaces.person} params={{ id: party.person }}>{party.name}</Link> : <b>{party.name}</b>}
            <span>{roleInWords(party, record)}</span>
            <span className="second">
              {wordsAbout(party)}
              {isAllowed(party.actions, 'end') ? <> <button type="button" className="link-button" aria-label={`End their part: ${party.name}`} onClick={() => acts.open('end-party', { party })}>End their part</button></> : null}
            </span>
          </li>
        ))}
        {record.manager ? <li><b>{record.manager.name}</b><span>manages the case</span></li> : null}
        {record.helpers.map((helper) => (
          <li key={helper.id}>
            <b>{helper.name}</b>
            <span>helps with the case</span>
            {isAllowed(record.actions, 'remove-helper') ? <span className="second"><button type="button" className="link-button" aria-label={`End their help: ${helper.name}`} onClick={() => acts.open('end-help', { helper })}>End their help</button></span> : null}
          </li>
        ))}
      </ul>
      {record.watchers.length > 0 ? <p className="hint">Watched by {record.watchers.map(({ name }) => name).join(', ')}.</p> : null}
    </section>
  )
}

/** As the case type calls it, where it says in which roles people take part. */
function roleInWords({ role }: PartyView, { partyRoles }: CaseRecord): string {
  return partyRoles?.find(({ id }) => id === role)?.name.toLowerCase() ?? role.replaceAll('-', ' ')
}

function wordsAbout(party: PartyView): string {
  return [party.mustNotBeTold ? 'Must not be told the outcome.' : '', party.ended ? 'No longer part of the case.' : ''].filter(Boolean).join(' ')
}
