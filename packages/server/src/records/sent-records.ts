import type { RouteInput, api } from '../contract/contract.ts'
import type { RecordName } from './read-records.ts'

/** What another system sends in one request. */
export type SentRecords = RouteInput<typeof api.saveRecords>['body']

/** The records that are sent, by kind and id. */
export function namesOf({ people, blocks, homes, households, tenancies, others }: SentRecords): RecordName[] {
  const named = (kind: string, records: { id: string }[]) => records.map(({ id }) => ({ kind, id }))
  return [...named('person', people), ...named('block', blocks), ...named('home', homes), ...named('household', households), ...named('tenancy', tenancies), ...others.map(({ kind, id }) => ({ kind, id }))]
}
