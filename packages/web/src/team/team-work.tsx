import type { ReassignedTask, Reassignments, TeamLoad } from '@casement/server/contract'
import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { rowKey, rowKeyOf } from '../acts/row-key.ts'
import { useAlmanac } from '../look/almanac-context.tsx'
import { Failure } from '../look/failure.tsx'
import { Loading } from '../look/loading.tsx'
import { Sheet } from '../look/sheet.tsx'
import { StateShape } from '../look/state-mark.tsx'
import { StatusLine, useTell } from '../look/status-line.tsx'
import { LeaveSection } from './leave-section.tsx'
import { LoadGrid } from './load-grid.tsx'
import { Refused } from './move-outcome.tsx'
import { MovePanel } from './move-panel.tsx'
import { usePicks } from './picks.ts'
import type { Picks } from './picks.ts'
import { useGiveBack } from './reassign.ts'
import { sharesInWords } from './share-out.ts'
import type { Share } from './share-out.ts'
import { TaskList } from './task-list.tsx'
import { useTeamKeys } from './team-keys.ts'
import { teamLoadQuery, teamTasksQuery } from './team-query.ts'
import type { TeamFilter } from './team-query.ts'
import { filterInWords, tasksInWords, teamHeadline } from './team-words.ts'
import classes from './team.module.css'

const KEYS = [
  { keys: ['J', 'K'], does: 'up and down' },
  { keys: ['X'], does: 'pick' },
  { keys: ['R'], does: 'reassign' },
  { keys: ['Enter'], does: 'open' },
]

/** Under this width the panel comes as a sheet. */
const NARROW = '(max-width: 1100px)'

export function TeamWork({ team, filter, choice }: { team: string; filter: TeamFilter; choice: ReactNode }) {
  const { today } = useAlmanac()
  const load = useQuery(teamLoadQuery(team))
  const list = useInfiniteQuery({ ...teamTasksQuery(team, filter), placeholderData: keepPreviousData })
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const picks = usePicks(items)
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false })
  const [isSheetOpen, openSheet] = useState(false)
  const panel = useRef<HTMLElement>(null)
  const row = useTeamKeys(items, { picks, reassign: () => (isNarrow ? openSheet(true) : focusLater(panel)) })
  const moved = useMoved({ picks, close: () => openSheet(false) })
  if (load.isError && !load.data) return <><Head name="Team" words="" choice={choice} /><Failure what="The team" error={load.error} retry={() => void load.refetch()} /></>
  if (!load.data) return <><Head name="Team" words="" choice={choice} /><Loading what="the team" bars={[40, 92, 88, 90, 86]} /></>
  const form = <><Left left={moved.left} picks={picks} /><MovePanel load={load.data} picks={picks} onDone={moved.tell} /></>
  const isMoving = picks.tasks.length > 0
  const title = `Reassign ${tasksInWords(picks.tasks.length)}`
  const more = list.hasNextPage ? { fetch: () => void list.fetchNextPage(), isFetching: list.isFetchingNextPage } : undefined
  return (
    <>
      <Head name={load.data.team.name} words={teamHeadline(load.data)} choice={choice} />
      <LoadGrid load={load.data} filter={filter} />
      <Legend load={load.data} />
      <div className={classes.low} data-moving={(!isNarrow && isMoving) || undefined}>
        <div className={classes.list}>
          {list.isError && !list.data ? <Failure what="The tasks" error={list.error} retry={() => void list.refetch()} /> : null}
          <TaskList heading={filterInWords(filter, { people: load.data.people, today })} items={items} filter={filter} picks={picks} row={row} isStale={list.isPlaceholderData || list.isPending} more={more} />
        </div>
        {!isNarrow && isMoving ? <aside className={classes.move} aria-labelledby="move" ref={panel}><div><h2 id="move">{title}</h2>{form}</div></aside> : null}
      </div>
      <LeaveSection load={load.data} />
      {isNarrow && isMoving ? <PickedBar picks={picks} reassign={() => openSheet(true)} /> : null}
      {isNarrow && isMoving && isSheetOpen ? <Sheet title={title} close={() => openSheet(false)}>{form}</Sheet> : null}
      <StatusLine keys={KEYS} />
    </>
  )
}

function Head({ name, words, choice }: { name: string; words: string; choice: ReactNode }) {
  return <div className={classes.head}><div><h1>{name}</h1><p className="muted">{words}</p></div>{choice}</div>
}

function Legend({ load: { people, nobody, days } }: { load: TeamLoad }) {
  const isNear = [...people, nobody].some((each) => each.days.some(({ soon }, index) => soon > 0 && index > 0 && days[index]))
  return isNear ? <p className={`second ${classes.legend}`}><StateShape state="due-soon" /> <b>1 of 2</b> means two tasks are due that day and one is inside its warning.</p> : null
}

/** What was left where it is by the last reassignment; it stays picked. */
function Left({ left, picks }: { left: ReassignedTask[]; picks: Picks }) {
  const isPicked = new Set(picks.tasks.map(rowKey))
  const still = left.filter((item) => isPicked.has(rowKeyOf(item)))
  return still.length > 0 ? <Refused items={still} tasks={picks.tasks} past /> : null
}

function PickedBar({ picks, reassign }: { picks: Picks; reassign: () => void }) {
  return (
    <div className={classes.bar} role="group" aria-label="What is picked">
      <b>{picks.tasks.length} picked</b>
      <Button onClick={() => picks.keep([])}>Put back</Button>
      <Button variant="filled" onClick={reassign}>Reassign</Button>
    </div>
  )
}

/** Tells what was moved, with the way back; what was refused stays picked, with its reason. */
function useMoved({ picks, close }: { picks: Picks; close: () => void }) {
  const tell = useTell()
  const giveBack = useGiveBack()
  const [left, setLeft] = useState<ReassignedTask[]>([])
  const undo = async (done: ReassignedTask[]) => {
    setLeft([])
    const back = (await giveBack(done)).filter(({ result }) => result === 'done').length
    tell({ words: back === done.length ? `${tasksInWords(back)} ${back === 1 ? 'is back where it was' : 'are back where they were'}.` : `${back} of ${done.length} tasks are back; the others were changed meanwhile.` })
  }
  return {
    left,
    tell: (answers: Reassignments[], shares: Share[]) => {
      const items = answers.flatMap((answer) => answer.items)
      const [done, refused] = (['done', 'refused'] as const).map((end) => items.filter(({ result }) => result === end)) as [ReassignedTask[], ReassignedTask[]]
      setLeft(refused)
      picks.keep(refused.map(rowKeyOf))
      if (refused.length === 0) close()
      if (done.length > 0) tell({ words: `${tasksInWords(done.length)} given to ${givenTo(answers, shares)}${refused.length > 0 ? `; ${refused.length} not moved` : ''}`, undo: () => undo(done) })
      document.getElementById('tasks')?.focus({ preventScroll: true })
    },
  }
}

/** One name, or who got how many. */
function givenTo(answers: Reassignments[], shares: Share[]): string {
  const given = shares.map(({ to }, index) => ({ to, count: answers[index]?.done ?? 0 })).filter(({ count }) => count > 0)
  return given.length === 1 ? given[0]?.to.name ?? '' : sharesInWords(given)
}

/** After a first pick the panel is drawn anew; as much of it as fits is in sight then, and its first choice has focus. */
function focusLater(panel: { current: HTMLElement | null }): void {
  requestAnimationFrame(() => {
    panel.current?.querySelector('form')?.scrollIntoView({ block: 'nearest' })
    panel.current?.querySelector<HTMLElement>('input[type="radio"]')?.focus()
  })
}
