import type { TeamTask } from '@casement/server/contract'
import { useMemo, useRef, useState } from 'react'
import { rowKey } from '../acts/row-key.ts'

/** What is picked to be given away; it stays picked while the list shows something else. */
export type Picks = {
  tasks: TeamTask[]
  has: (item: TeamTask) => boolean
  /** Picks or puts back; `through` takes all the rows between the last one and this. */
  toggle: (item: TeamTask, through?: boolean) => void
  add: (items: TeamTask[]) => void
  remove: (items: TeamTask[]) => void
  /** Leaves only these. */
  keep: (keys: string[]) => void
}

/** @param shown the rows of the list: what is known newest of each */
export function usePicks(shown: TeamTask[]): Picks {
  const [picked, setPicked] = useState<TeamTask[]>([])
  const last = useRef<string>(undefined)
  const tasks = useMemo(() => {
    const newest = new Map(shown.map((item) => [rowKey(item), item]))
    return picked.map((item) => newest.get(rowKey(item)) ?? item)
  }, [picked, shown])
  const keys = new Set(tasks.map(rowKey))
  const add = (items: TeamTask[]) => setPicked([...tasks, ...items.filter((item) => !keys.has(rowKey(item)))])
  const remove = (items: TeamTask[]) => {
    const gone = new Set(items.map(rowKey))
    setPicked(tasks.filter((item) => !gone.has(rowKey(item))))
  }
  const toggle = (item: TeamTask, through = false) => {
    const [from, to] = [last.current, rowKey(item)].map((key) => shown.findIndex((row) => rowKey(row) === key)) as [number, number]
    last.current = rowKey(item)
    if (through && from >= 0 && to >= 0) add(shown.slice(Math.min(from, to), Math.max(from, to) + 1))
    else if (keys.has(rowKey(item))) remove([item])
    else add([item])
  }
  return { tasks, has: (item) => keys.has(rowKey(item)), toggle, add, remove, keep: (kept) => setPicked(tasks.filter((item) => kept.includes(rowKey(item)))) }
}
