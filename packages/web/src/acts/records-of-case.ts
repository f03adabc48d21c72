import type { CaseRecord, Field } from '@casement/server/contract'
import { useQuery } from '@tanstack/react-query'
import { caseQuery } from './case-record.ts'

export type NearRecord = { id: string; label: string; detail: string }

/** What a case has already of the kind that a question asks for. */
export type Near = (kind: Field['record']) => NearRecord[]

/** Whom and what the case is about, who takes part in it, and what is linked with it: of the kind that is asked for, each once. */
export function recordsOfCase({ subject, parties, records, links }: Pick<CaseRecord, 'subject' | 'parties' | 'records' | 'links'>, kind: Field['record']): NearRecord[] {
  const all = [
    ...(subject ? [{ kind: subject.kind, id: subject.id, label: subject.label, detail: 'what the case is about' }] : []),
    ...(subject?.home ? [{ kind: 'home', id: subject.home.id, label: subject.home.name, detail: 'what the case is about' }] : []),
    ...(subject?.people ?? []).map(({ id, name }) => ({ kind: 'person', id, label: name, detail: 'whom the case is about' })),
    ...parties.flatMap(({ person, name, role, ended }) => (person === null || ended ? [] : [{ kind: 'person', id: person, label: name, detail: role }])),
    ...records.filter(({ ended }) => !ended).map((linked) => ({ kind: linked.kind, id: linked.record, label: linked.label, detail: linked.role ?? 'linked' })),
    ...links.map(({ ref, title, words }) => ({ kind: 'case', id: ref, label: `${ref} ${title}`, detail: words })),
  ].filter((each) => each.kind === kind)
  return all.filter(({ id }, at) => all.findIndex((other) => other.id === id) === at)
}

/** The case is read only where one of the questions asks for a record. */
export function useRecordsOfCase(ref: string, fields: Field[]): Near {
  const record = useQuery({ ...caseQuery(ref), enabled: fields.some((field) => field.record !== undefined) }).data?.record
  return (kind) => (record ? recordsOfCase(record, kind) : [])
}
