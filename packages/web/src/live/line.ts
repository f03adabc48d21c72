import { useEffect, useState, useSyncExternalStore } from 'react'

/** What is on screen stands as of this moment (the server's time), because nothing has been heard since; undefined while the line is good. */
let brokenSince: { shows: number; at: number } | undefined
const listeners = new Set<() => void>()

/** A line that comes back within this many milliseconds was never worth a word. */
const WORTH_SAYING_MS = 8_000

/** Something was heard. */
export function lineIsGood(): void {
  if (brokenSince) change(undefined)
}

/** The line broke; the first time counts. @param shows the server's time when something was heard last */
export function lineBroke(shows: number): void {
  if (!brokenSince) change({ shows, at: performance.now() })
}

/** The server's time that the screen shows, once the line has been broken for longer than a moment. */
export function useBrokenLine(): number | undefined {
  const broken = useSyncExternalStore(listen, () => brokenSince)
  const [said, say] = useState<typeof broken>()
  useEffect(() => {
    if (!broken) return
    const timer = setTimeout(() => say(broken), Math.max(0, broken.at + WORTH_SAYING_MS - performance.now()))
    return () => clearTimeout(timer)
  }, [broken])
  return broken && said === broken ? broken.shows : undefined
}

function change(next: typeof brokenSince): void {
  brokenSince = next
  for (const tell of listeners) tell()
}

function listen(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
