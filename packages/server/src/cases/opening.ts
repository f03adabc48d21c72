import { type AllocationFacts, type Answers, type Assignee, type CommandOf, type Context, type Priority, type Refusal, type Subject, dayAt, subjectKinds } from '@casement/engine'
import { v7 as newId } from 'uuid'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { readCover } from '../leave/read-cover.ts'
import { type SubjectRecord, readSubjects, subjectKey } from '../records/read-subjects.ts'
import { previewReference, takeReferences } from './case-number.ts'
import type { Ground } from './ground.ts'

/** What a new case is to be: one of a type, in the version given or the one published for the day. */
export interface NewCase {
  caseType: string
  version?: number
  subject?: Subject
  fields?: Answers
  priority?: Priority
  /** Whom whoever opens it has chosen; without, its rules find somebody. */
  owner?: Assignee
  parties?: CommandOf<'open-case'>['parties']
  strands?: CommandOf<'open-case'>['strands']
  contact?: CommandOf<'open-case'>['contact']
  occurredAt?: string
  /** Why it is opened, where nobody is there who knows. */
  reason?: string
  /** Its reference, where it has one already; else the next of the series. */
  ref?: string
}

/** The command that opens a case, with what the engine needs from outside of it. */
export interface Opening {
  command: CommandOf<'open-case'>
  newCase: NonNullable<Context['newCase']>
  subjectLabel?: string
}

interface Asked {
  newCase: NewCase
  ground: Ground
}

/**
 * What the engine needs to open cases: an id and a reference for each, the officer of the patch, and the records that fill
 * its fields; a refusal for each whose subject is not there. A preview takes no number.
 */
export async function prepareOpenings(tx: LandlordTransaction, asked: Asked[], { preview = false } = {}): Promise<(Opening | Refusal)[]> {
  const subjects = await readSubjects(tx, asked.flatMap(({ newCase: { subject } }) => (subject === undefined ? [] : [subject])))
  const refused = asked.map((one) => refuseSubject(one, subjects))
  const cover = await readCoverOfOfficers(tx, asked, subjects)
  const takers = asked.filter((one, index) => refused[index] === undefined && one.newCase.ref === undefined)
  const references = preview ? new Map(takers.map((one) => [one, previewReference(seriesOf(one))])) : await takeAll(tx, takers)
  return asked.map((one, index) => refused[index] ?? openingOf(one, { ref: one.newCase.ref ?? references.get(one), record: findRecord(one, subjects), cover }))
}

function openingOf({ newCase: { subject, fields, priority, owner, parties, strands, contact, occurredAt, reason } }: Asked, { ref, record, cover }: { ref: string | undefined; record: SubjectRecord | undefined; cover: AllocationFacts['cover'] }): Opening {
  if (ref === undefined) throw new Error('A new case was given no reference')
  return {
    command: { type: 'open-case', subject, fields, priority, owner, parties, strands, contact, occurredAt, reason },
    newCase: { id: newId(), ref, patchOfficer: record?.patch_officer ?? undefined, records: record?.values, cover },
    subjectLabel: record?.label,
  }
}

/** Who covers for officers of patches who are away on the day; nothing is read where no case has one. */
async function readCoverOfOfficers(tx: LandlordTransaction, asked: Asked[], subjects: Map<string, SubjectRecord>): Promise<AllocationFacts['cover']> {
  const [first] = asked.filter((one) => findRecord(one, subjects)?.patch_officer)
  return first ? readCover(tx, { day: dayAt(first.ground.now, first.ground.zone), people: [] }) : {}
}

function findRecord({ newCase: { subject } }: Asked, subjects: Map<string, SubjectRecord>): SubjectRecord | undefined {
  return subject && subjects.get(subjectKey(subject))
}

function refuseSubject(asked: Asked, subjects: Map<string, SubjectRecord>): Refusal | undefined {
  const { newCase: { subject }, ground: { caseType } } = asked
  const { name } = caseType.definition
  const kinds = subjectKinds(caseType.definition)
  const about = kinds.join(' or ')
  if (about === 'none') return subject === undefined ? undefined : refusal(`A case of type ${name} is about no record.`, 'Leave out the subject.')
  if (subject === undefined || !kinds.includes(subject.kind)) return refusal(`A case of type ${name} is about a ${about}.`, `Name the ${about} that it is about.`)
  return findRecord(asked, subjects) === undefined ? refusal(`There is no ${subject.kind} with the id ${subject.id}.`, `Search for the ${subject.kind} and use its id.`) : undefined
}

function refusal(words: string, remedy: string): Refusal {
  return { refused: 'fields-invalid', words, remedy, at: [{ place: 'subject', words }] }
}

function seriesOf({ newCase, ground }: Asked): { prefix: string; year: number } {
  return { prefix: ground.caseType.definition.reference, year: Number(dayAt(newCase.occurredAt ?? ground.now, ground.zone).slice(0, 4)) }
}

/** One statement for each series, always in one order, so that two transactions cannot block each other. */
async function takeAll(tx: LandlordTransaction, takers: Asked[]): Promise<Map<Asked, string>> {
  const bySeries = Map.groupBy(takers, (one) => `${seriesOf(one).prefix} ${seriesOf(one).year}`)
  const references = new Map<Asked, string>()
  for (const [, some] of [...bySeries].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const [first] = some
    const taken = first ? await takeReferences(tx, seriesOf(first), some.length) : []
    for (const [index, one] of some.entries()) references.set(one, taken[index] ?? '')
  }
  return references
}
