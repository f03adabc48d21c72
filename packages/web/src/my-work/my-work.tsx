import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { ActSheet } from '../acts/act-sheet.tsx'
import type { ActName, Target } from '../acts/act-forms.ts'
import { useAlmanac } from '../look/almanac-context.tsx'
import { Failure } from '../look/failure.tsx'
import { Loading } from '../look/loading.tsx'
import { StatusLine } from '../look/status-line.tsx'
import { useTitle } from '../look/use-title.ts'
import { DayStrip } from './day-strip.tsx'
import { headline } from './headline.ts'
import { useListKeys } from './list-keys.ts'
import { NothingHere } from './nothing-here.tsx'
import { useSteadyList } from './steady-list.ts'
import { WorkList } from './work-list.tsx'
import { groupByWhen, isAtPlace } from './work-groups.ts'
import { workListQuery } from './work-list-query.ts'
import classes from './my-work.module.css'

const VIEWS = [
  { view: 'needs-me', name: 'Needs me' },
  { view: 'waiting', name: 'Waiting on others' },
  { view: 'my-cases', name: 'Tasks in my cases' },
  { view: 'team', name: 'My team' },
] as const

const KEYS = [
  { keys: ['J', 'K'], does: 'up and down' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['Space'], does: 'do it here' },
  { keys: ['C'], does: 'complete' },
  { keys: ['H'], does: 'hold' },
  { keys: ['R'], does: 'reassign' },
]

/** What needs me, most urgent first, each row with the one thing to do. */
export function MyWork() {
  useTitle('My work')
  const almanac = useAlmanac()
  const { view = 'needs-me', day } = useSearch({ from: '/signed-in/my-work' })
  const list = useInfiniteQuery(workListQuery(view))
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const steady = useSteadyList({ items, view, readAt: list.dataUpdatedAt })
  const { laidOut } = steady
  const groups = useMemo(() => groupByWhen(day ? laidOut.filter((item) => isAtPlace(item, day, almanac)) : laidOut, almanac), [laidOut, day, almanac])
  const shown = useMemo(() => groups.flatMap((group) => group.items), [groups])
  const [sheet, setSheet] = useState<{ name: ActName; target: Target }>()
  const openSheet = useCallback((name: ActName, target: Target) => setSheet({ name, target }), [])
  const row = useListKeys(shown)
  const counts = list.data?.pages[0]?.counts

  return (
    <main className="page" id="work" tabIndex={-1}>
      <h1>My work</h1>
      <p className="muted">{headline(items, almanac)}</p>
      <DayStrip items={items} chosen={day} partial={list.hasNextPage} />
      <nav className={classes.views} aria-label="Views">
        {VIEWS.map((each) => (
          <Link key={each.view} to="/my-work" search={{ view: each.view }} aria-current={each.view === view ? 'page' : undefined}>
            {each.name}{countWords(counts?.[each.view])}
          </Link>
        ))}
        <span role="status" className={classes.come}>{steady.come > 0 ? <button type="button" className="link-button" onClick={steady.layOut}>{steady.come === 1 ? 'One new thing' : `${steady.come} new things`}: show</button> : null}</span>
      </nav>
      {list.isError && !list.data ? <Failure what="Your work" error={list.error} retry={() => void list.refetch()} /> : null}
      {list.isPending ? <Loading what="your work" bars={[92, 86, 90, 70, 88]} /> : null}
      <WorkList groups={groups} now={steady.now} row={row} openSheet={openSheet} />
      {list.data && shown.length === 0 ? <NothingHere view={view} isDayEmpty={day !== undefined && items.length > 0} /> : null}
      {list.hasNextPage ? <Button size="xs" className={classes.more} loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>Show more</Button> : null}
      {sheet ? <ActSheet name={sheet.name} target={sheet.target} close={() => setSheet(undefined)} /> : null}
      <StatusLine keys={KEYS} />
    </main>
  )
}

/** Counting stops at a thousand. */
function countWords(count: number | undefined): string {
  return count === undefined ? '' : count >= 1000 ? ' 1,000+' : ` ${count}`
}
