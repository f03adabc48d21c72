import type { Priority } from '../case-type/definition.ts'
import type { MoreTime } from '../clocks/extension.ts'
import type { Answers, Assignee, Party, Subject } from '../case/event.ts'

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
