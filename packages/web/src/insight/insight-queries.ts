import type { Ageing, ClockResult, RealPath, Volumes } from '@casement/server/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchReply } from '../api.ts'

type Days = { from: string; to: string }

/** How many cases came and went; the parts are of one case type where one is chosen. */
export function volumesQuery(query: Days & { by: 'month' | 'week'; caseType?: string }) {
  return queryOptions({ queryKey: ['insight', 'volumes', query], queryFn: ({ signal }) => fetchReply<Volumes>({ path: '/api/v1/insight/volumes', query, signal }), placeholderData: keepPreviousData })
}

export function clockResultsQuery(query: Days & { caseType?: string }) {
  return queryOptions({ queryKey: ['insight', 'clocks', query], queryFn: ({ signal }) => fetchReply<Days & { items: ClockResult[] }>({ path: '/api/v1/insight/clocks', query, signal }), placeholderData: keepPreviousData })
}

export function ageingQuery(caseType: string | undefined) {
  return queryOptions({ queryKey: ['insight', 'ageing', caseType], queryFn: ({ signal }) => fetchReply<Ageing>({ path: '/api/v1/insight/ageing', query: { caseType }, signal }), placeholderData: keepPreviousData })
}

/** The path that the cases of one type really took. */
export function realPathQuery(caseType: string) {
  return queryOptions({ queryKey: ['insight', 'path', caseType], queryFn: ({ signal }) => fetchReply<RealPath>({ path: `/api/v1/insight/case-types/${encodeURIComponent(caseType)}/path`, signal }) })
}
