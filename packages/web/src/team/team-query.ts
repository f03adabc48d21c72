import type { TeamLoad, TeamTask } from '@casement/server/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { fetchReply } from '../api.ts'

/** What the list is narrowed to: one person or nobody, one day, overdue or later. */
export type TeamFilter = { person?: string; due?: string }

type TaskPage = { items: TeamTask[]; next: string | null }

/** Rows fetched at a time: what a whole day or person of a team rarely exceeds. */
const PAGE_ROWS = 100
/** Milliseconds between looks for what changed while the screen is in sight. */
const LOOK_AGAIN_MS = 60_000

export function teamLoadQuery(team: string) {
  return queryOptions({
    queryKey: ['work-list', 'team-load', team],
    queryFn: ({ signal }) => fetchReply<TeamLoad>({ path: `/api/v1/teams/${encodeURIComponent(team)}/load`, signal }),
    refetchInterval: LOOK_AGAIN_MS,
  })
}

/** The tasks behind a load, most urgent first, page by page. */
export function teamTasksQuery(team: string, filter: TeamFilter) {
  return infiniteQueryOptions({
    queryKey: ['work-list', 'team-tasks', team, filter],
    queryFn: ({ pageParam, signal }) => fetchReply<TaskPage>({ path: `/api/v1/teams/${encodeURIComponent(team)}/tasks`, query: { ...filter, limit: PAGE_ROWS, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: LOOK_AGAIN_MS,
  })
}

/** Every team of the landlord, for those who oversee them. */
export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: async ({ signal }) => (await fetchReply<{ items: { id: string; name: string }[] }>({ path: '/api/v1/teams', signal })).items,
  staleTime: 300_000,
})
