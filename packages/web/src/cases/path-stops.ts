import type { StageView } from '@casement/server/contract'
import type { StateName } from '../look/state.ts'

/** A stage as a stop on the line: passed, where the case is, or ahead. `share` is how far into it the case has come. */
export type PathStop = { id: string; name: string; at: 'was' | 'now' | 'to'; share: number; note: string; steps: PathStep[] }
export type PathStep = { id: string; name: string; state: StateName }

const STEP_STATES: Record<string, StateName> = {
  completed: 'done', done: 'done', reached: 'done', sent: 'done',
  live: 'live', offered: 'live', 'on-hold': 'paused',
  skipped: 'skipped', cancelled: 'cancelled', superseded: 'skipped',
}

const PLACES: Record<string, PathStop['at']> = { live: 'now', 'on-hold': 'now', waiting: 'to', 'not-started': 'to', offered: 'to' }

const STAGE_NOTES: Record<string, string> = { completed: 'Finished', cancelled: 'Left', skipped: 'Not needed' }

/** Never drawn at the very edge of a stop, where it would cover the stroke of the next. */
const LEAST_SHARE = 0.12
const MOST_SHARE = 0.88

/** The path of a case as stops on a line. */
export function pathStopsOf(stages: StageView[]): PathStop[] {
  return stages.map((stage) => {
    const steps = stage.steps.map((step) => ({ id: step.id, name: step.name, state: STEP_STATES[step.state] ?? 'not-started' }))
    const at = PLACES[stage.state] ?? 'was'
    return { id: stage.id, name: stage.name, at, share: at === 'now' ? shareOf(steps) : at === 'was' ? 1 : 0, note: at === 'now' ? 'The case is here' : STAGE_NOTES[stage.state] ?? '', steps }
  })
}

function shareOf(steps: PathStep[]): number {
  const ended = steps.filter((step) => ['done', 'skipped', 'cancelled'].includes(step.state)).length
  const live = steps.filter((step) => step.state === 'live' || step.state === 'paused').length
  if (steps.length === 0) return 0.5
  return Math.min(MOST_SHARE, Math.max(LEAST_SHARE, (ended + live / 2) / steps.length))
}
