import type { Assignee, Command } from '@casement/engine'
import type { RouteInput } from '../contract/contract.ts'
import type { commandRoutes } from '../contract/commands.ts'

type Routes = typeof commandRoutes

/** Turns a civil date into the instant that it means until. */
export interface Moments {
  endOfDay: (date: string) => string
}

type Transitions = { [Name in keyof Routes]: (asked: RouteInput<Routes[Name]>, moments: Moments) => Command }

/** The command behind each transition of the API. What is common to all stands in `run-transition.ts`. */
export const transitions: Transitions = {
  completeTask: ({ params, body }) => ({ type: 'complete-task', task: params.task, ...body }),
  startTask: ({ params, body }) => ({ type: 'start-task', task: params.task, ...body }),
  skipTask: ({ params, body }) => ({ type: 'skip-task', task: params.task, ...body }),
  offerTaskAgain: ({ params, body }) => ({ type: 'offer-task-again', task: params.task, ...body }),
  cancelTask: ({ params, body }) => ({ type: 'cancel-task', task: params.task, ...body }),
  redoTask: ({ params, body }) => ({ type: 'redo-task', task: params.task, ...body }),
  restartFrom: ({ params, body }) => ({ type: 'restart-from', task: params.task, ...body }),
  saveDraft: ({ params, body }) => ({ type: 'save-draft', task: params.task, ...body }),
  setWaitingOn: ({ params, body }) => ({ type: 'set-waiting-on', task: params.task, ...body }),
  assignTask: ({ params, body }) => ({ type: 'reassign-task', task: params.task, to: assigneeOf(body), reason: body.reason, notes: body.notes, occurredAt: body.occurredAt }),
  claimTask: ({ params, body }) => ({ type: 'claim-task', task: params.task, ...body }),
  prepareLetter: ({ params, body }) => ({ type: 'prepare-message', task: params.task, ...body }),
  approveLetter: ({ params, body }) => ({ type: 'approve-message', task: params.task, ...body }),
  returnLetter: ({ params, body }) => ({ type: 'return-message', task: params.task, ...body }),
  recordLetterFailed: ({ params, body }) => ({ type: 'record-message-failed', task: params.task, ...body }),
  holdTask: ({ params, body }, moments) => ({ type: 'hold', on: params.task, ...body, until: untilOf(body.until, moments) }),
  releaseTask: ({ params, query }) => ({ type: 'release', on: params.task, hold: query.hold }),

  holdCase: ({ body }, moments) => ({ type: 'hold', ...body, until: untilOf(body.until, moments) }),
  releaseCase: ({ query }) => ({ type: 'release', hold: query.hold }),
  moveToStage: ({ body }) => ({ type: 'move-to-stage', ...body }),
  closeCase: ({ body }) => ({ type: 'close-case', ...body }),
  cancelCase: ({ body }) => ({ type: 'cancel-case', ...body }),
  reopenCase: ({ body }) => ({ type: 'reopen-case', ...body }),
  moveCase: ({ body }) => ({ type: 'move-to-version', ...body }),
  addNote: ({ body }) => ({ type: 'add-note', ...body }),
  recordInteraction: ({ body }) => ({ type: 'record-interaction', ...body }),
  recordAccessAttempt: ({ body }) => ({ type: 'record-access-attempt', ...body }),
  recordCost: ({ body: { type, ...cost } }) => ({ type: 'record-cost', for: type, ...cost }),
  addTask: ({ body }) => ({ type: 'add-task', ...body }),
  recordTask: ({ body }) => ({ type: 'record-task', ...body }),
  assignOwner: ({ body }) => ({ type: 'assign-owner', to: assigneeOf(body), reason: body.reason, notes: body.notes, occurredAt: body.occurredAt }),
  claimCase: ({ body }) => ({ type: 'claim-case', ...body }),
  assignManager: ({ body }) => ({ type: 'assign-manager', to: assigneeOf(body), reason: body.reason, occurredAt: body.occurredAt }),
  addHelper: ({ body }) => ({ type: 'add-helper', ...body }),
  removeHelper: ({ params }) => ({ type: 'remove-helper', person: params.person }),
  watchCase: ({ body }) => ({ type: 'watch', ...body }),
  unwatchCase: () => ({ type: 'unwatch' }),
  setPriority: ({ body }) => ({ type: 'set-priority', ...body }),
  editFields: ({ body }) => ({ type: 'edit-fields', ...body }),
  addParty: ({ body: { occurredAt, reason, ...party } }) => ({ type: 'add-party', party, reason, occurredAt }),
  endParty: ({ params }) => ({ type: 'end-party', party: params.party }),
  linkRecord: ({ body: { kind, id, role, reason, occurredAt } }) => ({ type: 'link-record', record: { kind, id }, role, reason, occurredAt }),
  unlinkRecord: ({ params, query }) => ({ type: 'unlink-record', link: params.record, reason: query.reason }),
  startStrand: ({ body }) => ({ type: 'start-strand', ...body }),
  endStrand: ({ params, body }) => ({ type: 'end-strand', strand: params.strand, ...body }),
  reviseClock: ({ params, body }) => ({ type: 'revise-clock', clock: params.clock, ...body }),
  extendClock: ({ params, body }) => ({ type: 'extend-clock', clock: params.clock, ...body }),
  explainLateness: ({ params, body }) => ({ type: 'explain-lateness', clock: params.clock, ...body }),
  recordOutsideEvent: ({ body }) => ({ type: 'record-outside-event', ...body }),
}

/** The body named exactly one; the contract saw to that. */
export function assigneeOf({ person, team, role }: { person?: string; team?: string; role?: string }): Assignee {
  if (person !== undefined) return { kind: 'person', id: person }
  if (team !== undefined) return { kind: 'team', id: team }
  return role === undefined ? { kind: 'owner' } : { kind: 'role', id: role }
}

function untilOf(until: string | undefined, { endOfDay }: Moments): string | undefined {
  return until === undefined || until.includes('T') ? until : endOfDay(until)
}
