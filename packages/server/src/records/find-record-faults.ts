import { type CaseType, type RecordKind, type RecordPart, isCivilDate, isRecordKind } from '@casement/engine'
import { type LandlordTransaction, isUuid } from '../database/landlord-transaction.ts'
import { readSubjects, subjectKey } from './read-subjects.ts'
import { type SentRecords, namesOf } from './sent-records.ts'

interface Fault {
  path: string
  words: string
}

/** What stands against saving records, each at its place: one that is sent twice, a kind that no case type reads, values of another kind, and records that they name and that are not there. */
export async function findRecordFaults(tx: LandlordTransaction, sent: SentRecords, types: CaseType[]): Promise<Fault[]> {
  const faults = [...findTwice(sent), ...findMisfits(sent, types)]
  return faults.length > 0 ? faults : [...(await findMissingRecords(tx, sent, types)), ...(await findMissingPatches(tx, sent))]
}

function findTwice({ as: _as, others, ...lists }: SentRecords): Fault[] {
  const keyed = { ...lists, others: others.map(({ kind, id }) => ({ id: subjectKey({ kind, id }) })) }
  return Object.entries(keyed).flatMap(([name, records]: [string, { id: string }[]]) => {
    const first = new Map<string, number>()
    return records.flatMap(({ id }, index) => {
      const before = first.get(id)
      if (before === undefined) first.set(id, index)
      return before === undefined ? [] : [{ path: `${name}.${index}.id`, words: `It is ${name}.${before} already. Send each record once.` }]
    })
  })
}

function findMisfits({ others }: SentRecords, types: CaseType[]): Fault[] {
  const rules = types.flatMap(({ opensOn }) => opensOn.filter(({ record }) => !isRecordKind(record)))
  return others.flatMap(({ kind, values }, index) => {
    const known = rules.filter(({ record }) => record === kind)
    if (known.length === 0) return [{ path: `others.${index}.kind`, words: kindWords(kind, rules.map(({ record }) => record)) }]
    return known.flatMap(({ parts }) => Object.entries(parts)).flatMap(([part, holds]) => {
      const value = values[part]
      return value === undefined || value === null || FITS[isRecordKind(holds) ? 'record' : holds](value) ? [] : [{ path: `others.${index}.values.${part}`, words: `The ${part} of a ${kind} is ${WORDS[isRecordKind(holds) ? 'record' : holds]}.` }]
    })
  })
}

function kindWords(kind: string, known: string[]): string {
  if (isRecordKind(kind)) return `Send a ${kind} in the list of its own.`
  return known.length === 0 ? 'No case type is opened by records of another system.' : `No case type is opened by a record of the kind ${kind}; there are ${[...new Set(known)].join(', ')}.`
}

type Holds = Exclude<RecordPart, RecordKind> | 'record'

const FITS: Record<Holds, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  date: (value) => typeof value === 'string' && isCivilDate(value),
  time: (value) => typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
  yesNo: (value) => typeof value === 'boolean',
  record: (value) => typeof value === 'string' && isUuid(value),
}

const WORDS: Record<Holds, string> = { text: 'a text', number: 'a number', date: 'a date such as 2026-12-15', time: 'a time such as 14:30', yesNo: 'true or false', record: 'the id of a record' }

/** Records that are named; those that come with the same request are there. */
async function findMissingRecords(tx: LandlordTransaction, sent: SentRecords, types: CaseType[]): Promise<Fault[]> {
  const coming = new Set(namesOf(sent).map(subjectKey))
  const named = namedRecords(sent, types).filter((one) => !coming.has(subjectKey(one)))
  const there = await readSubjects(tx, named)
  return named.filter((one) => !there.has(subjectKey(one))).map(({ kind, id, path }) => ({ path, words: `There is no ${kind} with the id ${id}: send it first, or with this.` }))
}

interface Named {
  kind: RecordKind
  id: string
  path: string
}

function namedRecords({ homes, households, tenancies, others }: SentRecords, types: CaseType[]): Named[] {
  const ofOthers = others.flatMap(({ kind, values }, index) => types.flatMap(({ opensOn }) => opensOn.filter(({ record }) => record === kind)).flatMap(({ parts }) => Object.entries(parts)).flatMap(([part, holds]): Named[] => {
    const id = values[part]
    return isRecordKind(holds) && typeof id === 'string' ? [{ kind: holds, id, path: `others.${index}.values.${part}` }] : []
  }))
  return [
    ...homes.flatMap(({ block }, index): Named[] => (block === undefined ? [] : [{ kind: 'block', id: block, path: `homes.${index}.block` }])),
    ...households.flatMap(({ home }, index): Named[] => (home === undefined ? [] : [{ kind: 'home', id: home, path: `households.${index}.home` }])),
    ...tenancies.flatMap(({ home, tenants }, index): Named[] => [{ kind: 'home', id: home, path: `tenancies.${index}.home` }, ...tenants.map((id, at): Named => ({ kind: 'person', id, path: `tenancies.${index}.tenants.${at}` }))]),
    ...ofOthers,
  ]
}

async function findMissingPatches(tx: LandlordTransaction, { blocks, homes }: SentRecords): Promise<Fault[]> {
  const at = (name: string, records: { patch?: string }[]) => records.flatMap(({ patch }, index) => (patch === undefined ? [] : [{ patch, path: `${name}.${index}.patch` }]))
  const named = [...at('blocks', blocks), ...at('homes', homes)]
  if (named.length === 0) return []
  const rows = await tx.rows<{ id: string }>('select id from casement.patch where landlord_id = $1 and id = any($2)', [tx.landlordId, named.map(({ patch }) => patch)])
  const known = new Set(rows.map(({ id }) => id))
  return named.filter(({ patch }) => !known.has(patch)).map(({ patch, path }) => ({ path, words: `There is no patch ${patch}.` }))
}
