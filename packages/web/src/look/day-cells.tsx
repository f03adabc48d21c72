import { Fragment } from 'react'
import classes from './day-cells.module.css'

/** What a day of a clock is; today stands tall, due has a double edge, the days of an extension are dashed. */
export type DayCell = { kind: 'start' | 'counted' | 'closed' | 'paused' | 'to-come' | 'today' | 'due'; extended?: true }

/** A clock at a glance, one cell a day, with the same told in one sentence to a screen reader. */
export function DayCells({ cells, words }: { cells: DayCell[]; words: string }) {
  return (
    <figure className={classes.figure}>
      <div className={classes.days} role="img" aria-label={words}>
        {cells.map((cell, index) => (
          <i key={index} data-kind={cell.kind} data-extended={cell.extended} />
        ))}
      </div>
      <div className={classes.under} aria-hidden="true">
        {labelsUnder(cells).map(({ at, label }) => (
          <Fragment key={label}><span data-edge={at === 0 ? 'left' : at === 1 ? 'right' : undefined} style={{ left: `${at * 100}%` }}>{label}</span></Fragment>
        ))}
      </div>
    </figure>
  )
}

/** Weekend cells are a third as wide as the others. */
const NARROW = 0.3
/** Labels closer than this share of the whole would run into each other. */
const APART = 0.14

/** Start, paused, today and due, left out where two would overlap. */
export function labelsUnder(cells: DayCell[]): { at: number; label: string }[] {
  const widths = cells.map((cell) => (cell.kind === 'closed' ? NARROW : 1))
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const middle = (index: number) => (widths.slice(0, index).reduce((sum, width) => sum + width, 0) + (widths[index] ?? 0) / 2) / whole
  const labels = [{ at: 0, label: 'start' }]
  const due = cells.findIndex((cell) => cell.kind === 'due')
  const end = due === -1 ? undefined : { at: due === cells.length - 1 ? 1 : middle(due), label: 'due' }
  const between = [{ index: cells.findIndex((cell) => cell.kind === 'today'), label: 'today' }, { index: cells.findIndex((cell) => cell.kind === 'paused'), label: 'paused' }]
  if (end && end.at > APART) labels.push(end)
  for (const { index, label } of between) {
    if (index === -1) continue
    const at = middle(index)
    if (labels.every((other) => Math.abs(other.at - at) > APART)) labels.push({ at, label })
  }
  return labels
}
