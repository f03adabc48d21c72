import type { StageView, Task } from '@casement/server/contract'
import type { StateName } from '../look/state.ts'

/** A stage as a stop on the line: passed, where the case is, or ahead. `share` is how far into it the case has come. */
export type PathStop = { id: string; name: string; at: 'was' | 'now' | 'to'; share: number; note: string; steps: PathStep[] }
export type PathStep = { id: string; name: string; state: StateName }

/** The line, and the steps beside it: those that were called for, and the names of those that nothing has called for yet. */
export type Path = { stops: PathStop[]; besides: PathStep[]; uncalled: string[] }

const STEP_STATES: Record<string, StateName> = {
  completed: 'done', done: 'done', reached: 'done', sent: 'done',
  live: 'live', offered: 'live', 'on-hold': 'paused',
  skipped: 'skipped', cancelled: 'cancelled', superseded: 'skipped',
}

const AHEAD = new Set(['waiting', 'not-started', 'offered'])
const NOTES: Record<string, string> = { completed: 'Finished', cancelled: 'Ended early', skipped: 'Not needed' }

/** Never drawn at the very edge of a stop, where it would cover the stroke of the next. */
const LEAST_SHARE = 0.12
const MOST_SHARE = 0.88

/** The path of a case as stops on a line. A step outside every stage stands beside it, unless there are no stages at all. */
export function pathOf(stages: StageView[], tasks: Pick<Task, 'step' | 'startedAt' | 'endedAt'>[]): Path {
  const isStage = (stage: StageView) => !(stage.steps.length === 1 && stage.steps[0]?.id === stage.id)
  const begun = new Set(tasks.filter((task) => task.startedAt && !task.endedAt).map((task) => task.step))
  const everBegun = new Set(tasks.filter((task) => task.startedAt).map((task) => task.step))
  const onLine = stages.some(isStage) ? stages.filter(isStage) : stages
  const outside = stages.filter((stage) => !onLine.includes(stage)).flatMap((stage) => stopOf(stage, begun, everBegun).steps)
  return {
    stops: onLine.map((stage) => stopOf(stage, begun, everBegun)),
    besides: outside.filter((step) => everBegun.has(step.id) || step.state === 'done'),
    uncalled: outside.filter((step) => step.state === 'not-started').map((step) => step.name),
  }
}

function stopOf(stage: StageView, begun: ReadonlySet<string>, everBegun: ReadonlySet<string>): PathStop {
  const steps = stage.steps.map((step) => ({ id: step.id, name: step.name, state: stepState(step, begun) }))
  const isNotReached = stage.state === 'cancelled' && !steps.some((step) => everBegun.has(step.id))
  const at = isNotReached ? 'to' : placeOf(stage.state, steps)
  const note = at === 'now' ? 'The case is here' : at === 'was' ? NOTES[stage.state] ?? '' : isNotReached ? 'Not reached' : ''
  return { id: stage.id, name: stage.name, at, share: at === 'now' ? shareOf(steps) : at === 'was' ? 1 : 0, note, steps }
}

/** With the case on hold, steps that have not begun are on hold too; to the reader they are simply ahead. */
function stepState(step: { id: string; state: string }, begun: ReadonlySet<string>): StateName {
  if (step.state === 'on-hold' && !begun.has(step.id)) return 'not-started'
  return STEP_STATES[step.state] ?? 'not-started'
}

function placeOf(state: string, steps: PathStep[]): PathStop['at'] {
  if (state === 'live') return 'now'
  if (state === 'on-hold') return steps.some((step) => step.state !== 'not-started') ? 'now' : 'to'
  return AHEAD.has(state) ? 'to' : 'was'
}

function shareOf(steps: PathStep[]): number {
  const ended = steps.filter((step) => ['done', 'skipped', 'cancelled'].includes(step.state)).length
  const live = steps.filter((step) => step.state === 'live' || step.state === 'paused').length
  if (steps.length === 0) return 0.5
  return Math.min(MOST_SHARE, Math.max(LEAST_SHARE, (ended + live / 2) / steps.length))
}
