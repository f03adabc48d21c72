import { useSyncExternalStore } from 'react'

/** The landlord's time as an answer gave it, and when that was by this machine's count of milliseconds. */
type HeardTime = { now: number; heardAt: number }

/** Answers that agree with the time carried on to within this many milliseconds say nothing new. */
const AGREES_MS = 5_000

let heard: HeardTime | undefined
const listeners = new Set<() => void>()

/** Takes the time from an answer's header; every screen then counts its days from it. */
export function hearServerTime(header: string | null): void {
  const now = header === null ? Number.NaN : Date.parse(header)
  if (Number.isNaN(now)) return
  const heardAt = performance.now()
  if (heard && Math.abs(heard.now + heardAt - heard.heardAt - now) < AGREES_MS) return
  heard = { now, heardAt }
  for (const tell of listeners) tell()
}

/** The time heard last, carried on by this machine's count of milliseconds to now. */
export function carriedServerTime(): number {
  return heard ? heard.now + performance.now() - heard.heardAt : Date.now()
}

/** The latest time heard; nothing before the first answer to somebody signed in. */
export function useServerTime(): HeardTime | undefined {
  return useSyncExternalStore(listen, () => heard)
}

function listen(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
