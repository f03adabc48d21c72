import { infiniteQueryOptions } from '@tanstack/react-query'
import type { WorkItem } from '@casement/server/contract'
import { fetchReply } from '../api.ts'
import type { WorkView } from '../routes.tsx'

type WorkPage = { items: WorkItem[]; next: string | null; counts?: Partial<Record<WorkView, number>> }

/** Rows fetched at a time; enough that most people never ask for more. */
const PAGE_ROWS = 100
/** Milliseconds between looks for new work while the screen is in sight. */
const LOOK_AGAIN_MS = 60_000

/** What needs me, most urgent first, page by page. */
export function workListQuery(view: WorkView) {
  return infiniteQueryOptions({
    queryKey: ['work-list', view],
    queryFn: ({ pageParam, signal }) => fetchReply<WorkPage>({ path: '/api/v1/work-lists/mine', query: { view, counts: pageParam === null, limit: PAGE_ROWS, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: LOOK_AGAIN_MS,
  })
}
