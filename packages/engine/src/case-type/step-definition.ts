import type { LinkType } from '../case/link.ts'
import type { Allowance } from '../clocks/allowance.ts'
import type { AllocationRule, ForWhom } from './allocation-rule.ts'
import type { FieldDefinition, ListValue, Priority, Rule, StepClock } from './definition.ts'

/** For what a step is done: parties in a role, records that are linked, by kind or role, the values of a list field, or strands. A fixed set stays as it was at the start. */
export type ForEach =
  | 'strand'
  | { parties: string | string[]; fixed?: boolean }
  | { records: string; fixed?: boolean }
  | { list: string; fixed?: boolean }

interface StepSettings {
  id: string
  name: string
  after?: Rule
  when?: string
  cancelWhen?: Rule
  required?: boolean | 'once-started' | { when: string }
  start?: 'automatic' | 'by-hand' | { when: string }
  repeatable?: boolean | { atMost?: number; atOnce?: number; while?: string }
  clock?: StepClock
  guidance?: string
  /** Done once for each of these, in a run of its own (semantics 8). */
  forEach?: ForEach
  waitingOn?: WaitingOn
  /** Not run again when the path restarts before it: its old run still counts (semantics 27). */
  onRestart?: 'keep'
}

/** Whom a live step waits for. */
export type WaitingOn = 'us' | 'resident' | 'contractor' | 'agency' | 'landlord' | 'court' | 'another-team'

/** How a task can end. It is the trigger of a state machine: `when` its guard, read as somebody chooses it, and `needs` the task's fields that it asks for. */
export interface Outcome extends ListValue {
  when?: string
  needs?: string[]
}

export interface TaskStep extends StepSettings {
  kind: 'task'
  for?: ForWhom
  /** Made only when someone adds it by hand; never by the path itself. */
  onDemand?: boolean
  /** It is not for whoever did that step, or one of those (four eyes, semantics 10). */
  notWhoDid?: string | string[]
  fields?: Record<string, FieldDefinition>
  outcomes?: (string | Outcome)[]
}

export interface MessageStep extends StepSettings {
  kind: 'message'
  template: string
  for?: ForWhom
  notWhoDid?: string | string[]
  /** The role of the parties to whom it goes. */
  to?: string
  /** Someone of that role who did not make it ready must approve it before it is sent. */
  approve?: string
  /** No person has a part in it. */
  automatic?: boolean
}

export interface DecisionStep extends StepSettings {
  kind: 'decision'
  match?: 'first' | 'all'
  branches: { id: string; name?: string; when: string }[]
  otherwise: { id: string; name?: string }
}

export interface MilestoneStep extends StepSettings {
  kind: 'milestone'
  byHand?: boolean
}

export interface EffectStep extends StepSettings {
  kind: 'effect'
  do: EffectAction[]
}

/** Values are expressions over the case. A case that is opened hangs together with this one by `link`, read from the new one. */
export type EffectAction =
  | { set: Record<string, string> }
  | { assign: AllocationRule }
  | { priority: Priority }
  /** The value of the list, or `element`: the one for which the effect is done. */
  | { startStrand: { value: string; priority?: Priority } }
  | { endStrand: { outcome?: string } }
  | { open: { caseType: string; link?: LinkType; fields?: Record<string, string>; priority?: Priority } }
  /** `case` is the field of the case that names the other one. */
  | { link: { case: string; as: LinkType } }
  | { webhook: string; body?: Record<string, string> }

export interface WaitStep extends StepSettings {
  kind: 'wait'
  /** Who sets how long it lasts, and where that is written: a notice period of law is shown as law. */
  basis?: 'law' | 'code' | 'landlord'
  source?: string
  lasts?: Allowance
  /** The date field of the case at whose end the wait elapses. */
  until?: string
  /** The outside event that is awaited. */
  forEvent?: string
  timeOut?: Allowance
  pausedBy?: string[]
}

export interface StageStep extends StepSettings {
  kind: 'stage'
  completes?: 'when-required-done' | 'when-all-done' | 'by-hand'
  steps: StepDefinition[]
}

export interface FinishStep extends StepSettings {
  kind: 'finish'
  outcome?: string
}

export type StepDefinition = TaskStep | MessageStep | DecisionStep | MilestoneStep | EffectStep | WaitStep | StageStep | FinishStep
export type StepKind = StepDefinition['kind']
