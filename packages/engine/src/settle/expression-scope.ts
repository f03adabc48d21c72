import { dayAt } from '../case/landlord-day.ts'
import type { Payloads } from '../case/event.ts'
import type { Compiled } from '../expressions/compile-expression.ts'
import { isAbout, type Within } from '../case/element.ts'
import { itemsOf, type Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { openStrands } from './strands.ts'
import { sharedElements } from './element-sets.ts'

interface Reading {
  place: string
  trigger?: unknown
  /** From where it looks; from outside of every element when not said. */
  within?: Within
}

/** Reads an expression over the case. Null or an error counts as no value; an error is said once, in an event (semantics 4). */
export function readExpression(turn: Turn, expression: Compiled, at: Reading): unknown {
  return tryExpression(turn, expression, at)?.value ?? null
}

/** The same, where it matters whether it gave nothing or went wrong: undefined when it did. */
export function tryExpression(turn: Turn, expression: Compiled, { place, trigger, within = {} }: Reading): { value: unknown } | undefined {
  const { value, warning } = expression.evaluate({
    fields: turn.state.fields,
    outcome: (step) => completedOf(turn, step, within).at(-1)?.outcome ?? null,
    answer: (step, field) => answerOf(completedOf(turn, step, within).at(-1), field),
    outcomes: (step) => completedOf(turn, step, within).flatMap(({ outcome }) => outcome ?? []),
    answers: (step, field) => completedOf(turn, step, within).flatMap((item) => answerOf(item, field) ?? []),
    timesDone: (step) => completedOf(turn, step, within).length,
    strands: () => openStrands(turn.state).length,
    parties: (role) => turn.state.parties.filter((party) => party.role === role && party.ended !== true).length,
    trigger: trigger ?? null,
    today: () => today(turn),
  })
  if (warning !== undefined) warn(turn, { place, source: expression.source, warning })
  return warning === undefined ? { value } : undefined
}

/** The completed runs of a step that count, seen from the element in which the reader stands (semantics 9). */
function completedOf({ state, context }: Turn, id: string, within: Within): Item[] {
  const step = context.caseType.step[id]
  const shared = step ? sharedElements(state, step, within) : []
  return itemsOf(state, id).filter((item) => item.state === 'completed' && shared.every((element) => isAbout(state, { item: item.id }, element)))
}

/** Of an assessment also what it came to. */
function answerOf(item: Item | undefined, field: string): unknown {
  if (item?.assessment && (field === 'score' || field === 'band' || field === 'scoredBand')) return item.assessment[field] ?? null
  return item?.answers?.[field] ?? null
}

/** An error is said once, in an event that someone sees (semantics 4). */
export function warn(turn: Turn, failed: Payloads['expression-failed']): void {
  if (turn.state.warnings[failed.place] !== failed.warning) record(turn, 'expression-failed', failed)
}

export function holds(turn: Turn, expression: Compiled | undefined, at: Reading): boolean {
  return expression === undefined || readExpression(turn, expression, at) === true
}

/** The landlord's day at the moment the turn has reached (semantics 14). */
export function today(turn: Turn): string {
  const { zone } = turn.context.calendar(turn.context.caseType.definition.calendar)
  return dayAt(turn.now, zone)
}

/** The landlord's day on which the case was opened, which is when its matter came up: it may precede the record. */
export function openedOn(turn: Turn): string {
  const { zone } = turn.context.calendar(turn.context.caseType.definition.calendar)
  return dayAt(turn.state.openedAt, zone)
}
