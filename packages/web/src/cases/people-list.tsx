import type { Party } from '../shapes.ts'
import classes from './cases.module.css'

/** Everyone who has a part in the case. */
export function PeopleList({ parties }: { parties: Party[] }) {
  return (
    <section className={classes.part} aria-labelledby="people">
      <div className="section"><h2 id="people">People</h2></div>
      {parties.length === 0 ? <p className="hint">Nobody is named on this case.</p> : null}
      <ul className={classes.people}>
        {parties.map((party) => (
          <li key={party.id}>
            <b>{party.name}</b>
            <span>{party.role}</span>
            {party.detail ? <span className="second">{party.detail}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
