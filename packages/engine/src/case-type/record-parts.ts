/** The kinds of record that Casement keeps by itself. */
export const recordKinds = ['person', 'household', 'tenancy', 'home', 'block'] as const

export type RecordKind = (typeof recordKinds)[number]

/** What a part of a record holds: a value of this kind, or another record by its id. */
export type RecordPart = 'text' | 'number' | 'date' | 'time' | 'yesNo' | RecordKind

/** What a case type may read of each record. Of one that another system sends, it says itself what there is to read. */
const PARTS: Record<RecordKind, Record<string, RecordPart>> = {
  person: { name: 'text', bornOn: 'date', email: 'text', phone: 'text', reference: 'text' },
  household: { name: 'text', home: 'home' },
  tenancy: { reference: 'text', kind: 'text', home: 'home', startedOn: 'date', endedOn: 'date', weeklyRent: 'number', arrears: 'number' },
  home: { address: 'text', postcode: 'text', reference: 'text', kind: 'text', bedrooms: 'number', block: 'block' },
  block: { name: 'text', reference: 'text' },
}

export function isRecordKind(kind: string): kind is RecordKind {
  return (recordKinds as readonly string[]).includes(kind)
}

export function partsOfRecord({ record, has = {} }: { record: string; has?: Record<string, RecordPart> }): Record<string, RecordPart> {
  return isRecordKind(record) ? PARTS[record] : has
}
