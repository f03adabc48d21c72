import type { LinkType } from '../case/link.ts'
import type { Allowance } from '../clocks/allowance.ts'
import type { AllocationRule, ForWhom } from './allocation-rule.ts'
import type { Length } from '../clocks/length.ts'
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
  recurs?: Recurrence
  startsOn?: PlannedStart
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

/** One length, or for each value of a field its own. */
export type LengthByField = Length | { by: string; is: Record<string, Length>; otherwise?: Length }

/** Run after run, each a length of time after the one before (semantics 34). */
export interface Recurrence {
  /** Read as each slot is set. */
  every: LengthByField
  /** From the previous slot, or from when the previous run was done. */
  from?: 'due' | 'done'
  /** Whichever comes first. */
  until?: {
    /** So many runs. */
    count?: number
    /** So long after the first run. */
    lasts?: Length
    /** The last day: a date field of the case, or a date. */
    date?: string
    when?: string
    event?: Rule
  }
  onHold?: 'skip' | 'continue'
}

/** Once its events are in it starts so long before or after the day in a date field, else so long after the last of them. */
export interface PlannedStart {
  /** Followed while the run waits. */
  by: LengthByField
  before?: string
  after?: string
}

export interface TaskStep extends StepSettings {
  kind: 'task'
  for?: ForWhom
  /** Made only when someone adds it by hand; never by the path itself. */
  onDemand?: boolean
  /** It is not for whoever did that step, or one of those (four eyes, semantics 10). */
  notWhoDid?: string | string[]
  fields?: Record<string, FieldDefinition>
  /** The assessment that it is: its questions are asked, and its bands are the outcomes. */
  assessment?: string
  outcomes?: (string | Outcome)[]
  /** Another system that whoever does it opens. */
  address?: OtherSystem
}

/** An https address with place-holders, `{case.ref}`, `{case.subject}` or a field of the case such as `{fields.home}`. */
export interface OtherSystem {
  system: string
  url: string
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
  | { startRecurrence: string }
  | { endRecurrence: string }
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
  /** Made only when someone adds it by hand, moves to it, or an escalation starts it. */
  onDemand?: boolean
  /** The stages beside it for which people may leave it, out of order (semantics 23). */
  next?: NextStage[]
  /** How it can end: what a finish in it names, and what rules outside hear. */
  outcomes?: (string | ListValue)[]
  steps: StepDefinition[]
}

export interface NextStage {
  stage: string
  reason?: 'required' | 'optional'
  roles?: string[]
}

/** Stands for a stage that holds the steps of a fragment. */
export interface UseStep extends StepSettings {
  kind: 'use'
  fragment: string
  version: number
  /** What each input is: an expression, or the name of a team, role or template. */
  with?: Record<string, string | number | boolean>
  onDemand?: boolean
  next?: NextStage[]
}

export interface FinishStep extends StepSettings {
  kind: 'finish'
  outcome?: string
}

export type StepDefinition = TaskStep | MessageStep | DecisionStep | MilestoneStep | EffectStep | WaitStep | StageStep | UseStep | FinishStep
export type StepKind = StepDefinition['kind']
