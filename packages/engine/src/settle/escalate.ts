import { extraStepId, getStep, isDoneByPerson, type Step } from '../case-type/case-type.ts'
import { isUnfinished, itemsOf, type CaseClock, type Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { holderOf, type EscalationAction, type NewHolder } from '../clocks/escalation.ts'
import { askForCase } from './ask-outside.ts'
import { newItem, startItem } from './start-item.ts'

/** What a clock does in its case when it speaks; who is told leaves through the outbox. */
export function escalate(turn: Turn, action: EscalationAction, clock: CaseClock): void {
  if ('raisePriority' in action) raisePriority(turn, clock)
  else if ('reassign' in action) reassign(turn, action.reassign, clock)
  else if ('open' in action) askForCase(turn, action.open, { reason: clock.terms.name })
  else if ('start' in action) addRun(turn, action.start, clock)
  else if ('addTask' in action && typeof action.addTask === 'string') addRun(turn, action.addTask, clock)
  else if ('addTask' in action && typeof action.addTask === 'object') addExtra(turn, action.addTask, clock)
}

function raisePriority(turn: Turn, { terms }: CaseClock): void {
  if (turn.state.priority === 'urgent') return
  record(turn, 'priority-set', { priority: turn.state.priority === 'high' ? 'urgent' : 'high', reason: terms.name })
}

/** A clock that measures a task gives the task away, any other the case (decision 009). */
function reassign(turn: Turn, holder: NewHolder, { of, terms }: CaseClock): void {
  const to = holderOf(holder)
  const task = of === undefined ? undefined : turn.state.items[of]
  const isTask = task !== undefined && isUnfinished(task) && isDoneByPerson(getStep(turn.context.caseType, task.step))
  if (isTask) record(turn, 'task-assigned', { item: task.id, step: task.step, assignee: to, reason: terms.name })
  else record(turn, 'owner-assigned', { owner: to, reason: terms.name })
}

/** Another run of a step on demand. Where the stage that it belongs to is not open, its name becomes an extra task: what was to be done is not forgotten. */
function addRun(turn: Turn, id: string, clock: CaseClock): void {
  const step = getStep(turn.context.caseType, id)
  const stage = findOpenStage(turn, step)
  if (step.parent !== undefined && stage === undefined) addExtra(turn, { name: step.name }, clock)
  else add(turn, step, { parent: stage?.id, guidance: because(clock) })
}

function addExtra(turn: Turn, { name, for: holder }: { name: string; for?: NewHolder }, clock: CaseClock): void {
  add(turn, getStep(turn.context.caseType, extraStepId), { name, holder, guidance: because(clock) })
}

function add(turn: Turn, step: Step, { holder, ...more }: { name?: string; parent?: string; guidance: string; holder?: NewHolder }): void {
  const made = newItem(turn.state, step, { since: turn.state.version, ...more })
  record(turn, 'items-made', { items: [made] })
  startItem(turn, { ...turn.state.items[made.id]!, assignee: holder === undefined ? undefined : holderOf(holder) }, [])
}

function because({ terms }: CaseClock): string {
  return `Added by the clock ${terms.name}.`
}

export function findOpenStage(turn: Turn, step: Step): Item | undefined {
  return step.parent === undefined ? undefined : itemsOf(turn.state, step.parent).findLast((stage) => stage.state === 'live')
}
