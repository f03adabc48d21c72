import type { Ageing } from '@casement/server/contract'
import { Link } from '@tanstack/react-router'
import { useAlmanac } from '../look/almanac-context.tsx'
import { dayInWords, dayOf, daysBetween } from '../look/dates.ts'
import { figure } from './figures.ts'
import { Meter } from './meter.tsx'
import { countOrDash } from './volumes-table.tsx'
import classes from './insight.module.css'

/** How old the open cases are, and which are the oldest. */
export function AgeingSection({ ageing, type }: { ageing: Ageing; type: string | undefined }) {
  const { bands, caseTypes, oldest } = ageing
  const sums = bands.map((_, band) => caseTypes.reduce((sum, { counts }) => sum + (counts[band] ?? 0), 0))
  const most = Math.max(1, ...sums)
  return (
    <section aria-labelledby="ageing">
      <div className="section"><h2 id="ageing">How old open cases are</h2><span className="muted">{figure(sums.reduce((sum, count) => sum + count, 0))} open now</span></div>
      {caseTypes.length === 0 ? <p className={`hint ${classes.none}`}>No case is open.</p> : (
        <table className={`${classes.table} ${classes.ages}`}>
          <thead>
            <tr><th scope="col">Open for</th><th scope="col">Cases</th>{type === undefined && caseTypes.length > 1 ? <th scope="col">Of which</th> : null}</tr>
          </thead>
          <tbody>
            {bands.map((band, index) => (
              <tr key={band.fromDays}>
                <th scope="row" className="nowrap">{bandInWords(band)}</th>
                <td><span className={classes.bar}><span>{countOrDash(sums[index] ?? 0)}</span><Meter share={sums[index] ?? 0} of={most} /></span></td>
                {type === undefined && caseTypes.length > 1 ? <td><span className="second">{caseTypes.filter(({ counts }) => (counts[index] ?? 0) > 0).map(({ name, counts }) => `${name} ${figure(counts[index] ?? 0)}`).join(', ')}</span></td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {oldest.length > 0 ? <Oldest cases={oldest} /> : null}
    </section>
  )
}

const SHOWN = 10

function Oldest({ cases }: { cases: Ageing['oldest'] }) {
  const almanac = useAlmanac()
  return (
    <>
      <h3 className={classes.under}>The oldest</h3>
      <ul className={classes.oldest}>
        {cases.slice(0, SHOWN).map(({ ref, caseType, subject, owner, openedAt }) => {
          const opened = dayOf(openedAt, almanac.zone)
          return (
            <li key={ref}>
              <span><b>{ageInWords(daysBetween(opened, almanac.today))}</b><span className="second">since {dayInWords(opened, almanac.today)}</span></span>
              <span><Link className="quiet-link" to="/cases/$ref" params={{ ref }}><b>{subject?.label ?? caseType.name}</b></Link><span className="second">{subject ? `${caseType.name} · ` : ''}{ref}{owner ? ` · ${owner.name}` : ' · nobody owns it'}</span></span>
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** From two years on nobody counts days. */
const MANY_DAYS = 731

function ageInWords(days: number): string {
  if (days >= MANY_DAYS) return `${Math.floor(days / 365.25)} years`
  return days === 1 ? '1 day' : `${days} days`
}

const WEEK = 7
const BANDS: Record<number, string> = { 0: 'Under 1 week', 7: '1 to 4 weeks', 28: '1 to 3 months', 91: '3 to 6 months', 182: '6 to 12 months', 365: 'Over a year' }

function bandInWords({ fromDays, toDays }: Ageing['bands'][number]): string {
  return BANDS[fromDays] ?? (toDays === null ? `Over ${Math.floor(fromDays / WEEK)} weeks` : `${fromDays} to ${toDays} days`)
}
