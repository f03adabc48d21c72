import type { ClockLedger } from '../clocks/clock.ts'
import type { Priority } from '../case-type/definition.ts'
import type { StepKind, WaitingOn } from '../case-type/step-definition.ts'
import type { Answers, AskedBy, Assignee, CaseVersion, Cost, Draft, Element, Interaction, Party, Subject, Trigger, AssessmentResult } from './event.ts'
import type { CaseLink, LinkType } from './link.ts'

/** A case as its events leave it. Nothing here that does not follow from them; plain JSON, so it can be stored and sent. */
export interface CaseState {
  id: string
  ref: string
  caseType: CaseVersion
  /** Number of the last event. */
  version: number
  status: 'open' | 'closed' | 'cancelled'
  subject?: Subject
  openedAt: string
  endedAt?: string
  /** When the latest thing occurred: time is looked through from here on. */
  lastAt: string
  /** When a hold last ended: a wait that elapsed meanwhile acts then (semantics 28). */
  releasedAt?: string
  /** Closure reason, or the finish step's outcome. */
  outcome?: string
  priority: Priority
  owner?: Assignee
  /** Who opened it, where a person did. */
  openedBy?: string
  /** The owner covers for this person, who is away. */
  ownerCoversFor?: string
  /** Its rules found nobody to own it: a person must choose. */
  nobodyFound?: boolean
  /** Who answers for its owner's work, where somebody was named. */
  manager?: Assignee
  /** People who work on it beside its one owner. */
  helpers?: string[]
  /** People who are told of what becomes of it. */
  watchers?: string[]
  fields: Answers
  items: Record<string, Item>
  /** Runs made so far, by step. */
  runs: Record<string, number>
  /** What has happened, by the name that rules use: `visit.no-sign-of-life`. Remembered, not consumed (semantics 1). */
  happened: Record<string, Occurrence[]>
  clocks: Record<string, CaseClock>
  holds: Hold[]
  /** Absent while none has ended. A clock whose start is back-dated, or whose end is taken back, stood for them too (semantics 26, 28). */
  endedHolds?: EndedHold[]
  holdsMade: number
  parties: Party[]
  /** Absent while it was never linked with another case. */
  links?: CaseLink[]
  /** What it has asked for outside of itself and has no answer to yet; absent while it never did. */
  requests?: CaseRequest[]
  /** Contacts and attempts to get in, and what was spent; absent while there is none. */
  interactions?: Recorded<Interaction>[]
  costs?: Recorded<Cost>[]
  /** Absent while none has been linked. */
  records?: LinkedRecord[]
  /** Absent while none has been started. */
  strands?: Strand[]
  stalled?: string
  /** The versions that it was moved on from, first to last; absent while it has that with which it was opened. */
  moves?: CaseMove[]
  /** A move has left an item or a clock under a name that its step or rule no longer has, so that none is found by its name alone. */
  isRenamed?: boolean
  /** Expressions that could not be read, by place: each warning is said once. */
  warnings: Record<string, string>
}

/** Known by the number of the event that asked. */
export interface CaseRequest {
  seq: number
  what: 'case' | 'link' | 'webhook'
  /** The case type, the reference of the other case, or the webhook. */
  name: string
  link?: LinkType
  from?: AskedBy
}

/** Something that was recorded of a case, with its event's number, who and when. */
export type Recorded<What> = What & { seq: number; at: string; who: string }

export type ItemState = 'waiting' | 'offered' | 'live' | 'completed' | 'skipped' | 'cancelled' | 'superseded'

/** One run of a step in a case. On screen it is a task, a letter or a stage, never an item. */
export interface Item {
  id: string
  step: string
  kind: StepKind
  name: string
  run: number
  parent?: string
  /** For what it is done, where its step, or a stage around it, is done for each of something. */
  element?: Element
  since: number
  madeAt: number
  /** A stage that a redo opened again: what cancelled it may happen only after this event. */
  reopenedAt?: number
  state: ItemState
  /** When it is to start, or was. */
  plannedAt?: string
  /** The landlord's day of that. */
  plannedOn?: string
  /** It starts not by its events but because a step recurs. */
  slot?: boolean
  /** The last slot that went by while it waited: the run before was unfinished, or the case on hold. */
  passed?: string
  triggers: Trigger[]
  startedSeq?: number
  offeredAt?: string
  startedAt?: string
  endedAt?: string
  endedSeq?: number
  assignee?: Assignee
  /** Whoever has it covers for this person, who is away. */
  coverFor?: string
  /** Who completed the task, or marked the letter as sent. */
  doneBy?: string
  /** How far a live letter has come (semantics 35); one that says nothing is prepared, and whoever it is for sends it. */
  message?: 'draft' | 'ready' | 'approved' | 'sending' | 'failed'
  /** Who said that the letter is ready to be approved. */
  readyBy?: string
  /** A wait's own end, where it is fixed by a date field. */
  until?: string
  outcome?: string
  answers?: Answers
  /** Of a task that was an assessment: what it came to. */
  assessment?: AssessmentResult
  notes?: string
  /** Of a task that was added by hand, beside what its step says. */
  guidance?: string
  holds: Hold[]
  /** A person has worked on it: assigned it by hand, held it or answered. */
  touched?: boolean
  redoOf?: string
  corrects?: string
  /** Written down by somebody and not done yet; gone once it is done. */
  draft?: Draft & { at: string; who: string }
  /** Whom it waits for, where a person has said so. */
  waitingOn?: WaitingOn
  /** The events for which a rule cancelled it: once they no longer count, it waits again. */
  cancelledBy?: Trigger[]
  /** Why it was cancelled or skipped. */
  ended?: string
}

/** That a case went on with another version of its type: `seq` is the number of the event. */
export interface CaseMove {
  seq: number
  from: CaseVersion
  names: Record<string, string>
}

export interface Occurrence {
  seq: number
  at: string
  item?: string
  /** The stage item around the item that it happened to. */
  parent?: string
  /** What it happened to beside an item: a strand, or what a clock of it said. */
  element?: Element
  superseded?: boolean
}

/** A part of the case that is progressed on its own. */
export interface Strand {
  id: string
  /** The value of the list for which it stands. */
  value: string
  name: string
  priority: Priority
  startedAt: string
  endedAt?: string
  outcome?: string
  reason?: string
}

/** A record that belongs to the case beside its subject, in a role. */
export interface LinkedRecord {
  id: string
  record: Subject
  role?: string
  ended?: boolean
}

export interface Hold {
  id: string
  reason: string
  from: string
  until?: string
  notes?: string
}

export interface EndedHold extends Pick<Hold, 'id' | 'reason' | 'from'> {
  /** The task or stage that it held; absent when it held the case. */
  on?: string
  to: string
}

export interface CaseClock extends ClockLedger {
  rule: string
  /** Number of the last event that started it, where that is not its trigger: the next run, and what stops this one, come after. */
  mark?: number
  of?: string
  /** Measures a wait step: it elapses, it does not warn. */
  wait?: boolean
  each?: boolean
  /** The strand in which it is measured. */
  strand?: string
  explained?: string
}

/** Case status as people see it. */
export function caseStatus(state: CaseState): 'open' | 'on-hold' | 'closed' | 'cancelled' {
  return state.status === 'open' && state.holds.length > 0 ? 'on-hold' : state.status
}

export function isUnfinished(item: Item): boolean {
  return item.state === 'waiting' || item.state === 'offered' || item.state === 'live'
}

/** Begun, or on offer to somebody. */
export function isUnderWay(item: Item): boolean {
  return item.state === 'live' || item.state === 'offered'
}

/** On hold by itself, by a stage around it, or with the whole case (semantics 28). */
export function isOnHold(state: CaseState, item: Item): boolean {
  if (!isUnfinished(item)) return false
  if (state.holds.length > 0) return true
  return withStagesAround(state, item.id).some(({ holds }) => holds.length > 0)
}

/** An item and the stages that hold it, innermost first. */
export function withStagesAround(state: CaseState, id: string | undefined): Item[] {
  const found: Item[] = []
  for (let item = state.items[id ?? '']; item; item = state.items[item.parent ?? '']) found.push(item)
  return found
}

/** Item state as people see it: a held item says so and remembers the rest. */
export function shownState(state: CaseState, item: Item): ItemState | 'on-hold' {
  return isOnHold(state, item) ? 'on-hold' : item.state
}

/** The runs of a step, by number. An item keeps the id that it was made with, so after a move to other names they are looked for. */
export function itemsOf(state: CaseState, step: string): Item[] {
  if (state.isRenamed) return Object.values(state.items).filter((item) => item.step === step).sort((a, b) => a.run - b.run)
  const found: Item[] = []
  for (let run = 1, last = state.runs[step] ?? 0; run <= last; run++) {
    const item = state.items[runId(step, run)]
    if (item) found.push(item)
  }
  return found
}

/** Asked for so often that to write them anew each time would be a tenth of the engine's work. */
const runIds = new Map<string, string[]>()

/** What a run of a step, or of a clock rule, is called: visit.1 is the first. */
export function runId(of: string, run: number): string {
  let ids = runIds.get(of)
  if (!ids) runIds.set(of, (ids = []))
  return (ids[run] ??= `${of}.${run}`)
}

export function childrenOf(state: CaseState, parent: string | undefined): Item[] {
  return Object.values(state.items).filter((item) => item.parent === parent)
}
