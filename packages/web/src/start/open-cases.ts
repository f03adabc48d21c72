import type { NearCase } from '@casement/server/contract'
import { queryOptions } from '@tanstack/react-query'
import { fetchReply } from '../api.ts'
import type { StartDraft } from './start-draft.ts'

/** What is open at the subject chosen and around it, nearest first. */
export function openCasesQuery({ subject }: StartDraft) {
  const near = `${subject?.kind}:${subject?.id}`
  return queryOptions({
    queryKey: ['open-cases', near],
    meta: { shows: 'cases' },
    queryFn: async ({ signal }) => (await fetchReply<{ items: NearCase[] }>({ path: '/api/v1/open-cases', query: { near }, signal })).items,
    enabled: Boolean(subject),
  })
}

/** A case of the chosen type that is open already for the same people or the same home. */
export function findSame(open: NearCase[] | undefined, draft: StartDraft): NearCase | undefined {
  return open?.find((each) => each.caseType.id === draft.typeId && each.near !== 'block' && each.near !== 'neighbour')
}
