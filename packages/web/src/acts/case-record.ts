import type { CaseRecord } from '@casement/server/contract'
import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { fetchTagged } from '../api.ts'

/** A case as this browser last saw it, with the tag that a change of it must show. */
export type SeenCase = { record: CaseRecord; etag: string | undefined }

export function caseQuery(ref: string) {
  return queryOptions({ queryKey: ['case', ref], queryFn: ({ signal }) => fetchCase(ref, signal), refetchOnWindowFocus: true })
}

/** Read at once or not at all: a query would wait for the line to come back, and whoever waits would not know. */
export async function fetchCase(ref: string, signal?: AbortSignal): Promise<SeenCase> {
  const { reply, etag } = await fetchTagged<CaseRecord>({ path: `/api/v1/cases/${encodeURIComponent(ref)}`, signal })
  return { record: reply, etag }
}

let lastOwn = 0

/** When this page last changed a case itself, in milliseconds since 1970; what others change must not move what the person looks at. */
export function lastOwnChange(): number {
  return lastOwn
}

/** After a change made here: whatever shows this case is read again. */
export async function refreshCase(queries: QueryClient, ref: string): Promise<void> {
  lastOwn = Date.now()
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['case', ref] }),
    queries.invalidateQueries({ queryKey: ['events', ref] }),
    queries.invalidateQueries({ queryKey: ['explanation', ref] }),
    queries.invalidateQueries({ queryKey: ['work-list'] }),
  ])
}
