import type { PartyView } from '@casement/server/contract'
import classes from './cases.module.css'

/** Everyone who has a part in the case. */
export function PeopleList({ parties }: { parties: PartyView[] }) {
  return (
    <section className={classes.part} aria-labelledby="people">
      <div className="section"><h2 id="people">People</h2></div>
      {parties.length === 0 ? <p className="hint">Nobody is named on this case.</p> : null}
      <ul className={classes.people}>
        {parties.map((party) => (
          <li key={party.id}>
            <b>{party.name}</b>
            <span>{party.role}</span>
            {wordsAbout(party) ? <span className="second">{wordsAbout(party)}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

function wordsAbout(party: PartyView): string {
  return [party.mustNotBeTold ? 'Must not be told the outcome.' : '', party.ended ? 'No longer part of the case.' : ''].filter(Boolean).join(' ')
}
