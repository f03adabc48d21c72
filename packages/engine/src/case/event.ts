import type { AllocationRule } from '../case-type/allocation-rule.ts'
import type { Allowance, MoreTime } from '../clocks/allowance.ts'
import type { ClockTerms } from '../clocks/clock.ts'
import type { EscalationAction } from '../clocks/escalation.ts'
import type { RevisedTarget } from '../clocks/revision.ts'
import type { Priority, SubjectKind } from '../case-type/definition.ts'
import type { StepKind, WaitingOn } from '../case-type/step-definition.ts'
import type { LinkType, LinkWay, OtherCase } from './link.ts'

/** Who did it: a person, the passing of time, or an import of what others recorded. */
export interface Actor {
  kind: 'person' | 'system' | 'import'
  id: string
  roles?: string[]
}

export interface Subject {
  kind: SubjectKind
  id: string
}

/** The one accountable owner of a case, or who a task is for. `owner` means whoever owns the case. */
export type Assignee = { kind: 'person' | 'team' | 'role'; id: string } | { kind: 'owner' }

export interface Party {
  id: string
  role: string
  person?: string
  name?: string
  mustNotBeTold?: boolean
  ended?: boolean
}

/** One of those for which a step is done: a party, a linked record, a value of the list field `of`, or a strand. */
export interface Element {
  kind: 'party' | 'record' | 'value' | 'strand'
  id: string
  of?: string
  /** As it was called when the item was made, where the case knows. */
  name?: string
}

/** The event of a step that made an item start: its name and number. */
export interface Trigger {
  name: string
  seq: number
}

export interface MadeItem {
  id: string
  step: string
  kind: StepKind
  name: string
  run: number
  /** The stage item that holds it; absent at the top of the path. */
  parent?: string
  /** For what it is done; what lies in a stage that is for each is for the same. */
  element?: Element
  /** Water-mark: only events numbered above it can start the item (semantics 1). */
  since: number
  redoOf?: string
  answers?: Answers
  /** What whoever added it by hand wants known for it. */
  guidance?: string
  /** The letter that it corrects: that one was sent, and its reason was taken back (semantics 25). */
  corrects?: string
}

/** A case type in one of its versions. */
export interface CaseVersion {
  id: string
  version: number
}

/** How one item is moved: only what changes of it. It is at the top of the path where `parent` is null. */
export interface MovedItem {
  item: string
  step?: string
  name?: string
  run?: number
  parent?: string | null
  since?: number
}

export type Answers = Record<string, unknown>

/** What somebody has written down of a task that is not done yet. */
export interface Draft {
  outcome?: string
  answers?: Answers
  notes?: string
}

export const contactMethods = ['phone', 'visit', 'letter', 'e-mail', 'text', 'in-person', 'other'] as const
export type ContactMethod = (typeof contactMethods)[number]

export const accessOutcomes = ['let-in', 'no-answer', 'refused', 'not-convenient', 'other'] as const
export type AccessOutcome = (typeof accessOutcomes)[number]

/** A contact with somebody, or an attempt to get into a home: which are the defence that all reasonable endeavours were made. */
export type Interaction = { task?: string; method: ContactMethod; notes?: string } & (
  | { kind: 'contact'; direction: 'in' | 'out'; with?: string }
  | { kind: 'access-attempt'; outcome: AccessOutcome; cardLeft: boolean }
)

/** Money spent on a case, in pounds, or time, in minutes. */
export interface Cost {
  kind: 'money' | 'time'
  /** What it was for: legal fees, travel. */
  type: string
  value: number
  details?: string
  /** Who spent it, where that is not who recorded it. */
  by?: string
  task?: string
}

/** What an assessment came to: the band that holds, beside that of the answers where somebody chose another, and what the one before came to. */
export interface AssessmentResult {
  id: string
  score?: number
  /** Absent where no score could be worked out. */
  scoredBand?: string
  band: string
  /** Why the band is another than that of the answers. */
  reason?: string
  before?: { item: string; score?: number; band: string }
}

type ItemEvent = { item: string; step: string }
/** Which reason of the case type’s list it was; `reason` says it in words. */
type Listed = { reasonId?: string }

/** The run of a step that asked for something outside of the case; a clock that did has none. */
export type AskedBy = ItemEvent

/** Something outside of the case: `reason` names what asked for it, as people read it. It is answered by the number of this event. */
type RequestEvent = { reason: string; from?: AskedBy }
/** By which rule somebody was found, and who is away for whom they cover; `handedBack` once that ends. */
type Finding = { by?: 'owner' | AllocationRule; coverFor?: string; handedBack?: boolean }

/** More time for a clock; `proposal` is the number of the event that asked for it, where a letter had to go out first. */
type ExtensionEvent = Listed & { clock: string; rule: string; by: MoreTime; reason: string }

/** What each kind of event says. Every derived effect is written out, so replay needs no case type (semantics 13). */
export interface Payloads {
  'case-opened': { id: string; ref: string; caseType: CaseVersion; subject?: Subject; fields: Answers; priority: Priority; reason?: string }
  /** What whoever opened the case was told as they did. */
  'advice-given': { advice: string[] }
  'record-read': { from: SubjectKind; values: Answers }
  'owner-assigned': Finding & Listed & { owner: Assignee; reason?: string; claimed?: boolean }
  'manager-assigned': { manager: Assignee; reason?: string }
  'nobody-found': { on?: string; rules: ('owner' | AllocationRule)[] }
  'helper-added': { person: string; reason?: string }
  'helper-removed': { person: string; reason?: string }
  'watch-began': { person: string; reason?: string }
  'watch-ended': { person: string; reason?: string }
  'fields-edited': { values: Answers; reason?: string; by?: string }
  'priority-set': Listed & { priority: Priority; reason?: string }
  'party-added': { party: Party; reason?: string }
  'party-ended': { party: string; reason?: string }
  'record-linked': { link: string; record: Subject; role?: string; reason?: string }
  'record-unlinked': { link: string; reason: string }
  'strand-started': { strand: string; value: string; name: string; priority: Priority; reason?: string }
  'strand-ended': { strand: string; outcome?: string; reason?: string }
  'strand-priority-set': Listed & { strand: string; priority: Priority; reason?: string }
  'note-added': { text: string }
  'interaction-recorded': Interaction
  'cost-recorded': Cost
  'items-made': { items: MadeItem[] }
  'start-planned': ItemEvent & { at?: string; on?: string; slot?: boolean }
  'slot-passed': ItemEvent & { at: string; on?: string; why: 'unfinished' | 'on-hold' }
  'item-offered': ItemEvent & { triggers: Trigger[]; again?: boolean; reason?: string }
  'item-started': ItemEvent & Finding & { triggers: Trigger[]; assignee?: Assignee; until?: string; reason?: string }
  'draft-saved': ItemEvent & Draft
  'waiting-on-set': ItemEvent & { waitingOn: WaitingOn; reason?: string }
  'task-completed': ItemEvent & { name: string; outcome?: string; answers?: Answers; notes?: string; stageReason?: string; assessment?: AssessmentResult }
  'message-prepared': ItemEvent & { template: string; to?: string[]; as?: 'draft' | 'sending' }
  'message-withheld': ItemEvent & { parties: string[] }
  'message-ready': ItemEvent & { notes?: string }
  'message-approved': ItemEvent & { notes?: string }
  'message-returned': ItemEvent & { reason: string }
  'message-sent': ItemEvent & { notes?: string }
  'message-failed': ItemEvent & { reason: string }
  'milestone-reached': ItemEvent & { notes?: string }
  'decision-made': ItemEvent & { branches: string[] }
  'effect-applied': ItemEvent
  'wait-moved': ItemEvent & { until?: string }
  'wait-ended': ItemEvent & { how: 'elapsed' | 'answered' | 'timedOut' }
  'stage-completed': ItemEvent & { outcome?: string; notes?: string }
  'finish-reached': ItemEvent & { outcome?: string }
  'item-skipped': ItemEvent & Listed & { reason?: string }
  'item-cancelled': ItemEvent & Listed & { by: 'rule' | 'person' | 'chain' | 'stage-ended' | 'case-ended' | 'case-moved'; reason?: string; triggers?: Trigger[] }
  'item-superseded': ItemEvent & Listed & { by: string; reason?: string }
  'stage-reopened': ItemEvent
  'path-restarted': ItemEvent & Listed & { reason: string; kept: string[] }
  'run-kept': ItemEvent & { parent: string }
  'stage-moved': ItemEvent & Listed & { to: string; toStep: string; reason?: string }
  /** A step that is done for each of something has ended for all of them, in one run of the stage around it. */
  'elements-ended': { step: string; parent?: string }
  'task-assigned': ItemEvent & Finding & Listed & { assignee: Assignee; reason?: string; claimed?: boolean }
  'hold-began': { hold: string; on?: string; reason: string; until?: string; notes?: string }
  'hold-ended': { hold: string; on?: string; reason: string; notes?: string }
  'clock-started': { clock: string; rule: string; terms: ClockTerms; trigger: Trigger; mark?: number; at: string; of?: string; wait?: boolean; each?: boolean; missedSlots?: number; strand?: string }
  'clock-paused': { clock: string; hold: string; reason: string; from: string; to?: string }
  'clock-resumed': { clock: string; hold: string }
  'clock-warned': { clock: string; rule: string; muted?: boolean }
  'clock-opened': { clock: string; rule: string; muted?: boolean }
  'clock-due': { clock: string; rule: string; muted?: boolean; expires?: boolean }
  'clock-rated': { clock: string; rule: string; allow: Allowance; why: string }
  'clock-revised': { clock: string; rule: string; reason: string } & Listed & RevisedTarget
  'clock-escalated': { clock: string; rule: string; point: number; occurrence: number; actions: EscalationAction[]; muted?: boolean }
  'clock-extension-proposed': ExtensionEvent & { notice: string }
  'clock-extended': ExtensionEvent & { proposal?: number; toldAt?: string }
  'clock-extension-lapsed': ExtensionEvent & { proposal: number; toldAt?: string }
  'clock-stopped': { clock: string; by: string; seq: number; at: string }
  'clock-withdrawn': { clock: string; reason: string; seq?: number }
  'clock-continued': { clock: string; reason: string; of?: string }
  'lateness-explained': { clock: string; words: string }
  'outside-event': { name: string; notes?: string }
  'case-linked': { link: LinkType; way: LinkWay; case: OtherCase; reason?: string; depth?: number; request?: number }
  'case-unlinked': { link: LinkType; way: LinkWay; case: string; reason: string }
  'linked-case-changed': { case: string; isOpen: boolean }
  'case-asked-for': RequestEvent & { caseType: string; link: LinkType; fields: Answers; priority?: Priority; depth: number }
  'link-asked-for': RequestEvent & { link: LinkType; ref: string }
  'webhook-asked-for': RequestEvent & { webhook: string; body: Answers }
  'webhook-called': { request: number; webhook: string }
  'request-failed': { request: number; words: string; from?: AskedBy }
  'case-closed': { reason?: string; outcome?: string; notes?: string; mergedInto?: string }
  'case-cancelled': Listed & { reason: string }
  'case-reopened': Listed & { reason: string }
  'case-moved': {
    from: CaseVersion
    to: CaseVersion
    /** New names of steps, clocks and outcomes by their old ones, where they differ. */
    names: Record<string, string>
    items: MovedItem[]
    made: MadeItem[]
    /** Runs made so far of each step, under its new name. */
    runs: Record<string, number>
    reason?: string
  }
  'case-stalled': { why: string; remedy?: string }
  'case-settled': Record<string, never>
  'expression-failed': { place: string; source: string; warning: string }
}

export type EventType = keyof Payloads

/** One thing that happened to a case. `occurredAt` may precede `recordedAt`; both are RFC 3339 instants in UTC. */
export interface EventOf<T extends EventType> {
  seq: number
  type: T
  actor: Actor
  occurredAt: string
  recordedAt: string
  payload: Payloads[T]
}

export type CaseEvent = { [T in EventType]: EventOf<T> }[EventType]
