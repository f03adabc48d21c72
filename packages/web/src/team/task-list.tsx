import type { TeamTask } from '@casement/server/contract'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { rowKey } from '../acts/row-key.ts'
import { Empty } from '../look/empty.tsx'
import type { Picks } from './picks.ts'
import { TaskRow } from './task-row.tsx'
import type { TeamFilter } from './team-query.ts'
import classes from './team.module.css'

type Props = {
  heading: string
  items: TeamTask[]
  filter: TeamFilter
  picks: Picks
  row: { current: string | undefined; stand: (key: string) => void }
  /** Rows that belong to another place still stand here for a moment. */
  isStale: boolean
  more?: { fetch: () => void; isFetching: boolean }
}

/** The tasks behind what was pressed in the grid, with boxes to pick them. */
export function TaskList({ heading, items, filter, picks, row, isStale, more }: Props) {
  const isNarrowed = filter.person !== undefined || filter.due !== undefined
  const isAllPicked = items.length > 0 && items.every(picks.has)
  return (
    <section aria-labelledby="tasks" aria-busy={isStale || undefined}>
      <div className="section">
        <h2 id="tasks" tabIndex={-1} className={classes.heading}>{heading}</h2>
        <span className="muted">{more ? `${items.length}, and more` : items.length}</span>
        <span className={`end ${classes.acts}`}>
          {isNarrowed ? <Link to="/team" search={({ team }) => (team ? { team } : {})} resetScroll={false} className={classes.act}>Show everything</Link> : null}
          {items.length > 0 && !isStale ? (
            <button type="button" className="link-button" onClick={() => (isAllPicked ? picks.remove(items) : picks.add(items))}>{isAllPicked ? 'Put all back' : `Pick all ${items.length}`}</button>
          ) : null}
        </span>
      </div>
      {items.length === 0 && !isStale ? <Empty title={isNarrowed ? 'Nothing stands here' : 'The team has nothing open'}>{isNarrowed ? 'Press another day or person above.' : 'What is given to its people, or becomes due, will stand here.'}</Empty> : null}
      {items.length > 0 ? (
        <>
          <div className={`${classes.row} ${classes.heads}`} aria-hidden="true"><span /><span>When due</span><span>What and where</span><span>With</span></div>
          <ul>
            {items.map((item) => (
              <TaskRow key={rowKey(item)} item={item} isCurrent={row.current === rowKey(item)} isPicked={picks.has(item)} pick={(through) => picks.toggle(item, through)} stand={() => row.stand(rowKey(item))} />
            ))}
          </ul>
        </>
      ) : null}
      {more ? <Button size="xs" className={classes.more} loading={more.isFetching} onClick={more.fetch}>Show more</Button> : null}
    </section>
  )
}
