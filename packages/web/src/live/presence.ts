import type { CaseOpenedBy, PresentPerson } from '@casement/server/contract'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { fetchReply, newActKey } from '../api.ts'

/** What a part of the screen does with a case: shows it, or has a form of it open. */
type Doing = { editing: boolean; task?: string | undefined }

/** This tab, to the server. */
const TAB = newActKey()

/** The server forgets after 90 seconds; timers of a tab out of sight run once a minute. */
const SAY_AGAIN_MS = 30_000

const open = new Map<string, { doings: Set<Doing>; again: ReturnType<typeof setInterval> }>()

/** Says that this person has the case open, while the caller is on screen. */
export function usePresence(ref: string, { editing, task }: Doing): void {
  const queries = useQueryClient()
  useEffect(() => {
    const doing = { editing, task }
    const known = open.get(ref) ?? { doings: new Set(), again: setInterval(() => void say(queries, ref), SAY_AGAIN_MS) }
    open.set(ref, known)
    known.doings.add(doing)
    sayOnce(queries, ref)
    return () => {
      known.doings.delete(doing)
      sayOnce(queries, ref)
    }
  }, [queries, ref, editing, task])
}

/** Who else has the case open, as the server last said. */
export function useOthersOn(ref: string): PresentPerson[] {
  return useQuery({ ...presenceQuery(ref), queryFn: skipToken }).data ?? []
}

/** The server told who is on a case. */
export function hearPresence(queries: QueryClient, { ref, people }: CaseOpenedBy): void {
  queries.setQueryData(presenceQuery(ref).queryKey, people)
}

/** After a break of the line, or when the tab comes back into sight. */
export function sayPresenceAgain(queries: QueryClient): void {
  for (const ref of open.keys()) void say(queries, ref)
}

/** A tab that closes says so; one out of sight counts only with a form open in it. */
export function watchPresence(queries: QueryClient): () => void {
  const leave = () => {
    for (const ref of open.keys()) void end(ref)
  }
  const look = () => {
    if (document.visibilityState === 'visible') return sayPresenceAgain(queries)
    for (const [ref, { doings }] of open) if (![...doings].some(({ editing }) => editing)) void end(ref)
  }
  window.addEventListener('pagehide', leave)
  document.addEventListener('visibilitychange', look)
  return () => {
    window.removeEventListener('pagehide', leave)
    document.removeEventListener('visibilitychange', look)
  }
}

function presenceQuery(ref: string) {
  return { queryKey: ['presence', ref] as const, staleTime: Infinity, initialData: [] as PresentPerson[] }
}

const soon = new Set<string>()

/** One screen goes and another comes in the same moment: only what remains is said. */
function sayOnce(queries: QueryClient, ref: string): void {
  if (soon.has(ref)) return
  soon.add(ref)
  setTimeout(() => {
    soon.delete(ref)
    void say(queries, ref)
  })
}

async function say(queries: QueryClient, ref: string): Promise<void> {
  const known = open.get(ref)
  if (!known) return
  if (known.doings.size === 0) {
    clearInterval(known.again)
    open.delete(ref)
    return end(ref)
  }
  const form = [...known.doings].findLast(({ editing }) => editing)
  if (document.visibilityState === 'hidden' && !form) return
  try {
    hearPresence(queries, await fetchReply<CaseOpenedBy>({ method: 'PUT', path: pathOf(ref), body: { editing: Boolean(form), ...(form?.task ? { task: form.task } : {}) } }))
  } catch {
    // It is said again in half a minute; nothing hangs on it.
  }
}

async function end(ref: string): Promise<void> {
  await fetchReply({ method: 'DELETE', path: pathOf(ref), keepalive: true }).catch(() => undefined)
}

function pathOf(ref: string): string {
  return `/api/v1/cases/${encodeURIComponent(ref)}/presence/${TAB}`
}
