import { type CaseState, type CaseType, type Item, type Step, isUnfinished, shownState } from '@casement/engine'
import type { StageView } from '../contract/contract.ts'
import { isSeenAsTask } from './task-view.ts'

/** The path of a case as stops in path order, with the steps that are not made yet. A step outside any stage is a stop by itself. */
export function pathView(state: CaseState, caseType: CaseType): StageView[] {
  const stops = caseType.steps.filter((step) => step.parent === undefined && (step.kind === 'stage' || isOnPath(state, step)))
  return stops.map((stop) => ({
    id: stop.id,
    name: stop.name,
    state: stateOf(state, stop),
    steps: (stop.kind === 'stage' ? seenInside(state, stop) : [stop]).map((step) => ({ id: step.id, name: step.name, kind: step.kind, state: stateOf(state, step) })),
  }))
}

/** A step made on demand is on the path once somebody added it. */
function isOnPath(state: CaseState, step: Step): boolean {
  return isSeenAsTask(step.kind) && (!step.onDemand || findShown(state, step) !== undefined)
}

function seenInside(state: CaseState, stage: Step): Step[] {
  return stage.children.flatMap((step) => (step.kind === 'stage' ? seenInside(state, step) : isOnPath(state, step) ? [step] : []))
}

function stateOf(state: CaseState, step: Step): string {
  const item = findShown(state, step)
  return item ? shownState(state, item) : 'not-started'
}

/** The run that says where a step stands: what has begun counts before a run that still waits. */
function findShown(state: CaseState, { id }: Step): Item | undefined {
  const runs = Object.values(state.items).filter((item) => item.step === id && item.state !== 'superseded').sort((one, other) => one.run - other.run)
  return runs.findLast((item) => isUnfinished(item) && item.state !== 'waiting') ?? runs.findLast((item) => item.state !== 'waiting') ?? runs.at(-1)
}
