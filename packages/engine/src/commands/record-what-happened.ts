import { accessOutcomes, contactMethods, type Interaction } from '../case/event.ts'
import { record, type Turn } from '../case/turn.ts'
import { choicesAt, refuse, isRefusal, type Refusal } from '../refusal.ts'
import type { CommandOf } from './command.ts'
import { findTask, refuseUnlessOpen, refuseUnlessUnfinished, type Situation } from './situation.ts'

/** A contact with somebody: who rang whom, and what was said. */
export function recordInteraction(turn: Turn, { type: _type, occurredAt: _occurredAt, ...contact }: CommandOf<'record-interaction'>, situation: Situation): Refusal | undefined {
  const refusal = refuseInteraction(situation, contact)
  if (refusal) return refusal
  if (contact.notes === undefined || contact.notes.trim() === '') return refuse('text-missing', 'What was said is empty.', { remedy: 'Write what is to be remembered of the contact.' })
  record(turn, 'interaction-recorded', { kind: 'contact', ...contact })
  return undefined
}

/** An attempt to get into a home. Every one counts: that all reasonable endeavours were made is shown by their dates, methods and cards left. */
export function recordAccessAttempt(turn: Turn, { type: _type, occurredAt: _occurredAt, ...attempt }: CommandOf<'record-access-attempt'>, situation: Situation): Refusal | undefined {
  const refusal = refuseInteraction(situation, attempt) ?? refuseUnknown('outcome', attempt.outcome, accessOutcomes)
  if (refusal) return refusal
  record(turn, 'interaction-recorded', { kind: 'access-attempt', ...attempt })
  return undefined
}

function refuseInteraction(situation: Situation, { method, task }: Pick<Interaction, 'method' | 'task'>): Refusal | undefined {
  return refuseUnlessOpen(situation) ?? refuseUnknown('method', method, contactMethods) ?? refuseOtherTask(situation, task)
}

function refuseUnknown(place: string, given: string, known: readonly string[]): Refusal | undefined {
  const at = choicesAt(place, known.map((id) => ({ id, name: id.replaceAll('-', ' ') })))
  return known.includes(given) ? undefined : refuse('choice-unknown', `${given} is none of the choices.`, { at, remedy: 'Choose one of these.' })
}

function refuseOtherTask(situation: Situation, task: string | undefined): Refusal | undefined {
  const found = task === undefined ? undefined : findTask(situation, task)
  return isRefusal(found) ? found : undefined
}

/** Money or time spent on the case, or on one of its tasks. */
export function recordCost(turn: Turn, { type: _type, occurredAt: _occurredAt, for: what, ...cost }: CommandOf<'record-cost'>, situation: Situation): Refusal | undefined {
  const refusal = refuseUnlessOpen(situation) ?? refuseOtherTask(situation, cost.task) ?? refuseUnknown('kind', cost.kind, ['money', 'time'])
  if (refusal) return refusal
  if (what.trim() === '') return refuse('text-missing', 'What the cost was for is empty.', { remedy: 'Say what it was for: travel, legal fees.' })
  if (!Number.isFinite(cost.value) || cost.value <= 0) return refuse('value-invalid', 'A cost is more than nothing.', { at: [{ place: 'value', words: cost.kind === 'money' ? 'An amount in pounds above 0.' : 'Minutes above 0.' }], remedy: 'Give the amount.' })
  record(turn, 'cost-recorded', { ...cost, type: what })
  return undefined
}

/** Whom a task waits for is said of what is not done. */
export function setWaitingOn(turn: Turn, command: CommandOf<'set-waiting-on'>, situation: Situation): Refusal | undefined {
  const item = findTask(situation, command.task)
  if (isRefusal(item)) return item
  const refusal = refuseUnlessUnfinished(situation, item) ?? refuseUnknown('waitingOn', command.waitingOn, waitingOns)
  if (refusal) return refusal
  record(turn, 'waiting-on-set', { item: item.id, step: item.step, waitingOn: command.waitingOn, reason: command.reason })
  return undefined
}

const waitingOns = ['us', 'resident', 'contractor', 'agency', 'landlord', 'court', 'another-team']
