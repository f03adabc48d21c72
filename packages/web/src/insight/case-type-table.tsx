import type { Volumes } from '@casement/server/contract'
import { Link } from '@tanstack/react-router'
import { figure } from './figures.ts'
import { countOrDash } from './volumes-table.tsx'
import classes from './insight.module.css'

/** Each case type with the way to the path that its cases took. */
export function CaseTypeTable({ caseTypes, type }: { caseTypes: Volumes['caseTypes']; type: string | undefined }) {
  const shown = type === undefined ? caseTypes : caseTypes.filter(({ id }) => id === type)
  return (
    <section aria-labelledby="types">
      <div className="section"><h2 id="types">Case types</h2><span className="muted">{figure(shown.length)}</span></div>
      <table className={classes.table}>
        <thead>
          <tr><th scope="col">Case type</th><th scope="col" className={classes.number}>Open now</th><th scope="col" className={classes.number}>Opened</th><th scope="col" className={classes.number}>Ended</th><th scope="col"><span className="sr">Its path</span></th></tr>
        </thead>
        <tbody>
          {shown.map(({ id, name, open, opened, closed, cancelled }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td className={classes.number}>{countOrDash(open)}</td>
              <td className={classes.number}>{countOrDash(opened)}</td>
              <td className={classes.number}>{countOrDash(closed + cancelled)}</td>
              <td className={classes.number}><Link className={classes.path} to="/insight/$type" params={{ type: id }} aria-label={`Its path: ${name}`}>Its path</Link></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
