import type { Allowance } from '../clocks/allowance.ts'
import type { Assessment } from '../assessments/assessment.ts'
import type { Compiled } from '../expressions/compile-expression.ts'
import type { CaseTypeDefinition, ClockSettings, FieldDefinition, ListValue } from './definition.ts'
import type { OpeningRule } from './opening-rule.ts'
import type { ForEach, Recurrence, StepDefinition, StepKind } from './step-definition.ts'
import type { Listeners } from './listeners.ts'

/** A case type version made ready to work with: rules resolved to event names, expressions compiled once. */
export interface CaseType {
  id: string
  version: number
  definition: CaseTypeDefinition
  /** In path order, depth first. */
  steps: Step[]
  /** Where each step is written, as `steps[0].steps[1]` or `fragments[0].steps[1]`: by its definition, because two steps may share an id. */
  places: ReadonlyMap<StepDefinition, string>
  step: Record<string, Step>
  clocks: ClockRule[]
  gates: { id: string; name: string; when: Compiled }[]
  /** What happens to records that opens a case of this type. */
  opensOn: readonly OpeningRule[]
  /** What whoever starts a case is told, in the order in which it is written. */
  advice: Advice[]
  narrowing: Record<string, false | string[] | Compiled>
  fields: Record<string, FieldDefinition>
  assessments: Record<string, Assessment>
  /** Stages and finishes. */
  scopeEnds: Step[]
  /** Waits that last to a date. */
  datedWaits: Step[]
  /** Steps of which a run waits for a moment of its own: they recur, or start so long before or after something. */
  planned: Step[]
  /** Steps that are done for each of something. */
  forEach: Step[]
  /** Steps of which a rule depends on the day. */
  daily: Step[]
  listeners: Listeners
  /** Whether some clock is extended only once its letter has gone out. */
  extendsByNotice: boolean
  /** Clocks of the case, and of steps, whose length goes by something that may change. */
  rated: readonly ClockRule[]
  /** Expressions of fields (`showWhen`, `requireWhen`, of the case and of its tasks) and values that effects set. */
  expression: Record<string, Compiled>
}

export interface Advice {
  text: string
  instead: boolean
  when?: Compiled
  place: string
}

export interface Step {
  id: string
  kind: StepKind
  name: string
  definition: StepDefinition
  order: number
  /** The stage that holds it. */
  parent?: string
  children: Step[]
  after?: StartRule
  when?: Compiled
  cancelWhen?: StartRule
  required: boolean | 'once-started' | Compiled
  start: 'automatic' | 'by-hand' | Compiled
  repeat?: { atMost: number; atOnce: number; while?: Compiled }
  recurs?: RecurrenceRule
  /** With the fields that each needs, whatever else they are. */
  outcomes: (ListValue & { needs?: string[] })[]
  /** Its own, and the questions of its assessment. */
  fields: Record<string, FieldDefinition>
  assessment?: Assessment
  clock?: ClockRule
  /** For what the step is done, each in a run of its own. */
  forEach?: ForEach
  /** The same of the step and the stages around it, innermost first. */
  eachAround: readonly ForEach[]
  onDemand: boolean
  /** The steps of which whoever did one may not do this. */
  notWhoDid: string[]
  branches: { id: string; when: Compiled }[]
  /** A decision, an effect, a wait or a milestone: once live it acts without a person. */
  isAutomatic: boolean
  /** Whether it starts, or must be done, depends on the day. */
  usesToday: boolean
  cancelUsesToday: boolean
}

export interface RecurrenceRule extends Pick<Recurrence, 'every'> {
  from: 'due' | 'done'
  onHold: 'skip' | 'continue'
  until: Pick<NonNullable<Recurrence['until']>, 'count' | 'lasts' | 'date'> & { when?: Compiled; event?: StartRule }
}

/** One event that a rule waits for, under all the names that satisfy it. */
export interface Leaf {
  kind: 'leaf'
  /** As the author wrote it. */
  written: string
  names: string[]
  /** The step it is an event of; absent for case, clock and outside events. */
  step?: string
  /** Of a step that is done for each of something: the event that all of them have ended, which the bare name means from outside (semantics 8). */
  ofAll?: string
  /** It happens in a strand, beside any step: that it started or ended, or what a clock of it says. */
  ofStrand?: boolean
  /** `any of letter.sent`: of whichever of them comes first. */
  isAny?: boolean
  /** Only events from after the item was made count (semantics 1). */
  fresh: boolean
  /** Nothing is called so, which is a finding of its own: what follows from it is none. */
  isUnknown?: boolean
  when?: Compiled
}

export type StartRule = Leaf | { kind: 'all' | 'any'; rules: StartRule[]; when?: Compiled }

/** Every event that a rule names. */
export function leavesOf(rule: StartRule | undefined): Leaf[] {
  if (!rule) return []
  return rule.kind === 'leaf' ? [rule] : rule.rules.flatMap(leavesOf)
}

/** Every condition in a rule. */
export function conditionsOf(rule: StartRule | undefined): Compiled[] {
  if (!rule) return []
  const inside = rule.kind === 'leaf' ? [] : rule.rules.flatMap(conditionsOf)
  return rule.when ? [rule.when, ...inside] : inside
}

/** What a length goes by, and what it comes to. */
export interface RatedBy {
  /** As people call it: severity. */
  name: string
  /** Absent where it is the priority of the case. */
  by?: Compiled
  targets: ReadonlyMap<string, Allowance>
  otherwise?: Allowance
}

export interface ClockRule extends Omit<ClockSettings, 'pausedBy' | 'escalate' | 'calendar' | 'allow'> {
  id: string
  name: string
  basis: 'law' | 'code' | 'landlord'
  allow: Allowance | RatedBy
  pausedBy: string[]
  escalate: NonNullable<ClockSettings['escalate']>
  calendar: string
  of?: string
  each: boolean
  per?: 'strand'
  at?: string
  noLaterThan?: string
  recurs?: 'from-due' | 'from-done'
  /** Absent on a step's own clock: it runs from the start to the end of each item. */
  starts?: StartRule
  stops?: StartRule
  withdraws?: StartRule
  startUsesToday?: boolean
  endUsesToday?: boolean
}

export function isRated(allow: ClockRule['allow']): allow is RatedBy {
  return 'targets' in allow
}

/** Something wrong or doubtful in a case type: where, what, and what to do. */
export interface Finding {
  place: string
  message: string
  remedy: string
  severity: 'error' | 'warning'
}

/** A step by its id. One that an earlier version of the case type had counts as a task that the path does not know. */
export function getStep(caseType: CaseType, id: string): Step {
  return caseType.step[id] ?? (id === extraStepId ? extraStep : { ...extraStep, id, name: id })
}

/** Of a version that the case had before: what ended of it stays, and nothing more is made of it. */
export function isFormerStep(caseType: CaseType, id: string): boolean {
  return id !== extraStepId && !Object.hasOwn(caseType.step, id)
}

/** A path in which one step starts more often than this within one command does not come to rest (semantics 12). */
export const MOST_STARTS_OF_ONE_STEP = 100

/** Steps that a person ends: tasks, letters marked as posted, and milestones marked by hand. */
export function isDoneByPerson({ definition }: Pick<Step, 'definition'>): boolean {
  return definition.kind === 'task' || definition.kind === 'message' || (definition.kind === 'milestone' && definition.byHand === true)
}

/** Tasks added by hand that the path does not know are runs of this step. */
export const extraStepId = 'extra'

const extraStep: Step = {
  id: extraStepId, kind: 'task', name: 'Extra task', order: Number.MAX_SAFE_INTEGER, children: [],
  definition: { kind: 'task', id: extraStepId, name: 'Extra task' },
  eachAround: [], required: false, start: 'automatic', outcomes: [], fields: {}, onDemand: true, notWhoDid: [], branches: [], isAutomatic: false, usesToday: false, cancelUsesToday: false,
}
