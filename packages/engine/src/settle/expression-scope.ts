import { dayAt } from '../case/landlord-day.ts'
import type { Payloads } from '../case/event.ts'
import type { Compiled } from '../expressions/compile-expression.ts'
import { findLatestCompleted } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'

/** Reads an expression over the case. Null or an error counts as no value; an error is said once, in an event (semantics 4). */
export function readExpression(turn: Turn, expression: Compiled, at: { place: string; trigger?: unknown }): unknown {
  return tryExpression(turn, expression, at)?.value ?? null
}

/** The same, where it matters whether it gave nothing or went wrong: undefined when it did. */
export function tryExpression(turn: Turn, expression: Compiled, { place, trigger }: { place: string; trigger?: unknown }): { value: unknown } | undefined {
  const { value, warning } = expression.evaluate({
    fields: turn.state.fields,
    outcome: (step) => findLatestCompleted(turn.state, step)?.outcome ?? null,
    answer: (step, field) => findLatestCompleted(turn.state, step)?.answers?.[field] ?? null,
    trigger: trigger ?? null,
    get today() {
      return today(turn)
    },
  })
  if (warning !== undefined) warn(turn, { place, source: expression.source, warning })
  return warning === undefined ? { value } : undefined
}

/** An error is said once, in an event that someone sees (semantics 4). */
export function warn(turn: Turn, failed: Payloads['expression-failed']): void {
  if (turn.state.warnings[failed.place] !== failed.warning) record(turn, 'expression-failed', failed)
}

export function holds(turn: Turn, expression: Compiled | undefined, at: { place: string; trigger?: unknown }): boolean {
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
