import type { Leaf, Step } from '../case-type.ts'
import { clockWords } from '../compile-rule.ts'
import type { EffectAction, WaitStep } from '../step-definition.ts'

/** The words that can ever follow a step's id: a task is never `.sent`, a wait without an event never `.answered`. */
export function possibleWords(step: Step): string[] {
  return ['started', 'cancelled-by-rule', 'cancelled-by-person', ...(step.recurs ? ['missed'] : []), ...endings(step), ...step.outcomes.map(({ id }) => id), ...(step.clock ? clockWords(step.clock) : [])]
}

function endings({ definition, outcomes }: Step): string[] {
  switch (definition.kind) {
    case 'task': return ['completed', 'skipped', ...(outcomes.length > 0 ? ['any-outcome'] : [])]
    case 'message': return ['sent', 'failed', 'completed', 'skipped']
    case 'effect': return definition.do.some(asksOutside) ? ['completed', 'failed'] : ['completed']
    case 'milestone': return definition.byHand === true ? ['reached', 'completed', 'skipped'] : ['reached', 'completed']
    case 'stage': return ['completed', ...(outcomes.length > 0 ? ['any-outcome'] : [])]
    case 'wait': return waitEndings(definition)
    default: return ['completed']
  }
}

/** What is asked of the outside may fail, after the effect itself is over. */
function asksOutside(action: EffectAction): boolean {
  return 'open' in action || 'link' in action || 'webhook' in action
}

/** How a wait can end: its time, the outside event, or the time-out. */
export function waitEndings({ lasts, until, forEvent, timeOut }: WaitStep): string[] {
  const elapses = lasts !== undefined || until !== undefined
  const words = elapses ? ['elapsed'] : timeOut === undefined ? [] : ['timedOut']
  return forEvent === undefined ? words : ['answered', ...words]
}

export function wordOf(name: string): string {
  return name.slice(name.indexOf('.') + 1)
}

/** Whether an event that the leaf waits for can happen at all, were its step ever started. */
export function isPossible({ names, isUnknown }: Leaf, step: Step): boolean {
  const possible = possibleWords(step)
  return isUnknown === true || names.some((name) => possible.includes(wordOf(name)))
}
