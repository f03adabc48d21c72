import { infiniteQueryOptions } from '@tanstack/react-query'
import type { CaseEventView } from '@casement/server/contract'
import { fetchReply } from '../api.ts'

const PAGE_EVENTS = 200

/** What happened to a case, page by page, the latest first; of some types only where that is asked. */
export function eventsQuery(ref: string, types?: string) {
  return infiniteQueryOptions({
    queryKey: types ? ['events', ref, types] : ['events', ref],
    queryFn: ({ pageParam, signal }) => fetchReply<{ items: CaseEventView[]; next: string | null }>({ path: `/api/v1/cases/${encodeURIComponent(ref)}/events`, query: { limit: PAGE_EVENTS, order: 'newest', types, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}
