import type { Priority } from '../case-type/definition.ts'
import type { MoreTime } from '../clocks/extension.ts'
import type { Answers, Assignee, Party, Subject } from '../case/event.ts'
import type { Turn } from '../case/turn.ts'
import type { Refusal } from '../refusal.ts'
import { assignOwner, claimCase, claimTask, reassignTask } from './assign.ts'
import { addTask, recordTask } from './add-task.ts'
import { completeTask } from './complete-task.ts'
import { addNote, addParty, editFields, endParty, explainLateness, recordOutsideEvent, setPriority } from './edit-case.ts'
import { cancelCase, closeCase, reopenCase } from './end-case.ts'
import { extendClock } from './extend-clock.ts'
import { hold, release } from './hold.ts'
import { openCase } from './open-case.ts'
import { redoTask } from './redo-task.ts'
import { cancelTask, offerTaskAgain, skipTask, startTask } from './skip-task.ts'
import type { Situation } from './situation.ts'

/** When it happened, where that is before now (the call came on Friday, it was typed on Monday). RFC 3339. */
interface Backdated {
  occurredAt?: string
}

/** Everything that can be asked of a case. Imperative; what follows is in events, past tense. */
export type Command =
  | ({ type: 'open-case'; subject?: Subject; fields?: Answers; priority?: Priority } & Backdated)
  | ({ type: 'start-task'; task: string } & Backdated)
  | ({ type: 'complete-task'; task: string; outcome?: string; fields?: Answers; notes?: string } & Backdated)
  | ({ type: 'skip-task'; task: string; reason?: string } & Backdated)
  | ({ type: 'offer-task-again'; task: string } & Backdated)
  | ({ type: 'cancel-task'; task: string; reason: string } & Backdated)
  | ({ type: 'redo-task'; task: string; reason: string; keep?: string[]; supersede?: string[] } & Backdated)
  | ({ type: 'reassign-task'; task: string; to: Assignee; reason?: string } & Backdated)
  | ({ type: 'claim-task'; task: string } & Backdated)
  | ({ type: 'hold'; on?: string; reason: string; until?: string; notes?: string } & Backdated)
  | ({ type: 'release'; hold?: string; on?: string; notes?: string } & Backdated)
  | ({ type: 'assign-owner'; to: Assignee; reason?: string } & Backdated)
  | ({ type: 'claim-case' } & Backdated)
  | ({ type: 'set-priority'; priority: Priority; reason?: string } & Backdated)
  | ({ type: 'edit-fields'; fields: Answers; reason?: string } & Backdated)
  | ({ type: 'add-party'; party: Omit<Party, 'id' | 'ended'> } & Backdated)
  | ({ type: 'end-party'; party: string; reason?: string } & Backdated)
  | ({ type: 'add-note'; text: string } & Backdated)
  | ({ type: 'add-task'; step?: string; name?: string; for?: Assignee; guidance?: string } & Backdated)
  | ({ type: 'record-task'; step: string; outcome?: string; fields?: Answers; notes?: string } & Backdated)
  | ({ type: 'record-outside-event'; name: string; notes?: string } & Backdated)
  | ({ type: 'extend-clock'; clock: string; by?: MoreTime; reason: string } & Backdated)
  | ({ type: 'explain-lateness'; clock: string; words: string } & Backdated)
  | ({ type: 'close-case'; reason?: string; notes?: string; explanations?: Record<string, string> } & Backdated)
  | ({ type: 'cancel-case'; reason: string } & Backdated)
  | ({ type: 'reopen-case'; reason: string; restart?: string[] } & Backdated)
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
  'reassign-task': reassignTask,
  'claim-task': claimTask,
  hold,
  release,
  'assign-owner': assignOwner,
  'claim-case': claimCase,
  'set-priority': setPriority,
  'edit-fields': editFields,
  'add-party': addParty,
  'end-party': endParty,
  'add-note': addNote,
  'add-task': addTask,
  'record-task': recordTask,
  'record-outside-event': recordOutsideEvent,
  'extend-clock': extendClock,
  'explain-lateness': explainLateness,
  'close-case': closeCase,
  'cancel-case': cancelCase,
  'reopen-case': reopenCase,
}
