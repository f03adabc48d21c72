import { Button } from '@mantine/core'
import { useId, useLayoutEffect, useRef, useState } from 'react'
import type { CSSProperties, RefObject } from 'react'
import { useKeys } from '../look/keys.ts'
import { useDragToScroll } from './drag-to-scroll.ts'
import { figure } from './figures.ts'
import type { DrawnActivity, DrawnArrow, Drawing } from './lay-out-path.ts'
import { FIRST, LAST } from './path-arrows.ts'
import type { PathSelection } from './path-selection.ts'
import { arrowLabel, nameInWords } from './path-words.ts'
import classes from './path-canvas.module.css'

const ZOOM = { least: 0.3, most: 2, step: 1.25 }
/** Print has about so many pixels across. */
const PRINTED_WIDTH = 680

/** Activities from first to last, with an arrow for each that follows another, the thicker the more often. The table beside it says the same. */
export function PathCanvas({ drawing, counts, selection }: { drawing: Drawing; counts: Map<string, number>; selection: PathSelection }) {
  const pane = useRef<HTMLDivElement>(null)
  const [zoom, setZoom] = useState(1)
  const scale = (by: number) => setZoom((now) => Math.min(ZOOM.most, Math.max(ZOOM.least, now * by)))
  const fit = () => pane.current && setZoom(Math.min(1, pane.current.clientWidth / drawing.width, pane.current.clientHeight / drawing.height))
  useKeys({ '+': () => scale(ZOOM.step), '=': () => scale(ZOOM.step), '-': () => scale(1 / ZOOM.step), 0: () => void fit() })
  useInSight(pane, drawing, selection.arrow)
  useDragToScroll(pane)
  const size = { '--zoom': zoom, '--wide': `${drawing.width}px`, '--high': `${drawing.height}px`, '--print-zoom': Math.min(1, PRINTED_WIDTH / drawing.width) } as CSSProperties
  return (
    <div className={classes.frame}>
      <div className={`${classes.tools} no-print`}>
        <Button size="xs" aria-label="Smaller" onClick={() => scale(1 / ZOOM.step)}>−</Button>
        <Button size="xs" aria-label="Larger" onClick={() => scale(ZOOM.step)}>+</Button>
        <Button size="xs" onClick={fit}>Fit <kbd className="letter">0</kbd></Button>
      </div>
      <div className={classes.canvas} ref={pane} role="region" aria-label="The path as a picture" tabIndex={0} data-zoom={zoom}>
        <div className={classes.sized} style={size}>
          <div className={classes.drawing}>
            <Arrows drawing={drawing} selection={selection} />
            {drawing.activities.map((activity) => <Activity key={activity.name} activity={activity} count={counts.get(activity.name) ?? 0} selection={selection} />)}
          </div>
        </div>
      </div>
    </div>
  )
}

/** A new picture shows its beginning, or the arrow that is chosen. */
function useInSight(pane: RefObject<HTMLDivElement | null>, drawing: Drawing, arrow: string | undefined): void {
  const shown = useRef<Drawing>(undefined)
  useLayoutEffect(() => {
    const element = pane.current
    const chosen = drawing.arrows.find((drawn) => drawn.arrow.id === arrow)?.label
    const place = chosen ?? (shown.current === drawing ? undefined : drawing.activities.find(({ name }) => name === FIRST))
    shown.current = drawing
    if (!element || !place) return
    // As it stands: a new zoom moves nothing by itself.
    const zoom = Number(element.dataset['zoom'])
    const margin = Math.max(0, (element.scrollWidth - drawing.width * zoom) / 2)
    const box = { left: margin + place.x * zoom, top: place.y * zoom, width: place.width * zoom, height: place.height * zoom }
    const isInSight = box.left >= element.scrollLeft && box.left + box.width <= element.scrollLeft + element.clientWidth && box.top >= element.scrollTop && box.top + box.height <= element.scrollTop + element.clientHeight
    if (!isInSight) element.scrollTo({ left: box.left + (box.width - element.clientWidth) / 2, top: chosen ? box.top + (box.height - element.clientHeight) / 2 : 0 })
  }, [pane, drawing, arrow])
}

function Activity({ activity: { name, x, y, width, height }, count, selection }: { activity: DrawnActivity; count: number; selection: PathSelection }) {
  const place = { left: x, top: y, width, height }
  if (name === FIRST || name === LAST) return <span className={classes.end} data-end={name === FIRST ? 'first' : 'last'} style={place}>{nameInWords(name)}</span>
  return (
    <button type="button" className={classes.activity} style={place} aria-pressed={selection.activity === name} data-near={selection.touches(name) || undefined} onClick={() => selection.chooseActivity(name)}>
      <span className={classes.name}>{name}</span>
      <span className={classes.count}>{figure(count)}</span>
    </button>
  )
}

/** For the eye and the mouse; keys and screen readers have the same in the table. */
function Arrows({ drawing, selection }: { drawing: Drawing; selection: PathSelection }) {
  const marker = useId()
  const picked = (drawn: DrawnArrow) => selection.isPicked(drawn.arrow)
  return (
    <svg className={classes.arrows} width={drawing.width} height={drawing.height} aria-hidden="true" data-some-picked={drawing.arrows.some(picked) || undefined}>
      <defs>
        <marker id={marker} viewBox="0 0 10 10" refX="9" refY="5" markerWidth="11" markerHeight="11" markerUnits="userSpaceOnUse" orient="auto-start-reverse">
          <path d="M0 0 10 5 0 10z" fill="context-stroke" />
        </marker>
      </defs>
      {drawing.arrows.toSorted((one, other) => Number(picked(one)) - Number(picked(other))).map((drawn) => (
        <g key={drawn.arrow.id} className={classes.arrow} data-arrow={drawn.arrow.id} data-picked={picked(drawn) || undefined} data-quiet={drawn.isQuiet || undefined} onClick={() => selection.chooseArrow(drawn.arrow.id)}>
          <path className={classes.hit} d={drawn.line} />
          <path d={drawn.line} strokeWidth={drawn.width} markerEnd={`url(#${marker})`} />
          <rect x={drawn.label.x} y={drawn.label.y} width={drawn.label.width} height={drawn.label.height} />
          <text x={drawn.label.x + drawn.label.width / 2} y={drawn.label.y + drawn.label.height / 2}>{arrowLabel(drawn.arrow)}</text>
        </g>
      ))}
    </svg>
  )
}
