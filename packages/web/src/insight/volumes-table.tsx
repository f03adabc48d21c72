import type { Volumes } from '@casement/server/contract'
import { Link } from '@tanstack/react-router'
import { useAlmanac } from '../look/almanac-context.tsx'
import { spanInWords } from '../look/dates.ts'
import { figure } from './figures.ts'
import { Meter } from './meter.tsx'
import { monthInWords } from './period.ts'
import classes from './insight.module.css'

type Part = Volumes['periods'][number]

/** What came and went, month by month or week by week, the latest first. Months before anything happened are left out. */
export function VolumesTable({ periods, by, canBeWeeks }: { periods: Part[]; by: 'month' | 'week'; canBeWeeks: boolean }) {
  const began = periods.findIndex((part) => total(part) > 0)
  const shown = began === -1 ? [] : periods.slice(began).toReversed()
  const most = Math.max(1, ...shown.flatMap(({ opened, closed }) => [opened, closed]))
  return (
    <section aria-labelledby="volumes">
      <div className="section">
        <h2 id="volumes">Came and went</h2>
        <span className={`end ${classes.by}`}>
          <Link from="/insight" to="/insight" search={(now) => ({ ...now, by: undefined })} resetScroll={false} aria-current={by === 'month' ? 'true' : undefined}>By month</Link>
          {canBeWeeks ? <Link from="/insight" to="/insight" search={(now) => ({ ...now, by: 'week' })} resetScroll={false} aria-current={by === 'week' ? 'true' : undefined}>By week</Link> : null}
        </span>
      </div>
      {shown.length === 0 ? <p className={`hint ${classes.none}`}>No case came or went in this time.</p> : (
        <table className={classes.table}>
          <thead>
            <tr><th scope="col">{by === 'month' ? 'Month' : 'Week'}</th><th scope="col">Opened</th><th scope="col">Closed</th></tr>
          </thead>
          <tbody>{shown.map((part) => <PartRow key={part.from} part={part} by={by} most={most} />)}</tbody>
        </table>
      )}
      {began > 0 ? <p className={`hint ${classes.none}`}>Nothing before that in this time.</p> : null}
    </section>
  )
}

function PartRow({ part, by, most }: { part: Part; by: 'month' | 'week'; most: number }) {
  const { today } = useAlmanac()
  return (
    <tr>
      <th scope="row" className={classes.part}>{by === 'month' ? monthInWords(part, today) : spanInWords(part.from, part.to, today)}</th>
      <td><Bar count={part.opened} most={most} />{besides(part.reopened, 'reopened')}</td>
      <td><Bar count={part.closed} most={most} />{besides(part.cancelled, 'cancelled')}</td>
    </tr>
  )
}

function Bar({ count, most }: { count: number; most: number }) {
  return <span className={classes.bar}><span>{countOrDash(count)}</span><Meter share={count} of={most} /></span>
}

function besides(count: number, words: string) {
  return count === 0 ? null : <span className={`second ${classes.besides}`}>and {figure(count)} {words}</span>
}

export function countOrDash(count: number): string {
  return count === 0 ? '–' : figure(count)
}

function total({ opened, closed, cancelled, reopened }: Part): number {
  return opened + closed + cancelled + reopened
}
