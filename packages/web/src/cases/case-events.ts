import { infiniteQueryOptions } from '@tanstack/react-query'
import type { CaseEventView } from '@casement/server/contract'
import { fetchReply } from '../api.ts'

const PAGE_EVENTS = 200

/** All that happened to a case, page by page, in the order it was recorded. */
export function eventsQuery(ref: string) {
  return infiniteQueryOptions({
    queryKey: ['events', ref],
    queryFn: ({ pageParam, signal }) => fetchReply<{ items: CaseEventView[]; next: string | null }>({ path: `/api/v1/cases/${encodeURIComponent(ref)}/events`, query: { limit: PAGE_EVENTS, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}
