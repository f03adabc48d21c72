import type { WorkItem } from '@casement/server/contract'
import { useEffect, useState } from 'react'
import { lastOwnChange } from '../acts/case-record.ts'
import { rowKey } from '../acts/row-key.ts'

/** Rows in the order in which they were last laid out, each as it is now. */
export type SteadyRows = {
  /** As they were laid out: groups and order go by these. */
  laidOut: WorkItem[]
  /** The same rows as they are now, by key; a row that has left the list is missing. */
  now: ReadonlyMap<string, WorkItem>
  /** Rows that have come since, which have no place yet. */
  come: number
}

/**
 * A list that does not move under who reads it: what others do changes rows in place, what they take away stays and says so, and what is new
 * waits to be shown. The person's own changes, another view and Show lay it out anew.
 */
export function useSteadyList(list: { items: WorkItem[]; view: string; readAt: number }): SteadyRows & { layOut: () => void } {
  const [laid, lay] = useState(list)
  const { items, view, readAt } = list
  const isStale = laid.view !== view || laid.items.length === 0 || (laid.readAt < lastOwnChange() && lastOwnChange() <= readAt)
  const isDue = isStale || isLonger(laid.items, items)
  useEffect(() => {
    if (isDue && laid.items !== items) lay({ items, view, readAt })
  }, [isDue, laid.items, items, view, readAt])
  return { ...steadyRows(isDue ? items : laid.items, items), layOut: () => lay(list) }
}

/** What was laid out, met with what there is now. */
export function steadyRows(laidOut: WorkItem[], items: WorkItem[]): SteadyRows {
  const now = byKey(items)
  const known = new Set(laidOut.map(rowKey))
  return { laidOut, now: new Map([...now].filter(([key]) => known.has(key))), come: items.filter((item) => !known.has(rowKey(item))).length }
}

/** Another page was asked for: what stands keeps its place and more follows. */
function isLonger(laidOut: WorkItem[], items: WorkItem[]): boolean {
  return items.length > laidOut.length && laidOut.every((item, index) => rowKey(item) === rowKey(items[index] ?? item))
}

function byKey(items: WorkItem[]): Map<string, WorkItem> {
  return new Map(items.map((item) => [rowKey(item), item]))
}
