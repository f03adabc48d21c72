import type { ReassignedTask, Reassignments } from '@casement/server/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useActKeys } from '../acts/act-keys.ts'
import { fetchReply, newActKey } from '../api.ts'
import type { Share } from './share-out.ts'

/** Tasks that one request can give away. */
export const MOST_AT_ONCE = 200

/** What the API is asked: `POST /work-lists/reassignments`. */
export type ReassignmentRequest = { tasks: { case: string; task: string; version?: number }[]; to: Record<string, string | true>; reason: string }

export function requestOf({ to, tasks }: Share, reason: string): ReassignmentRequest {
  return { tasks: tasks.map((item) => ({ case: item.case.ref, task: item.task.id, version: item.case.version })), to: { [to.kind]: to.id }, reason }
}

/** What each request would do with each task, changing nothing. Where a case has changed meanwhile, the list is read again. */
export function useReassignPreview(requests: ReassignmentRequest[] | undefined) {
  const queries = useQueryClient()
  const preview = useQuery({
    queryKey: ['reassign-preview', requests],
    queryFn: ({ signal }) => Promise.all((requests ?? []).map((body) => fetchReply<Reassignments>({ method: 'POST', path: ADDRESS, query: { preview: true }, body, signal }))),
    enabled: Boolean(requests),
    staleTime: 5_000,
    gcTime: 0,
    retry: false,
  })
  const isBehind = preview.data?.some(({ items }) => items.some(({ code }) => code === 'case-changed')) ?? false
  useEffect(() => {
    if (isBehind) void queries.invalidateQueries({ queryKey: ['work-list', 'team-tasks'] })
  }, [isBehind, queries])
  return preview
}

/** Sends the requests one after the other; a second try carries the same keys, so each happens once. */
export function useReassign({ onDone }: { onDone: (answers: Reassignments[]) => void }) {
  const queries = useQueryClient()
  const keys = useActKeys()
  return useMutation({
    mutationFn: async (requests: ReassignmentRequest[]) => {
      const answers: Reassignments[] = []
      for (const body of requests) answers.push(await fetchReply<Reassignments>({ method: 'POST', path: ADDRESS, body, key: keys.keyOf(body) }))
      return answers
    },
    onSuccess: async (answers) => {
      keys.forget()
      onDone(answers)
      await readAgain(queries)
    },
  })
}

/** Gives what was moved back to whoever had it; answers what came of all of it. */
export function useGiveBack() {
  const queries = useQueryClient()
  return async (moved: ReassignedTask[]): Promise<ReassignedTask[]> => {
    const items: ReassignedTask[] = []
    for (const body of givingBack(moved)) items.push(...(await fetchReply<Reassignments>({ method: 'POST', path: ADDRESS, body, key: newActKey() })).items)
    await readAgain(queries)
    return items
  }
}

/** One request for each who had some of it. */
export function givingBack(moved: ReassignedTask[]): ReassignmentRequest[] {
  const byHolder = Map.groupBy(moved.filter(({ result }) => result === 'done'), ({ was }) => `${was?.kind ?? 'owner'} ${was?.id ?? ''}`)
  return [...byHolder.values()].map((items) => {
    const was = items[0]?.was
    return { tasks: items.map(({ case: ref, task }) => ({ case: ref, task })), to: was?.id === undefined ? { owner: true } : { [was.kind]: was.id }, reason: 'Taken back' }
  })
}

const ADDRESS = '/api/v1/work-lists/reassignments'

async function readAgain(queries: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all(['work-list', 'case', 'events'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
}
