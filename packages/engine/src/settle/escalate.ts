import { extraStepId, getStep, isDoneByPerson, type Step } from '../case-type/case-type.ts'
import type { Within } from '../case/element.ts'
import { isUnfinished, type CaseClock } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { holderOf, type EscalationAction, type NewHolder } from '../clocks/escalation.ts'
import { isRefusal } from '../refusal.ts'
import { askForCase } from './ask-outside.ts'
import { newItem, startItem } from './start-item.ts'
import { setStrandPriority } from './strands.ts'
import { findTaskPlace } from './task-place.ts'

/** What a clock does in its case when it speaks; who is told leaves through the outbox. */
export function escalate(turn: Turn, action: EscalationAction, clock: CaseClock): void {
  if ('raisePriority' in action) raisePriority(turn, clock)
  else if ('reassign' in action) reassign(turn, action.reassign, clock)
  else if ('open' in action) askForCase(turn, action.open, { reason: clock.terms.name })
  else if ('start' in action) addRun(turn, action.start, clock)
  else if ('addTask' in action && typeof action.addTask === 'string') addRun(turn, action.addTask, clock)
  else if ('addTask' in action && typeof action.addTask === 'object') addExtra(turn, action.addTask, clock)
}

/** A clock of a strand raises that of the strand. */
function raisePriority(turn: Turn, { strand, terms }: CaseClock): void {
  const before = strand === undefined ? turn.state.priority : turn.state.strands?.find(({ id }) => id === strand)?.priority
  if (before === 'urgent' || before === undefined) return
  const raised = { priority: before === 'high' ? 'urgent' as const : 'high' as const, reason: terms.name }
  if (strand === undefined) record(turn, 'priority-set', raised)
  else setStrandPriority(turn, strand, raised)
}

/** A clock that measures a task gives the task away, any other the case (decision 009). */
function reassign(turn: Turn, holder: NewHolder, { of, terms }: CaseClock): void {
  const to = holderOf(holder)
  const task = of === undefined ? undefined : turn.state.items[of]
  const isTask = task !== undefined && isUnfinished(task) && isDoneByPerson(getStep(turn.context.caseType, task.step))
  if (isTask) record(turn, 'task-assigned', { item: task.id, step: task.step, assignee: to, reason: terms.name })
  else record(turn, 'owner-assigned', { owner: to, reason: terms.name })
}

/**
 * Another run of a step on demand, for the strand or the element that the clock measures. Where it has no place, its name becomes an
 * extra task: what was to be done is not forgotten.
 */
function addRun(turn: Turn, id: string, clock: CaseClock): void {
  const step = getStep(turn.context.caseType, id)
  const element = clock.strand ?? turn.state.items[clock.of ?? '']?.element?.id
  const place = findTaskPlace(turn, step, element)
  if (isRefusal(place)) addExtra(turn, { name: step.name }, clock)
  else add(turn, step, { ...place, guidance: because(clock) })
}

function addExtra(turn: Turn, { name, for: holder }: { name: string; for?: NewHolder }, clock: CaseClock): void {
  add(turn, getStep(turn.context.caseType, extraStepId), { name, holder, guidance: because(clock) })
}

function add(turn: Turn, step: Step, { holder, ...more }: Within & { name?: string; guidance: string; holder?: NewHolder }): void {
  const made = newItem(turn.state, step, { since: turn.state.version, ...more })
  record(turn, 'items-made', { items: [made] })
  startItem(turn, { ...turn.state.items[made.id]!, assignee: holder === undefined ? undefined : holderOf(holder) }, [])
}

function because({ terms }: CaseClock): string {
  return `Added by the clock ${terms.name}.`
}
