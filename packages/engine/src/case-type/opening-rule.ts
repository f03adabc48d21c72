import type { Answers, Subject } from '../case/event.ts'
import { noCaseToAsk, type Compiled, type ExpressionScope } from '../expressions/compile-expression.ts'
import type { CaseTypeDefinition } from './definition.ts'
import { isRecordKind, type RecordKind, type RecordPart } from './record-parts.ts'
import { subjectKinds } from './subject-kinds.ts'

/** A case is opened by itself when this happens to a record. */
export interface OpeningDefinition {
  /** A kind of record: one that there is, or one that another system sends. */
  record: string
  /** What happened, in words: why the case is there. */
  name: string
  /** What another system sends of its record, where the kind is its own. */
  has?: Record<string, RecordPart>
  /** Only as the record comes, and not when it changes. */
  is?: 'new'
  /** Only when this part of a record that was there says something else. */
  changes?: string
  /** What must hold of the record; with neither of these, it opens a case as it comes to hold. */
  when?: string
  /** What the case's fields are opened with, each an expression over the record. */
  fields?: Record<string, string>
  /** None where a case of this type is open about the same record already. */
  unlessOpen?: boolean
}

/** The same, ready to be asked. */
export interface OpeningRule extends Omit<OpeningDefinition, 'has' | 'when' | 'fields'> {
  parts: Record<string, RecordPart>
  when?: Compiled
  fields: Record<string, Compiled>
}

type Values = Record<string, unknown>

/** A record as it was, where it was there, and as it is, on a day of the landlord's. */
export interface RecordChange {
  before?: Values
  after: Values
  today: string
}

/** Whether what happened to a record opens a case; `failed` says why that could not be worked out, once and not at each later change. */
export function askOpening({ is, changes, when }: OpeningRule, { before, after, today }: RecordChange): { opens: boolean; failed?: string } {
  if (is === 'new' && before !== undefined) return { opens: false }
  if (changes !== undefined && (before === undefined || isSame(before[changes], after[changes]))) return { opens: false }
  if (when === undefined) return { opens: true }
  const now = when.evaluate(scopeOf(after, today))
  const was = before && when.evaluate(scopeOf(before, today))
  if (now.warning !== undefined) return { opens: false, ...(was?.warning === undefined && { failed: now.warning }) }
  const heldBefore = is === undefined && changes === undefined && was?.value === true
  return { opens: now.value === true && !heldBefore }
}

/** What the case is opened with. What the record does not say is left out, and so is what could not be worked out. */
export function openingFields({ fields }: OpeningRule, { after, today }: RecordChange): Answers {
  const values = Object.entries(fields).map(([id, expression]) => [id, expression.evaluate(scopeOf(after, today)).value] as const)
  return Object.fromEntries(values.filter(([, value]) => value !== null))
}

/** The record itself where the case type is about its kind, else the first that it names of a kind that the type is about. */
export function openingSubject(definition: Pick<CaseTypeDefinition, 'about'>, { record, parts }: Pick<OpeningRule, 'record' | 'parts'>, { id, values }: { id: string; values: Values }): Subject | undefined {
  const kinds = subjectsOfOpening(definition, { record, parts })
  if (kinds[0]?.part === undefined) return kinds[0] && { kind: kinds[0].kind, id }
  const named = kinds.find(({ part }) => part !== undefined && typeof values[part] === 'string')
  return named?.part === undefined ? undefined : { kind: named.kind, id: String(values[named.part]) }
}

/** Of what kinds the case could be about, in the order in which they are tried; without a part it is the record itself. */
export function subjectsOfOpening(definition: Pick<CaseTypeDefinition, 'about'>, { record, parts }: Pick<OpeningRule, 'record' | 'parts'>): { kind: RecordKind; part?: string }[] {
  const kinds: readonly string[] = subjectKinds(definition)
  if (isRecordKind(record) && kinds.includes(record)) return [{ kind: record }]
  return Object.entries(parts).flatMap(([part, kind]) => (isRecordKind(kind) && kinds.includes(kind) ? [{ kind, part }] : []))
}

function scopeOf(fields: Values, today: string): ExpressionScope {
  return { ...noCaseToAsk, fields, today: () => today }
}

function isSame(one: unknown, other: unknown): boolean {
  return (one ?? null) === (other ?? null)
}
