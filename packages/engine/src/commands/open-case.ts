import { subjectKinds } from '../case-type/subject-kinds.ts'
import type { Answers, Assignee } from '../case/event.ts'
import { record, type Turn } from '../case/turn.ts'
import { validateAnswers } from '../fields/validate-answers.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { allocate } from '../settle/allocate.ts'
import { holds, openedOn, today } from '../settle/expression-scope.ts'
import { makeScopeItems } from '../settle/start-item.ts'
import { findAdvice, refuseAdvised, textsOf } from './advise.ts'
import type { CommandOf, FirstContact } from './command.ts'
import { addParty } from './parties.ts'
import { recordInteraction } from './record-what-happened.ts'
import { startStrandOf } from './strands.ts'
import { situationOf } from './situation.ts'

/** Opens a case: its subject and fields, what other records say, its owner, who takes part, and the first items of its path. */
export function openCase(turn: Turn, command: CommandOf<'open-case'>): Refusal | undefined {
  const { caseType, newCase } = turn.context
  if (!newCase) throw new Error('A new case needs an id and a reference')
  // The caller may go on using what it gave.
  const fields = Object.fromEntries(Object.entries(command.fields ?? {}).map(([id, value]) => [id, Array.isArray(value) ? [...value] : value]))
  record(turn, 'case-opened', {
    id: newCase.id, ref: newCase.ref, caseType: { id: caseType.id, version: caseType.version },
    subject: command.subject, fields, priority: command.priority ?? 'normal', reason: command.reason,
  })
  readRecords(turn, newCase.records ?? {})
  const advice = findAdvice(turn)
  const advised = refuseAdvised(advice)
  if (advised) return advised
  const invalid = refuseFields(turn, fields, true)
  if (invalid) return advice.length > 0 ? { ...invalid, advice: textsOf(advice) } : invalid
  if (advice.length > 0) record(turn, 'advice-given', { advice: textsOf(advice) })
  findOwner(turn, command.owner)
  const unclear = command.contact && recordFirstContact(turn, command.contact)
  if (unclear) return unclear
  for (const party of command.parties ?? []) {
    const refusal = addParty(turn, { type: 'add-party', party }, situationOf(turn))
    if (refusal) return refusal
  }
  for (const strand of command.strands ?? []) {
    const refusal = startStrandOf(turn, { type: 'start-strand', ...strand }, situationOf(turn))
    if (refusal) return refusal
  }
  makeScopeItems(turn, caseType.steps.filter((step) => step.parent === undefined))
  return undefined
}

/** Whoever opens it may choose; else the rules do, and where they find nobody a person must. */
function findOwner(turn: Turn, chosen: Assignee | undefined): void {
  if (chosen) return record(turn, 'owner-assigned', { owner: chosen })
  const rules = turn.context.caseType.definition.owner ?? ['patch-officer', 'creator']
  const found = allocate(turn, rules)
  if (found) record(turn, 'owner-assigned', { owner: found.assignee, by: found.by, coverFor: found.coverFor })
  // What others recorded had an owner elsewhere.
  else if (turn.actor.kind !== 'import') record(turn, 'nobody-found', { rules })
}

/** A call that led to the case is its first contact, in the same turn. */
function recordFirstContact(turn: Turn, { direction, method, with: whom, notes }: FirstContact): Refusal | undefined {
  const refusal = recordInteraction(turn, { type: 'record-interaction', direction, method, with: whom, notes }, situationOf(turn))
  return refusal && { ...refusal, at: refusal.at?.map(({ place, words }) => ({ place: `contact.${place}`, words })) }
}

/** Data from outside the case fill declared fields, and that they did is recorded (semantics 13). */
function readRecords(turn: Turn, records: Record<string, unknown>): void {
  const values = Object.fromEntries(Object.entries(turn.context.caseType.fields).filter(([id, field]) => field.from !== undefined && records[id] !== undefined && turn.state.fields[id] === undefined).map(([id]) => [id, records[id]]))
  if (Object.keys(values).length > 0) record(turn, 'record-read', { from: turn.state.subject?.kind ?? subjectKinds(turn.context.caseType.definition)[0]!, values })
}

/** Why values cannot be the case's fields; `complete` also asks for those that are required. */
export function refuseFields(turn: Turn, values: Answers, complete: boolean): Refusal | undefined {
  const { caseType } = turn.context
  const reads = (field: string, part: string) => holds(turn, caseType.expression[`fields.${field}.${part}`], { place: `fields.${field}.${part}` })
  const answers = complete ? { ...turn.state.fields, ...values } : values
  const at = validateAnswers(answers, { fields: caseType.fields, caseType, today: today(turn), openedOn: openedOn(turn), reads }, { complete })
  return at.length === 0 ? undefined : refuse('fields-invalid', at.map(({ words }) => words).join(' '), { at, remedy: 'Correct these fields.' })
}
