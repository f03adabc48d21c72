import type { Priority } from '../case-type/definition.ts'
import type { WaitingOn } from '../case-type/step-definition.ts'
import type { MoreTime } from '../clocks/allowance.ts'
import type { AccessOutcome, Answers, Assignee, ContactMethod, Cost, Party, Subject } from '../case/event.ts'
import type { CaseClock, Item } from '../case/state.ts'
import type { LinkType, LinkWay, OtherCase } from '../case/link.ts'
import type { Turn } from '../case/turn.ts'
import type { Refusal } from '../refusal.ts'
import { answerRequest } from './answer-request.ts'
import type { MoveOrder } from '../versions/step-map.ts'
import type { BandOverride } from './assess.ts'
import { assignOwner, claimCase, claimTask, reassignTask, refuseClaimCase, refuseClaimTask } from './assign.ts'
import { addTask, recordTask, refuseAddTask, refuseRecordTask } from './add-task.ts'
import { completeTask, refuseCompleteTask } from './complete-task.ts'
import { addNote, editFields, explainLateness, recordOutsideEvent, setPriority } from './edit-case.ts'
import { cancelCase, closeCase, refuseCancelCase, refuseCloseCase, refuseReopenCase, reopenCase } from './end-case.ts'
import { extendClock, refuseExtendClock } from './extend-clock.ts'
import { handBack } from './hand-back.ts'
import { hold, refuseHold, refuseRelease, release } from './hold.ts'
import { linkCase, mergeCase, noteLinkedCase, refuseMergeCase, refuseUnlinkCase, unlinkCase } from './link-case.ts'
import { moveToStage, refuseMoveToStage } from './move-to-stage.ts'
import { moveToVersion } from './move-to-version.ts'
import { openCase } from './open-case.ts'
import { addParty, endParty, refuseEndParty } from './parties.ts'
import { linkRecord, refuseUnlinkRecord, unlinkRecord } from './records.ts'
import { recordAccessAttempt, recordCost, recordInteraction, setWaitingOn } from './record-what-happened.ts'
import { redoTask, refuseRedoTask } from './redo-task.ts'
import { refuseRestartFrom, restartFrom } from './restart-from.ts'
import { refuseSaveDraft, saveDraft } from './save-draft.ts'
import { refuseReviseClock, reviseClock, type NewTarget } from './revise-clock.ts'
import { recordMessageFailed, refuseMessageFailed } from './fail-message.ts'
import { approveMessage, prepareMessage, recordMessageDelivered, refuseApproveMessage, refusePrepareMessage, returnMessage } from './send-message.ts'
import { cancelTask, offerTaskAgain, refuseCancelTask, refuseOfferAgain, refuseSkipTask, refuseStartTask, skipTask, startTask } from './skip-task.ts'
import { endStrandOf, refuseEndStrand, refuseStartStrand, startStrandOf } from './strands.ts'
import { refuseUnlessOpen, refuseUnlessUnfinished, type Situation } from './situation.ts'
import { addHelper, assignManager, refuseRemoveHelper, refuseUnwatch, refuseWatch, removeHelper, unwatch, watch } from './take-part.ts'

/** When it happened, where that is before now (the call came on Friday, it was typed on Monday). RFC 3339. */
interface Backdated {
  occurredAt?: string
}

/** Why, in a few words. Some commands demand it; of those without it notes or words say it. */
interface Reasoned extends Backdated {
  reason?: string
}

/** With `notes` beside a reason that is chosen from a list. */
interface Explained extends Backdated {
  reason: string
  notes?: string
}

/** The contact that led to a case: it was when the case was opened. */
export interface FirstContact {
  direction: 'in' | 'out'
  method: ContactMethod
  with?: string
  notes: string
}

/** Everything that can be asked of a case. Imperative; what follows is in events, past tense. */
export type Command =
  | ({ type: 'open-case'; subject?: Subject; fields?: Answers; priority?: Priority; owner?: Assignee; parties?: Omit<Party, 'id' | 'ended'>[]; strands?: { value: string; priority?: Priority }[]; contact?: FirstContact } & Reasoned)
  | ({ type: 'start-task'; task: string } & Reasoned)
  | ({ type: 'complete-task'; task: string; outcome?: string; fields?: Answers; notes?: string; override?: BandOverride } & Backdated)
  | ({ type: 'skip-task'; task: string } & Partial<Explained>)
  | ({ type: 'offer-task-again'; task: string } & Reasoned)
  | ({ type: 'cancel-task'; task: string } & Explained)
  | ({ type: 'redo-task'; task: string; keep?: string[]; supersede?: string[] } & Explained)
  | ({ type: 'restart-from'; task: string } & Explained)
  | ({ type: 'save-draft'; task: string; outcome?: string; fields?: Answers; notes?: string } & Backdated)
  | ({ type: 'set-waiting-on'; task: string; waitingOn: WaitingOn } & Reasoned)
  | ({ type: 'move-to-stage'; stage: string; from?: string } & Partial<Explained>)
  | ({ type: 'reassign-task'; task: string; to: Assignee } & Partial<Explained>)
  | ({ type: 'claim-task'; task: string } & Reasoned)
  | ({ type: 'hold'; on?: string; reason: string; until?: string; notes?: string } & Backdated)
  | ({ type: 'release'; hold?: string; on?: string; notes?: string } & Backdated)
  | ({ type: 'assign-owner'; to: Assignee } & Partial<Explained>)
  | ({ type: 'claim-case' } & Reasoned)
  | ({ type: 'assign-manager'; to: Assignee } & Reasoned)
  | ({ type: 'add-helper'; person: string } & Reasoned)
  | ({ type: 'remove-helper'; person: string } & Reasoned)
  | ({ type: 'watch' } & Reasoned)
  | ({ type: 'unwatch' } & Reasoned)
  | ({ type: 'hand-back'; to: string } & Reasoned)
  | ({ type: 'set-priority'; priority: Priority; strand?: string } & Partial<Explained>)
  | ({ type: 'edit-fields'; fields: Answers; reason?: string } & Backdated)
  | ({ type: 'add-party'; party: Omit<Party, 'id' | 'ended'> } & Reasoned)
  | ({ type: 'end-party'; party: string; reason?: string } & Backdated)
  | ({ type: 'link-record'; record: Subject; role?: string; reason?: string } & Backdated)
  | ({ type: 'unlink-record'; link: string; reason: string } & Backdated)
  | ({ type: 'start-strand'; value: string; priority?: Priority; reason?: string } & Backdated)
  | ({ type: 'end-strand'; strand: string; outcome?: string; reason: string } & Backdated)
  | ({ type: 'add-note'; text: string } & Backdated)
  | ({ type: 'record-interaction'; direction: 'in' | 'out'; method: ContactMethod; with?: string; task?: string; notes?: string } & Backdated)
  | ({ type: 'record-access-attempt'; method: ContactMethod; outcome: AccessOutcome; cardLeft: boolean; task?: string; notes?: string } & Backdated)
  | ({ type: 'record-cost'; for: string } & Omit<Cost, 'type'> & Backdated)
  | ({ type: 'add-task'; step?: string; element?: string; name?: string; for?: Assignee; guidance?: string } & Reasoned)
  | ({ type: 'record-task'; step: string; element?: string; outcome?: string; fields?: Answers; notes?: string; override?: BandOverride } & Backdated)
  | ({ type: 'record-outside-event'; name: string; notes?: string } & Backdated)
  | ({ type: 'extend-clock'; clock: string; by?: MoreTime } & Explained)
  | ({ type: 'revise-clock'; clock: string; target: NewTarget } & Explained)
  | ({ type: 'explain-lateness'; clock: string; words: string } & Backdated)
  | ({ type: 'close-case'; reason?: string; notes?: string; explanations?: Record<string, string> } & Backdated)
  | ({ type: 'cancel-case' } & Explained)
  | ({ type: 'reopen-case'; restart?: string[]; restartFrom?: string } & Explained)
  | ({ type: 'prepare-message'; task: string; notes?: string } & Backdated)
  | ({ type: 'approve-message'; task: string; notes?: string } & Backdated)
  | ({ type: 'return-message'; task: string; reason: string } & Backdated)
  | ({ type: 'record-message-delivered'; task: string } & Backdated)
  | ({ type: 'record-message-failed'; task: string; reason: string } & Backdated)
  | ({ type: 'link-case'; link: LinkType; way: LinkWay; case: OtherCase; reason: string; depth?: number } & Backdated)
  | ({ type: 'unlink-case'; link: LinkType; way: LinkWay; case: string; reason: string } & Backdated)
  | ({ type: 'merge-case'; into: OtherCase; reason: string } & Backdated)
  | ({ type: 'note-linked-case'; case: string; isOpen: boolean } & Backdated)
  | ({ type: 'answer-request'; request: number; case?: OtherCase; failed?: string } & Backdated)
  | ({ type: 'move-to-version'; version: number; caseType?: string; acceptBreach?: boolean; reason?: string; occurredAt?: undefined } & MoveOrder)
  | { type: 'advance-time'; occurredAt?: undefined }

export type CommandType = Command['type']
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>

/** What carries a command out: it records events in the turn, or says why it does not. */
export type Handler<T extends CommandType> = (turn: Turn, command: CommandOf<T>, situation: Situation) => Refusal | undefined

export const handlers: { [T in Exclude<CommandType, 'advance-time'>]: Handler<T> } = {
  'open-case': openCase,
  'start-task': startTask,
  'complete-task': completeTask,
  'skip-task': skipTask,
  'offer-task-again': offerTaskAgain,
  'cancel-task': cancelTask,
  'redo-task': redoTask,
  'restart-from': restartFrom,
  'save-draft': saveDraft,
  'set-waiting-on': setWaitingOn,
  'move-to-stage': moveToStage,
  'reassign-task': reassignTask,
  'claim-task': claimTask,
  hold,
  release,
  'assign-owner': assignOwner,
  'claim-case': claimCase,
  'assign-manager': assignManager,
  'add-helper': addHelper,
  'remove-helper': removeHelper,
  watch,
  unwatch,
  'hand-back': handBack,
  'set-priority': setPriority,
  'edit-fields': editFields,
  'add-party': addParty,
  'end-party': endParty,
  'link-record': linkRecord,
  'unlink-record': unlinkRecord,
  'start-strand': startStrandOf,
  'end-strand': endStrandOf,
  'add-note': addNote,
  'record-interaction': recordInteraction,
  'record-access-attempt': recordAccessAttempt,
  'record-cost': recordCost,
  'add-task': addTask,
  'record-task': recordTask,
  'record-outside-event': recordOutsideEvent,
  'extend-clock': extendClock,
  'revise-clock': reviseClock,
  'explain-lateness': explainLateness,
  'close-case': closeCase,
  'cancel-case': cancelCase,
  'reopen-case': reopenCase,
  'prepare-message': prepareMessage,
  'approve-message': approveMessage,
  'return-message': returnMessage,
  'record-message-delivered': recordMessageDelivered,
  'record-message-failed': recordMessageFailed,
  'link-case': linkCase,
  'unlink-case': unlinkCase,
  'merge-case': mergeCase,
  'note-linked-case': noteLinkedCase,
  'answer-request': answerRequest,
  'move-to-version': moveToVersion,
}

/** One row: the command behind an action, and why it is not possible as things stand. */
export interface Row<Of> {
  command: CommandType
  whyNot: (situation: Situation, of: Of) => Refusal | undefined
}

/** What can be done with a task. */
export const taskTable = {
  start: { command: 'start-task', whyNot: refuseStartTask },
  complete: { command: 'complete-task', whyNot: refuseCompleteTask },
  skip: { command: 'skip-task', whyNot: refuseSkipTask },
  'offer-again': { command: 'offer-task-again', whyNot: refuseOfferAgain },
  cancel: { command: 'cancel-task', whyNot: refuseCancelTask },
  redo: { command: 'redo-task', whyNot: refuseRedoTask },
  'restart-from': { command: 'restart-from', whyNot: refuseRestartFrom },
  'save-draft': { command: 'save-draft', whyNot: refuseSaveDraft },
  'set-waiting-on': { command: 'set-waiting-on', whyNot: refuseUnlessUnfinished },
  hold: { command: 'hold', whyNot: refuseHold },
  release: { command: 'release', whyNot: refuseRelease },
  reassign: { command: 'reassign-task', whyNot: refuseUnlessUnfinished },
  claim: { command: 'claim-task', whyNot: refuseClaimTask },
} as const satisfies Record<string, Row<Item>>

/** What can be done with a letter, beside what can be done with a task. */
export const letterTable = {
  prepare: { command: 'prepare-message', whyNot: refusePrepareMessage },
  approve: { command: 'approve-message', whyNot: refuseApproveMessage },
  return: { command: 'return-message', whyNot: refuseApproveMessage },
  fail: { command: 'record-message-failed', whyNot: refuseMessageFailed },
} as const satisfies Record<string, Row<Item>>

/** What can be done with a case. */
export const caseTable = {
  'edit-fields': { command: 'edit-fields', whyNot: refuseUnlessOpen },
  'add-note': { command: 'add-note', whyNot: never },
  'record-interaction': { command: 'record-interaction', whyNot: refuseUnlessOpen },
  'record-access-attempt': { command: 'record-access-attempt', whyNot: refuseUnlessOpen },
  'record-cost': { command: 'record-cost', whyNot: refuseUnlessOpen },
  'add-task': { command: 'add-task', whyNot: refuseAddTask },
  'record-task': { command: 'record-task', whyNot: refuseRecordTask },
  'record-outside-event': { command: 'record-outside-event', whyNot: refuseUnlessOpen },
  'add-party': { command: 'add-party', whyNot: refuseUnlessOpen },
  'move-to-stage': { command: 'move-to-stage', whyNot: refuseMoveToStage },
  'link-record': { command: 'link-record', whyNot: refuseUnlessOpen },
  'start-strand': { command: 'start-strand', whyNot: refuseStartStrand },
  'end-strand': { command: 'end-strand', whyNot: refuseEndStrand },
  'unlink-record': { command: 'unlink-record', whyNot: refuseUnlinkRecord },
  hold: { command: 'hold', whyNot: (situation) => refuseHold(situation) },
  release: { command: 'release', whyNot: (situation) => refuseRelease(situation) },
  'assign-owner': { command: 'assign-owner', whyNot: refuseUnlessOpen },
  claim: { command: 'claim-case', whyNot: refuseClaimCase },
  'assign-manager': { command: 'assign-manager', whyNot: refuseUnlessOpen },
  'add-helper': { command: 'add-helper', whyNot: refuseUnlessOpen },
  'remove-helper': { command: 'remove-helper', whyNot: refuseRemoveHelper },
  watch: { command: 'watch', whyNot: refuseWatch },
  unwatch: { command: 'unwatch', whyNot: refuseUnwatch },
  'set-priority': { command: 'set-priority', whyNot: refuseUnlessOpen },
  close: { command: 'close-case', whyNot: refuseCloseCase },
  cancel: { command: 'cancel-case', whyNot: refuseCancelCase },
  reopen: { command: 'reopen-case', whyNot: refuseReopenCase },
  link: { command: 'link-case', whyNot: never },
  unlink: { command: 'unlink-case', whyNot: refuseUnlinkCase },
  merge: { command: 'merge-case', whyNot: refuseMergeCase },
  move: { command: 'move-to-version', whyNot: refuseUnlessOpen },
} as const satisfies Record<string, Row<void>>

/** What can be done with a clock. */
export const clockTable = {
  extend: { command: 'extend-clock', whyNot: refuseExtendClock },
  revise: { command: 'revise-clock', whyNot: refuseReviseClock },
  explain: { command: 'explain-lateness', whyNot: never },
} as const satisfies Record<string, Row<CaseClock>>

/** What can be done with somebody who has a part in a case. */
export const partyTable = {
  end: { command: 'end-party', whyNot: refuseEndParty },
} as const satisfies Record<string, Row<Party>>

type CommandIn<Table> = Table extends Record<string, { command: infer Command }> ? Command : never
type WithRow = CommandIn<typeof taskTable> | CommandIn<typeof letterTable> | CommandIn<typeof caseTable> | CommandIn<typeof clockTable> | CommandIn<typeof partyTable>

/** Commands that have no row, and why: a new command does not compile before it stands in a table, or here. */
export const withoutRow: Record<Exclude<CommandType, WithRow>, string> = {
  'open-case': 'There is no case yet of which to ask whether it is possible.',
  'record-message-delivered': 'No person gives it: what carries letters says so.',
  'note-linked-case': 'No person gives it: another case ended, or was opened again.',
  'answer-request': 'No person gives it: it says what came of what the case asked for.',
  'advance-time': 'No person gives it.',
  'hand-back': 'No person gives it: it comes with the end of a leave.',
}

/** It is possible in every state. */
function never(): undefined {
  return undefined
}
