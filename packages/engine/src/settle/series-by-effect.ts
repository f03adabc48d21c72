import { getStep, type Step } from '../case-type/case-type.ts'
import type { Within } from '../case/element.ts'
import { itemsOf } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { unfinishedOf } from '../case/unfinished.ts'
import { elementsOf } from './element-sets.ts'
import { cancelItem } from './end-item.ts'
import { seriesEnded } from './planned-starts.ts'
import { findWaitingRun, isLaterRun, isStillRunning } from './recurrence.ts'
import { leaveWaiting, newItem } from './start-item.ts'

/** Starts a run now, for each of those for whom it is done, where its stage is open and no run is to come or under way; the next follow it. */
export function startSeries(turn: Turn, id: string): void {
  const step = getStep(turn.context.caseType, id)
  const stage = step.parent === undefined ? undefined : itemsOf(turn.state, step.parent).findLast(({ state }) => state === 'live')
  if (!step.recurs || (step.parent !== undefined && !stage)) return
  const elements = step.forEach === undefined ? [undefined] : elementsOf(turn.state, turn.context.caseType, step.forEach)
  for (const element of elements) startSeriesIn(turn, step, { parent: stage?.id, element })
}

function startSeriesIn(turn: Turn, step: Step, place: Within): void {
  const scope = { step: step.id, ...place }
  const waiting = findWaitingRun(turn.state, scope)
  if (isStillRunning(turn.state, scope) || (waiting && isLaterRun(turn.state, step, waiting))) return
  const made = waiting ?? newItem(turn.state, step, { since: turn.state.version, ...place })
  if (!waiting) record(turn, 'items-made', { items: [made] })
  leaveWaiting(turn, turn.state.items[made.id]!, [])
}

/** What is live goes on; what waits for its slot does not come. */
export function endSeries(turn: Turn, id: string): void {
  const step = getStep(turn.context.caseType, id)
  for (const item of unfinishedOf(turn.state, [step])) {
    if (isLaterRun(turn.state, step, item)) cancelItem(turn, item, { by: 'rule', reason: seriesEnded })
  }
}
