import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { RefObject } from 'react'
import { figure, timeTaken } from './figures.ts'
import { FIRST, LAST } from './path-arrows.ts'
import type { Arrow } from './path-arrows.ts'
import type { PathSelection } from './path-selection.ts'
import { nameInWords } from './path-words.ts'
import classes from './path-screen.module.css'

/** Rows shown at first; a log of many activities has thousands. */
const FIRST_ROWS = 100

/** Every arrow of the path: from where, to where, how often, after how long. It shares its selection with the picture. */
export function ArrowTable({ arrows, drawn, selection, rows }: { arrows: Arrow[]; drawn: Set<string>; selection: PathSelection; rows: RefObject<HTMLTableSectionElement | null> }) {
  const { activity } = selection
  const [most, setMost] = useState(FIRST_ROWS)
  const listed = activity === undefined ? arrows : arrows.filter(selection.isPicked)
  const shown = listed.slice(0, most)
  useRowInSight(rows, selection.arrow)
  return (
    <section aria-labelledby="arrows" className={classes.list}>
      <div className="section">
        <h2 id="arrows">{activity === undefined ? 'What follows what' : `To and from ${activity}`}</h2>
        <span className="muted">{figure(listed.length)}, {figure(listed.filter(({ id }) => drawn.has(id)).length)} in the picture</span>
        {activity === undefined ? null : <button type="button" className="link-button end" onClick={selection.clear}>Show all {figure(arrows.length)}</button>}
      </div>
      <table className={classes.arrows}>
        <thead>
          <tr><th scope="col">From</th><th scope="col">To</th><th scope="col">How often</th><th scope="col">Half within</th><th scope="col">On average</th></tr>
        </thead>
        <tbody ref={rows}>
          {shown.map((arrow) => <ArrowRow key={arrow.id} arrow={arrow} isDrawn={drawn.has(arrow.id)} selection={selection} />)}
        </tbody>
      </table>
      {listed.length > shown.length ? <Button size="xs" className={classes.more} onClick={() => setMost(most * 2)}>Show more</Button> : null}
    </section>
  )
}

function ArrowRow({ arrow, isDrawn, selection }: { arrow: Arrow; isDrawn: boolean; selection: PathSelection }) {
  const isChosen = selection.arrow === arrow.id
  return (
    <tr data-arrow={arrow.id} data-picked={isChosen || undefined} data-undrawn={isDrawn ? undefined : true} onClick={() => selection.chooseArrow(arrow.id)}>
      <th scope="row">
        <button type="button" aria-pressed={isChosen} onClick={(event) => (event.stopPropagation(), selection.chooseArrow(arrow.id))}>{arrow.from === FIRST ? <i>{nameInWords(FIRST)}</i> : arrow.from}</button>
      </th>
      <td>{arrow.to === LAST ? <i>{nameInWords(LAST)}</i> : arrow.to}</td>
      <td>{figure(arrow.count)}</td>
      <td data-none={arrow.medianSeconds === undefined || undefined}>{arrow.medianSeconds === undefined ? '–' : timeTaken(arrow.medianSeconds)}</td>
      <td data-none={arrow.meanSeconds === undefined || undefined}>{arrow.meanSeconds === undefined ? '–' : timeTaken(arrow.meanSeconds)}</td>
    </tr>
  )
}

/** What is chosen in the picture comes into sight in the table, where that scrolls by itself. */
function useRowInSight(rows: RefObject<HTMLTableSectionElement | null>, chosen: string | undefined): void {
  useEffect(() => {
    const row = chosen === undefined ? undefined : rows.current?.querySelector(`[data-arrow="${CSS.escape(chosen)}"]`)
    const list = row?.closest('section')
    if (row && list && list.scrollHeight > list.clientHeight) row.scrollIntoView({ block: 'nearest' })
  }, [rows, chosen])
}
