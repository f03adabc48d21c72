import type { Allowance } from '../clocks/allowance.ts'
import type { EscalationPoint } from '../clocks/escalation.ts'
import type { AssessmentDefinition } from './assessment-definition.ts'
import type { ExtensionRule } from '../clocks/extension.ts'
import type { RevisionRule } from '../clocks/revision.ts'
import type { AllocationRule } from './allocation-rule.ts'
import type { OpeningDefinition } from './opening-rule.ts'
import type { FragmentDefinition } from './fragment.ts'
import type { StepDefinition } from './step-definition.ts'

/**
 * A case type as its author writes it (YAML or JSON): one versioned description of one procedure. Data, never code.
 * `docs/case-types.md` explains every word; the JSON Schema is published by the `case-types` package.
 */
export interface CaseTypeDefinition {
  id: string
  version: number
  name: string
  /** Two or three capitals that begin the reference of each case: `SA` gives SA-26-00418. */
  reference: string
  category?: string
  /** The kind of record that a case is about, or several of which each case names one. */
  about: SubjectKind | SubjectKind[]
  nation?: 'england' | 'wales' | 'scotland' | 'northern-ireland'
  effectiveFrom?: string
  keywords?: string[]
  guidance?: string
  /** What whoever starts a case is told, by their answers so far. */
  advice?: AdviceDefinition[]
  sources?: { name: string; where?: string }[]
  /** Roles that may start a case of this type; absent means everyone who works cases. */
  start?: string[]
  /** What happens to records that opens a case by itself. */
  opensOn?: OpeningDefinition[]
  calendar: string
  /** Who first owns a case: the first rule that finds somebody. */
  owner?: AllocationRule[]
  fields?: Record<string, FieldDefinition>
  lists?: Record<string, DatedValue[]>
  /** In which roles people and organisations take part; without it in any. */
  parties?: PartyRole[]
  /** Parts of a case that are progressed each on its own, one for a value of a list. */
  strands?: StrandRule
  holdReasons?: ListValue[]
  closureReasons?: ListValue[]
  /** Why something is done, to choose from; an act without a list takes a reason in words. */
  reasons?: Partial<Record<ActWithReason, ListedReason[]>>
  gates?: { id: string; name: string; when: string }[]
  allow?: Narrowing
  clocks?: ClockDefinition[]
  /** The fragments that it uses, each version whole: what was published hangs on nothing outside of it. */
  fragments?: FragmentDefinition[]
  assessments?: AssessmentDefinition[]
  steps: StepDefinition[]
}

/** Told while the condition holds, always without one; with `instead` no case is opened. */
export interface AdviceDefinition {
  when?: string
  text: string
  instead?: boolean
}

export type SubjectKind = 'person' | 'household' | 'tenancy' | 'home' | 'block' | 'asset' | 'case' | 'none'

export interface ListValue {
  id: string
  name: string
}

/** Acts for which a case type may list the reasons. */
export const actsWithReasons = ['cancel', 'reopen', 'reassign', 'setPriority', 'moveToStage', 'skip', 'cancelTask', 'redo', 'restart', 'extend', 'revise'] as const
export type ActWithReason = (typeof actsWithReasons)[number]

/** With `words` it is not enough by itself: whoever gives it says more. */
export interface ListedReason extends ListValue {
  words?: boolean
}

/** A role in which people and organisations take part in a case: how many at least before it closes, how many at most, and whether some may be unknown. */
export interface PartyRole extends ListValue {
  atLeast?: number
  atMost?: number
  unknown?: boolean
}

/** `highest`: the case takes the highest priority of its open strands. */
export interface StrandRule {
  list: string
  priority?: 'highest'
  outcomes?: ListValue[]
}

/** A value of a list. With dates it can be chosen only in cases that were opened on a day from the first to the last of them. */
export interface DatedValue extends ListValue {
  from?: string
  until?: string
}

/** A type may narrow the general commands (semantics 22): never, only for roles, or only when an expression holds. */
export type Narrowing = Partial<Record<'close' | 'cancel' | 'reopen' | 'redo' | 'addTask' | 'hold', false | string[] | string>>

interface FieldSettings {
  name?: string
  help?: string
  required?: boolean
  requireWhen?: string
  showWhen?: string
  personal?: 'personal' | 'special-category'
  /** The record that fills the field when the case opens (arrears from the tenancy). */
  from?: SubjectKind
  /** The case field that this task field also writes (semantics 15). */
  writes?: string
}

/** One field of a case or a task: its settings and exactly one kind with its bounds. */
export type FieldDefinition = FieldSettings &
  (
    | { text: { max?: number; lines?: number } }
    | { number: { min?: number; max?: number; unit?: string } }
    | { date: { notFuture?: boolean } }
    | { time: Record<string, never> }
    | { yesNo: Record<string, never> }
    | { choice: string }
    | { list: string }
    | { documents: string }
    | { person: Record<string, never> }
    | { record: SubjectKind }
  )

/** `after`, `cancelWhen`, `starts`, `stops`: event names, joined by all and any (semantics 1, 3, 5). */
export type Rule = string | Rule[] | { all: Rule[]; when?: string } | { any: Rule[]; when?: string } | { on: Rule; when?: string; fresh?: boolean }

/** A deadline of the case, or of the step named by `of`. */
export interface ClockDefinition extends ClockSettings {
  id: string
  name: string
  starts: Rule
  /** The date field that gives the moment instead of the event's own (semantics 29). */
  at?: string
  /** What meets it. Absent only where it measures how long something is valid. */
  stops?: Rule
  /** It starts when that clock is past due, if it has not started by then. */
  noLaterThan?: string
  /** When a run is met the next one starts: from the due date, or from when it was done (semantics 34). */
  recurs?: 'from-due' | 'from-done'
  withdraws?: Rule
  of?: string
  /** Start anew at each occurrence, not only at the first. */
  each?: boolean
  /** Measured in each strand by itself. */
  per?: 'strand'
}

export interface ClockSettings {
  basis?: 'law' | 'code' | 'landlord'
  source?: string
  allow: Allowance | RatedAllowance
  /** Not before so long after the start: what is done earlier does not meet it. */
  notBefore?: Allowance
  /** A letter is taken to have been received so long after it was sent, and the clock counts from then. */
  deemedAfter?: Allowance
  warn?: Allowance
  pausedBy?: string[]
  escalate?: EscalationPoint[]
  /** It measures how long something is valid: when it is due, that has expired, and nobody is late. */
  validity?: boolean
  /** Whether people may set another target by hand; a landlord's own only. */
  revise?: boolean | RevisionRule
  /** Absent where nobody may extend it. */
  extend?: ExtensionRule
  calendar?: string
  onRedo?: 'keep' | 'restart'
  onReopen?: 'keep' | 'restart'
}

/** A length that goes by something in the case: a field, `priority`, or an expression such as outcome("assess"). */
export interface RatedAllowance {
  by: string
  /** By what it comes to. What stands in none of them has no target, and no clock runs. */
  targets: Record<string, Allowance>
  otherwise?: Allowance
}

/** A step's own clock: runs from the start of each item to its end. */
export type StepClock = ClockSettings & { name?: string }

export type Priority = 'low' | 'normal' | 'high' | 'urgent'

/** The words that follow a step's id in a rule and mean something to the engine (semantics 5). */
export const reservedWords = [
  'completed', 'skipped', 'started', 'reached', 'sent', 'elapsed', 'answered', 'timedOut', 'failed',
  'cancelled-by-rule', 'cancelled-by-person', 'any-outcome', 'warning', 'due', 'opened', 'expired', 'extension-proposed', 'extended',
] as const
