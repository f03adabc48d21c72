import type { RealPath } from '@casement/server/contract'
import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useRef } from 'react'
import { Problem } from '../api.ts'
import { Empty } from '../look/empty.tsx'
import { Facts } from '../look/facts.tsx'
import { Failure } from '../look/failure.tsx'
import { useKeys } from '../look/keys.ts'
import { Loading } from '../look/loading.tsx'
import { StatusLine } from '../look/status-line.tsx'
import { useTitle } from '../look/use-title.ts'
import { NotFound } from '../shell/not-found.tsx'
import { ArrowTable } from './arrow-table.tsx'
import { figure, timeTaken } from './figures.ts'
import { realPathQuery } from './insight-queries.ts'
import { layOutPath } from './lay-out-path.ts'
import { SHARES, arrowsOf, namesOf, readableShare, usualArrows } from './path-arrows.ts'
import { PathCanvas } from './path-canvas.tsx'
import { usePathSelection } from './path-selection.ts'
import { arrowLabel, arrowSentence } from './path-words.ts'
import classes from './path-screen.module.css'

const KEYS = [
  { keys: ['J', 'K'], does: 'up and down the table' },
  { keys: ['Enter'], does: 'choose' },
  { keys: ['+', '-', '0'], does: 'larger, smaller, fit' },
  { keys: ['Esc'], does: 'choose nothing' },
]

/** The path that cases of one type really took, drawn from what was recorded, and the same as a table. */
export function PathScreen() {
  const { type } = useParams({ from: '/signed-in/insight/$type' })
  const path = useQuery(realPathQuery(type))
  useTitle(path.data ? `${path.data.caseType.name}: real path` : 'Real path')
  if (path.error instanceof Problem && path.error.status === 404) return <NotFound />
  return (
    <main className={`page ${classes.screen}`} id="work" tabIndex={-1}>
      <p className={classes.crumbs}><Link to="/insight">Insight</Link></p>
      <h1>{path.data?.caseType.name ?? 'The path that cases took'}</h1>
      {path.isError ? <Failure what="The path" error={path.error} retry={() => void path.refetch()} /> : null}
      {path.isPending ? <Loading what="the path" bars={[40, 92, 92, 80]} /> : null}
      {path.data ? <PathOrNothing path={path.data} /> : null}
      <StatusLine keys={KEYS} />
    </main>
  )
}

function PathOrNothing({ path }: { path: RealPath }) {
  if (path.events > 0) return <PathOnScreen path={path} />
  return (
    <Empty title="Nothing has been done in a case of this kind yet" act={<Button size="xs" component={Link} to="/insight">See the whole of Insight</Button>}>
      Once tasks of such cases are completed, the path that they took will be drawn here.
    </Empty>
  )
}

function PathOnScreen({ path }: { path: RealPath }) {
  const arrows = useMemo(() => arrowsOf(path), [path])
  const readable = useMemo(() => readableShare(arrows), [arrows])
  const { show = readable } = useSearch({ from: '/signed-in/insight/$type' })
  const selection = usePathSelection(arrows)
  const rows = useRowKeys(selection.clear)
  const drawn = useMemo(() => {
    const usual = new Set(usualArrows(arrows, show))
    return arrows.filter((arrow) => usual.has(arrow) || arrow.id === selection.arrow)
  }, [arrows, show, selection.arrow])
  const drawing = useQuery({ queryKey: ['drawn-path', drawn], queryFn: () => layOutPath(drawn, { ofArrow: arrowLabel }), placeholderData: keepPreviousData, staleTime: Infinity, retry: false })
  const counts = useMemo(() => new Map(path.activities.map(({ name, count }) => [name, count])), [path])
  const chosen = arrows.find(({ id }) => id === selection.arrow)
  return (
    <>
      <p className="muted">The path that cases of this kind really took: what was done, and what was done next.</p>
      <PathFacts path={path} />
      <ShowUsual show={show} words={`of all steps: ${figure(drawn.length)} of ${figure(arrows.length)} arrows, ${figure(namesOf(drawn).length)} of ${figure(path.activityCount)} activities`} />
      <p className={classes.chosen} role="status">{chosen ? arrowSentence(chosen, path.cases) : 'Choose an arrow or an activity to follow it. Thicker arrows were taken more often.'}</p>
      <div className={classes.two}>
        {drawing.isError ? <Failure what="The picture" error={drawing.error} retry={() => void drawing.refetch()} /> : null}
        {drawing.isPending ? <Loading what="the picture" bars={[50, 70, 60, 80]} /> : null}
        {drawing.data ? <PathCanvas drawing={drawing.data} counts={counts} selection={selection} /> : null}
        <ArrowTable arrows={arrows} drawn={new Set(drawn.map(({ id }) => id))} selection={selection} rows={rows} />
      </div>
    </>
  )
}

function PathFacts({ path }: { path: RealPath }) {
  return (
    <Facts
      facts={[
        { label: 'Cases', value: figure(path.cases), second: 'with something done' },
        { label: 'Done', value: figure(path.events), second: 'times, in all of them' },
        { label: 'Activities', value: figure(path.activityCount), second: 'different ones' },
        { label: 'Ways through', value: figure(path.variants), second: 'orders in which they were done' },
        { label: 'From first to last', value: timeTaken(path.medianSeconds ?? 0), second: `half of the cases within; on average ${timeTaken(path.meanSeconds ?? 0)}` },
      ]}
    />
  )
}

/** Few arrows show the usual way; all of them show every way there was. */
function ShowUsual({ show, words }: { show: number; words: string }) {
  const navigate = useNavigate({ from: '/insight/$type' })
  const choose = (value: string) => void navigate({ search: { show: Number(value) }, replace: true, resetScroll: false })
  return (
    <div className={`${classes.usual} no-print`}>
      <label htmlFor="usual">Show the most usual</label>
      <input id="usual" type="range" min={SHARES.least} max={SHARES.most} step={SHARES.step} value={show} aria-valuetext={`${show}% ${words}`} onChange={(event) => choose(event.currentTarget.value)} />
      <output htmlFor="usual"><b>{show}%</b> <span className="muted">{words}</span></output>
    </div>
  )
}

/** J and K walk the rows of the table; Escape lets go of what is chosen. */
function useRowKeys(clear: () => void) {
  const rows = useRef<HTMLTableSectionElement>(null)
  const move = (step: number) => {
    const buttons = [...(rows.current?.querySelectorAll<HTMLElement>('button') ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    buttons[at === -1 ? 0 : Math.min(buttons.length - 1, Math.max(0, at + step))]?.focus()
  }
  useKeys({ j: () => move(1), k: () => move(-1), Escape: clear })
  return rows
}
