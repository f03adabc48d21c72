import type { Actor } from './case/event.ts'
import type { CaseClock, CaseState, Item } from './case/state.ts'
import { beginTurn, type Context } from './case/turn.ts'
import { refuseAddTask } from './commands/add-task.ts'
import { refuseClaimCase, refuseClaimTask, refuseReassignTask } from './commands/assign.ts'
import { refuseCompleteTask } from './commands/complete-task.ts'
import { refuseCancelCase, refuseCloseCase, refuseReopenCase } from './commands/end-case.ts'
import { refuseExtendClock } from './commands/extend-clock.ts'
import { refuseHold, refuseRelease } from './commands/hold.ts'
import { refuseRedoTask } from './commands/redo-task.ts'
import { refuseCancelTask, refuseOfferAgain, refuseSkipTask, refuseStartTask } from './commands/skip-task.ts'
import { refuseUnlessOpen, situationOf, type Situation } from './commands/situation.ts'
import type { Refusal } from './refusal.ts'

/** What can be done with a task. */
export const taskActions = ['start', 'complete', 'skip', 'offer-again', 'cancel', 'redo', 'hold', 'release', 'reassign', 'claim'] as const
export type TaskAction = (typeof taskActions)[number]

/** What can be done with a case. */
export type CaseAction = 'edit-fields' | 'add-note' | 'add-task' | 'add-party' | 'hold' | 'release' | 'assign-owner' | 'claim' | 'set-priority' | 'close' | 'cancel' | 'reopen'

/** What can be done with a clock. */
export type ClockAction = 'extend'

export interface ActionView<Action extends string> {
  action: Action
  allowed: boolean
  refusal?: Refusal
}

const taskTable: Record<TaskAction, (situation: Situation, item: Item) => Refusal | undefined> = {
  start: refuseStartTask,
  complete: refuseCompleteTask,
  skip: refuseSkipTask,
  'offer-again': refuseOfferAgain,
  cancel: refuseCancelTask,
  redo: refuseRedoTask,
  hold: refuseHold,
  release: refuseRelease,
  reassign: refuseReassignTask,
  claim: refuseClaimTask,
}

const caseTable: Record<CaseAction, (situation: Situation) => Refusal | undefined> = {
  'edit-fields': refuseUnlessOpen,
  'add-note': () => undefined,
  'add-task': refuseAddTask,
  'add-party': refuseUnlessOpen,
  hold: (situation) => refuseHold(situation),
  release: (situation) => refuseRelease(situation),
  'assign-owner': refuseUnlessOpen,
  claim: refuseClaimCase,
  'set-priority': refuseUnlessOpen,
  close: refuseCloseCase,
  cancel: refuseCancelCase,
  reopen: refuseReopenCase,
}

const clockTable: Record<ClockAction, (situation: Situation, clock: CaseClock) => Refusal | undefined> = { extend: refuseExtendClock }

/**
 * For every state, which commands are possible and otherwise why not. The guard, the API and the screen read this one table;
 * what a command's own content may still get wrong (an outcome, a reason) is not in it.
 */
export function allowedActions(state: CaseState, context: Pick<Context, 'caseType' | 'calendar' | 'now'> & { actor: Actor }) {
  const situation = situationOf(beginTurn(state, context))
  return {
    case: (Object.keys(caseTable) as CaseAction[]).map((action) => view(action, caseTable[action](situation))),
    task: (item: Item): ActionView<TaskAction>[] => (item.state === 'superseded' ? [] : taskActions.map((action) => view(action, taskTable[action](situation, item)))),
    clock: (clock: CaseClock) => (Object.keys(clockTable) as ClockAction[]).map((action) => view(action, clockTable[action](situation, clock))),
  }
}

function view<Action extends string>(action: Action, refusal: Refusal | undefined): ActionView<Action> {
  return refusal ? { action, allowed: false, refusal } : { action, allowed: true }
}
