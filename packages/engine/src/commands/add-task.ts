import { extraStepId, getStep, type Step } from '../case-type/case-type.ts'
import type { MadeItem } from '../case/event.ts'
import type { Within } from '../case/element.ts'
import { isOnHold, type Item } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { choicesAt, refuse, type Refusal } from '../refusal.ts'
import { makeSuccessor, newItem, startItem } from '../settle/start-item.ts'
import type { CommandOf } from './command.ts'
import { complete, refuseEnding } from './complete-task.ts'
import { findRunFor, findTaskPlace } from '../settle/task-place.ts'
import { personOf, refuseNarrowed, refuseOtherRole, refuseSamePerson, refuseUnderHold, refuseUnlessOpen, type Situation } from './situation.ts'

export function refuseAddTask(situation: Situation): Refusal | undefined {
  return refuseUnlessOpen(situation) ?? refuseNarrowed(situation, 'addTask') ?? refuseUnderHold(situation)
}

/** Adds a task that the path did not start: another run of a task of the type, or an extra one with a name of its own. */
export function addTask(turn: Turn, command: CommandOf<'add-task'>, situation: Situation): Refusal | undefined {
  const refusal = refuseAddTask(situation)
  if (refusal) return refusal
  const made = command.step === undefined ? extraTask(turn, command.name) : anotherRun(turn, { ...command, step: command.step }, situation)
  if ('refused' in made) return made
  const same = command.for?.kind === 'person' ? refuseSamePerson(situation, made, command.for.id) : undefined
  if (same) return same
  record(turn, 'items-made', { items: [{ ...made, guidance: command.guidance }] })
  startItem(turn, { ...turn.state.items[made.id]!, assignee: command.for, reason: command.reason }, [])
  const step = getStep(turn.context.caseType, made.step)
  if (step.recurs) makeSuccessor(turn, step, turn.state.items[made.id]!)
  return undefined
}

function extraTask(turn: Turn, name: string | undefined): MadeItem | Refusal {
  if (name === undefined || name.trim() === '') return refuse('text-missing', 'An extra task needs a name.', { remedy: 'Say what is to be done.' })
  return newItem(turn.state, getStep(turn.context.caseType, extraStepId), { since: 0, name })
}

function anotherRun(turn: Turn, { step: id, element }: { step: string; element?: string }, situation: Situation): MadeItem | Refusal {
  const step = findAddable(turn, id)
  if ('refused' in step) return step
  const place = findTaskPlace(turn, step, element)
  const running = findRunFor(turn, step, { element, place: 'refused' in place ? undefined : place })
  if (running && !step.repeat && !step.onDemand) return refuse('step-running', `${step.name} is being done already.`, { remedy: `Complete ${running.id} instead.` })
  if ('refused' in place) return place
  return refuseUnderHold(situation, place.parent) ?? newItem(turn.state, step, { since: turn.state.version, ...place })
}

/** A task, or a stage that the path leaves to people. */
function findAddable(turn: Turn, id: string): Step | Refusal {
  const { step } = turn.context.caseType
  const named = Object.hasOwn(step, id) ? step[id] : undefined
  return named?.kind === 'stage' && named.onDemand ? named : findTaskStep(turn, id)
}

function findTaskStep(turn: Turn, id: string): Step | Refusal {
  const { caseType } = turn.context
  const step = Object.hasOwn(caseType.step, id) ? caseType.step[id] : undefined
  if (step?.kind === 'task') return step
  const how = { at: choicesAt('step', caseType.steps.filter(({ kind }) => kind === 'task')), remedy: 'Name one of its tasks.' }
  return step ? refuse('step-not-addable', `${step.name} is not a task.`, how) : refuse('step-unknown', `${caseType.definition.name} has no step ${id}.`, how)
}

/** A person records nothing in a case that has ended or is on hold; an import does. */
export function refuseRecordTask(situation: Situation): Refusal | undefined {
  return situation.actor.kind === 'import' ? undefined : (refuseUnlessOpen(situation) ?? refuseUnderHold(situation))
}

/**
 * Records a task that was made and completed elsewhere: completes the live run of the step, or makes one and completes it.
 * An import keeps what came after the case's end too; a person changes nothing that has ended or is on hold, and makes only
 * what could be added.
 */
export function recordTask(turn: Turn, command: CommandOf<'record-task'>, situation: Situation): Refusal | undefined {
  const isImport = turn.actor.kind === 'import'
  const notNow = refuseRecordTask(situation)
  if (notNow) return notNow
  const step = findTaskStep(turn, command.step)
  if ('refused' in step) return step
  const running = findRunFor(turn, step, command)
  const place = running ?? findTaskPlace(turn, step, command.element)
  const notAddable = isImport || running ? undefined : (refuseAddTask(situation) ?? asRefusal(place))
  if (notAddable) return notAddable
  const item = running ? begun(turn, running) : makeRun(turn, step, 'refused' in place ? {} : place)
  if (!isImport && isOnHold(turn.state, item)) return refuse('task-on-hold', `${item.name} is on hold.`, { remedy: 'Release the hold first.' })
  const refusal = refuseOtherRole(situation, item) ?? refuseSamePerson(situation, item, personOf(turn.actor)) ?? refuseEnding(turn, item, { completion: command, situation })
  if (refusal) return refusal
  return complete(turn, item, command)
}

function asRefusal(place: Within | Refusal): Refusal | undefined {
  return 'refused' in place ? place : undefined
}

function begun(turn: Turn, run: Item): Item {
  if (run.state === 'offered') startItem(turn, run, run.triggers)
  return turn.state.items[run.id]!
}

function makeRun(turn: Turn, step: Step, place: Within): Item {
  const made = newItem(turn.state, step, { since: turn.state.version, ...place })
  record(turn, 'items-made', { items: [made] })
  startItem(turn, turn.state.items[made.id]!, [])
  return turn.state.items[made.id]!
}
