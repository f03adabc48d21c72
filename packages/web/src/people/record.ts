import type { RecordView } from '@casement/server/contract'
import { queryOptions } from '@tanstack/react-query'
import { fetchReply } from '../api.ts'

const PATHS: Record<string, string> = { person: 'people', home: 'homes', tenancy: 'tenancies' }

/** A person, home or tenancy with what it is linked to and its open cases. */
export function recordQuery(kind: string, id: string) {
  return queryOptions({
    queryKey: ['record', kind, id],
    queryFn: ({ signal }) => fetchReply<RecordView>({ path: `/api/v1/${PATHS[kind] ?? kind}/${encodeURIComponent(id)}`, signal }),
  })
}
