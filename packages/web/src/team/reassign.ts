import type { ReassignedTask, Reassignments, TeamTask } from '@casement/server/contract'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { fetchReply, newActKey } from '../api.ts'

/** Whom tasks are given to. */
export type NewHolder = { kind: 'person' | 'team'; id: string; name: string }

/** Tasks that one request can give away. */
export const MOST_AT_ONCE = 200

/** What the API is asked: `POST /work-lists/reassignments`. */
export type ReassignmentRequest = { tasks: { case: string; task: string; version?: number }[]; to: Record<string, string | true>; reason: string }

export function requestOf(tasks: TeamTask[], to: NewHolder, reason: string): ReassignmentRequest {
  return { tasks: tasks.map((item) => ({ case: item.case.ref, task: item.task.id, version: item.case.version })), to: { [to.kind]: to.id }, reason }
}

/** What it would do with each task, changing nothing. Where a case has changed meanwhile, the list is read again. */
export function useReassignPreview(request: ReassignmentRequest | undefined) {
  const queries = useQueryClient()
  const preview = useQuery({
    queryKey: ['reassign-preview', request],
    queryFn: ({ signal }) => fetchReply<Reassignments>({ method: 'POST', path: ADDRESS, query: { preview: true }, body: request, signal }),
    enabled: Boolean(request),
    staleTime: 5_000,
    gcTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
  })
  const isBehind = preview.data?.items.some(({ code }) => code === 'case-changed') ?? false
  useEffect(() => {
    if (isBehind) void queries.invalidateQueries({ queryKey: ['work-list', 'team-tasks'] })
  }, [isBehind, queries])
  return preview
}

/** Sends it; a second try of the same request carries the same key, so it happens once. */
export function useReassign({ onDone }: { onDone: (answer: Reassignments) => void }) {
  const queries = useQueryClient()
  const intent = useRef<{ words: string; key: string }>(undefined)
  return useMutation({
    mutationFn: (request: ReassignmentRequest) => {
      const words = JSON.stringify(request)
      if (intent.current?.words !== words) intent.current = { words, key: newActKey() }
      return fetchReply<Reassignments>({ method: 'POST', path: ADDRESS, body: request, key: intent.current.key })
    },
    onSuccess: async (answer) => {
      intent.current = undefined
      onDone(answer)
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
