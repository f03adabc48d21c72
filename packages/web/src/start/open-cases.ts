import type { CaseSummary } from '@casement/server/contract'
import { queryOptions } from '@tanstack/react-query'
import { fetchReply } from '../api.ts'
import type { StartDraft } from './start-draft.ts'

/** Newest cases of one subject looked at for open ones. */
const MOST_CASES = 200

/** What is open about the subject chosen. */
export function openCasesQuery({ subject }: StartDraft) {
  const record = `${subject?.kind}:${subject?.id}`
  return queryOptions({ queryKey: ['open-cases', record], meta: { shows: 'cases' }, queryFn: ({ signal }) => fetchOpen(record, signal), enabled: Boolean(subject) })
}

/** A case of the chosen type that is open already. */
export function findSame(open: CaseSummary[] | undefined, draft: StartDraft): CaseSummary | undefined {
  return open?.find((each) => each.caseType.id === draft.typeId)
}

async function fetchOpen(subject: string, signal: AbortSignal): Promise<CaseSummary[]> {
  const { items } = await fetchReply<{ items: CaseSummary[] }>({ path: '/api/v1/cases', query: { subject, limit: MOST_CASES }, signal })
  return items.filter((each) => each.status === 'open' || each.status === 'on-hold')
}
