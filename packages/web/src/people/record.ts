import type { RecordView } from '@casement/server/contract'
import { queryOptions } from '@tanstack/react-query'
import { fetchReply } from '../api.ts'

/** Where the screen of each kind of record lives; the API has the same words. */
export const recordPlaces = { person: '/people/$id', home: '/homes/$id', tenancy: '/tenancies/$id' } as const
export type RecordKind = keyof typeof recordPlaces
export type RecordPlace = (typeof recordPlaces)[RecordKind]

/** A person, home or tenancy with what it is linked to and its open cases. */
export function recordQuery(kind: RecordKind, id: string) {
  return queryOptions({
    queryKey: ['record', kind, id],
    meta: { shows: 'cases' },
    queryFn: ({ signal }) => fetchReply<RecordView>({ path: `/api/v1${recordPlaces[kind].replace('$id', encodeURIComponent(id))}`, signal }),
  })
}

export function isRecordKind(kind: string | undefined): kind is RecordKind {
  return kind !== undefined && kind in recordPlaces
}
