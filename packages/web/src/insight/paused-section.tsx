import type { ClockResult } from '@casement/server/contract'
import { figure, percent, timeTaken } from './figures.ts'
import { Meter } from './meter.tsx'
import classes from './insight.module.css'

/** Why clocks were paused, and for how long: of those that the table above counts. */
export function PausedSection({ results }: { results: ClockResult[] }) {
  const reasons = reasonsOf(results)
  const total = reasons.reduce((sum, { seconds }) => sum + seconds, 0)
  return (
    <section aria-labelledby="paused">
      <div className="section"><h2 id="paused">Why clocks were paused</h2>{total > 0 ? <span className="muted">{timeTaken(total)} in all</span> : null}</div>
      {reasons.length === 0 ? <p className={`hint ${classes.none}`}>No clock was paused in this time.</p> : (
        <table className={classes.table}>
          <thead><tr><th scope="col">On hold for</th><th scope="col">Share of the time</th><th scope="col" className={classes.number}>Time</th><th scope="col" className={classes.number}>Clocks</th></tr></thead>
          <tbody>
            {reasons.map(({ name, seconds, clocks }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td><span className={classes.bar}><span>{percent(seconds / total)}</span><Meter share={seconds} of={total} /></span></td>
                <td className={`${classes.number} nowrap`}>{timeTaken(seconds)}</td>
                <td className={classes.number}>{figure(clocks)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** One hold pauses several clocks; each counts its own time. */
function reasonsOf(results: ClockResult[]): { name: string; seconds: number; clocks: number }[] {
  const byName = Map.groupBy(results.flatMap(({ pauses }) => pauses), ({ name }) => name)
  return [...byName]
    .map(([name, pauses]) => ({ name, seconds: pauses.reduce((sum, { seconds }) => sum + seconds, 0), clocks: pauses.reduce((sum, { clocks }) => sum + clocks, 0) }))
    .toSorted((one, other) => other.seconds - one.seconds)
}
