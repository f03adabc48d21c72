import type { ClockRule, Step } from '../case-type/case-type.ts'
import { strandElement } from '../case/changes/of-strands.ts'
import { isAbout } from '../case/element.ts'
import type { Element, Trigger } from '../case/event.ts'
import { startOf } from '../case/landlord-day.ts'
import { isUnfinished, itemsOf, runId, withStagesAround, type CaseClock, type CaseState, type EndedHold, type Hold } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { readClock, type ClockTerms } from '../clocks/clock.ts'
import { findRating, rateClock } from './ratings.ts'
import { settleExtensions } from './extensions.ts'
import { nextSlot, takenBack } from './recurring-clocks.ts'
import { caseWaiter, satisfied } from './rule.ts'
import { openStrands } from './strands.ts'
import type { Awake } from './waking.ts'

export function isRunning(clock: CaseClock): boolean {
  return !clock.stopped && !clock.withdrawn
}

/** Starts, stops and withdraws the case's clocks by what has happened (semantics 29). */
export function settleClocks(turn: Turn, awake: Awake): void {
  if (turn.context.caseType.extendsByNotice) settleExtensions(turn)
  for (const rule of turn.context.caseType.rated) settleRatings(turn, rule)
  for (const rule of awake.clocks()) {
    startByRule(turn, rule)
    for (const clock of runsOf(turn.state, rule.id)) if (isRunning(clock)) stopByRule(turn, rule, clock)
    if (rule.per) withdrawInEndedStrands(turn, rule)
    if (rule.recurs) startNextRuns(turn, rule)
  }
}

/** A clock that had no target when its start came begins to run, from then, once it has one. */
function settleRatings(turn: Turn, rule: ClockRule): void {
  if (rule.starts) startByRule(turn, rule)
  else startStepClocks(turn, rule)
  if (rule.recurs) startNextRuns(turn, rule)
  for (const clock of Object.values(turn.state.clocks)) {
    if (clock.rule === rule.id && !clock.wait) rateClock(turn, { rule, clock, runOn: () => continueClock(turn, clock.id, { reason: 'it has a target again' }) })
  }
}

function startStepClocks(turn: Turn, rule: ClockRule): void {
  for (const { id, state, triggers, startedAt } of itemsOf(turn.state, rule.id)) {
    const isUnmeasured = state === 'live' && ownClocks(turn.state, id).every(({ wait }) => wait)
    if (isUnmeasured) startClock(turn, rule, { id, trigger: triggers[0] ?? { name: `${rule.id}.started`, seq: turn.state.items[id]!.startedSeq! }, at: startedAt!, of: id })
  }
}

/** Runs are numbered from 1, by the name of their rule; in a case that was moved they keep the name that they began with. */
export function runsOf({ clocks, isRenamed }: CaseState, rule: string): CaseClock[] {
  if (isRenamed) return Object.values(clocks).filter((clock) => clock.rule === rule)
  const runs: CaseClock[] = []
  for (let run = clocks[runId(rule, 1)]; run; run = clocks[runId(rule, runs.length + 1)]) runs.push(run)
  return runs
}

function startByRule(turn: Turn, rule: ClockRule): void {
  if (!rule.per) return startFor(turn, rule)
  for (const { id } of openStrands(turn.state)) startFor(turn, rule, id)
}

/** Starts a clock of the case, or of one of its strands. */
function startFor(turn: Turn, rule: ClockRule, strand?: string): void {
  if (!mayStartFor(turn.state, rule, strand)) return
  const runs = runsFor(turn.state, rule.id, strand)
  const last = runs.at(-1)
  const taken = () => runs.flatMap(({ trigger: started, withdrawn }) => (withdrawn?.reason === restarting ? [] : [started]))
  const triggers = satisfied(turn, rule.starts!, { ...caseWaiter(`clocks.${rule.id}.starts`, last ? markOf(last) : 0, elementOf(strand)), taken })
  const trigger = triggers && latest(turn.state, triggers)
  if (trigger) startClock(turn, rule, { id: nextRunId(turn.state, rule.id), trigger, mark: Math.max(...triggers.map(({ seq }) => seq)), at: notAfterDue(turn, rule, momentOf(turn, rule, { trigger, strand })), strand })
}

function elementOf(strand: string | undefined): Element | undefined {
  return strand === undefined ? undefined : strandElement(strand)
}

/** Those of one strand, where it is measured in each. */
export function runsFor(state: CaseState, rule: string, strand: string | undefined): CaseClock[] {
  return strand === undefined ? runsOf(state, rule) : runsOf(state, rule).filter((clock) => clock.strand === strand)
}

function nextRunId(state: CaseState, rule: string): string {
  let run = runsOf(state, rule).length + 1
  while (state.clocks[runId(rule, run)]) run++
  return runId(rule, run)
}

/** What nothing in its strand has stopped ends with it. */
function withdrawInEndedStrands(turn: Turn, { id }: ClockRule): void {
  const open = new Set(openStrands(turn.state).map((strand) => strand.id))
  for (const clock of runsOf(turn.state, id)) if (isRunning(clock) && clock.strand !== undefined && !open.has(clock.strand)) record(turn, 'clock-withdrawn', { clock: clock.id, reason: 'its strand ended' })
}

/** In the case, or in each strand by itself; in one that has ended nothing comes again. */
function startNextRuns(turn: Turn, rule: ClockRule): void {
  if (!rule.per) return startNextRun(turn, rule)
  for (const { id } of openStrands(turn.state)) startNextRun(turn, rule, id)
}

/** The run after the last one, once that was met or missed; what was withdrawn comes again no more. */
function startNextRun(turn: Turn, rule: ClockRule, strand?: string): void {
  const last = runsFor(turn.state, rule.id, strand).findLast(({ withdrawn }) => withdrawn?.reason !== takenBack)
  if (!last?.stopped) return
  const { by: name, seq } = last.stopped
  startClock(turn, rule, { id: nextRunId(turn.state, rule.id), trigger: { name, seq }, ...nextSlot(turn, last, rule.recurs!), strand })
}

/** Of several events the last to be recorded need not be the last that occurred. */
function markOf({ mark, trigger }: CaseClock): number {
  return mark ?? trigger.seq
}

/** It has not run yet, starts at each occurrence, or is to start anew. */
export function mayStart(state: CaseState, rule: ClockRule): boolean {
  return rule.per ? openStrands(state).some(({ id }) => mayStartFor(state, rule, id)) : mayStartFor(state, rule)
}

function mayStartFor(state: CaseState, { id, each }: ClockRule, strand?: string): boolean {
  const last = runsFor(state, id, strand).at(-1)
  return !last || each || last.withdrawn?.reason === restarting
}

/** A further run of a clock, from an event that its rule does not name. */
export function restartClock(turn: Turn, rule: ClockRule, { trigger, strand }: { trigger: Trigger; strand?: string }): void {
  startClock(turn, rule, { id: nextRunId(turn.state, rule.id), trigger, at: turn.at, strand })
}

/** Why a landlord's own clock was withdrawn so that it may start anew. */
export const restarting = 'started anew'

/** The event's own moment, or the beginning of the day in the date field that the rule names. */
function momentOf(turn: Turn, rule: ClockRule, { trigger, strand }: { trigger: Trigger; strand?: string }): string {
  const day = rule.at === undefined || trigger.name === `${rule.noLaterThan}.due` ? undefined : turn.state.fields[rule.at]
  if (typeof day === 'string') return startOf(day, turn.context.calendar(rule.calendar).zone)
  const at = occurredAt(turn.state, trigger)
  // What happened before the strand was started begins to count with it.
  const begun = turn.state.strands?.find(({ id }) => id === strand)?.startedAt
  return begun !== undefined && begun > at ? begun : at
}

/** A chained clock starts when the one before is past due, at the latest. */
function notAfterDue(turn: Turn, { noLaterThan }: ClockRule, moment: string): string {
  const first = noLaterThan === undefined ? undefined : runsOf(turn.state, noLaterThan).findLast(({ withdrawn }) => !withdrawn)
  if (!first) return moment
  const { dueAt } = readClock(first, turn.context.calendar(first.terms.calendar, first.terms.calendarVersion), turn.at)
  return dueAt < moment ? dueAt : moment
}

export function occurredAt(state: CaseState, trigger: Trigger): string {
  const occurrence = state.happened[trigger.name]?.find(({ seq }) => seq === trigger.seq)
  if (!occurrence) throw new Error(`Nothing called ${trigger.name} happened as event ${trigger.seq} of case ${state.ref}`)
  return occurrence.at
}

/** What needs several events begins or ends with the last of them to occur. */
function latest(state: CaseState, triggers: Trigger[]): Trigger | undefined {
  return triggers.toSorted((a, b) => compareInstants(occurredAt(state, a), occurredAt(state, b)) || a.seq - b.seq).at(-1)
}

function compareInstants(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function stopByRule(turn: Turn, rule: ClockRule, clock: CaseClock): void {
  const mark = rule.each || rule.recurs ? markOf(clock) : 0
  const stops = rule.stops && satisfied(turn, rule.stops, caseWaiter(`clocks.${rule.id}.stops`, mark, elementOf(clock.strand)))
  const stop = stops && latest(turn.state, stops)
  if (stop) return record(turn, 'clock-stopped', { clock: clock.id, by: stop.name, seq: stop.seq, at: occurredAt(turn.state, stop) })
  const withdrawal = rule.withdraws && satisfied(turn, rule.withdraws, caseWaiter(`clocks.${rule.id}.withdraws`, mark, elementOf(clock.strand)))?.at(-1)
  if (withdrawal) record(turn, 'clock-withdrawn', { clock: clock.id, reason: withdrawal.name, seq: withdrawal.seq })
}

/** A step's own clock runs with its item. Redo under law or code keeps the first start (semantics 26). */
export function startStepClock(turn: Turn, rule: ClockRule, { item, trigger }: { item: string; trigger: Trigger }): void {
  const redone = turn.state.items[item]!.redoOf
  const first = redone === undefined ? undefined : ownClocks(turn.state, redone).find((clock) => !clock.wait)
  if (first && keepsFirstStart(rule, whenAgain(turn))) return continueClock(turn, first.id, { reason: 'redo', of: item })
  startClock(turn, rule, { id: item, trigger, at: turn.at, of: item })
}

/** Law and code keep their first start after redo or reopening; a landlord's own starts anew, unless the rule says otherwise. */
export function keepsFirstStart(rule: Pick<ClockRule, 'basis' | 'onRedo' | 'onReopen'>, after: 'onRedo' | 'onReopen'): boolean {
  return (rule[after] ?? (rule.basis === 'landlord' ? 'restart' : 'keep')) === 'keep'
}

/** What is done again is redone, or restarted with its case. */
export function whenAgain({ events }: Turn): 'onRedo' | 'onReopen' {
  return events.some(({ type }) => type === 'case-reopened') ? 'onReopen' : 'onRedo'
}

/** A wait that lasts is measured as a clock, so that holds pause it and it shows its working. */
export function startWaitClock(turn: Turn, step: Step, { item, trigger }: { item: string; trigger: Trigger }): void {
  const { definition } = step
  if (definition.kind !== 'wait') return
  const allow = definition.lasts ?? definition.timeOut
  if (!allow) return
  const rule = { id: step.id, name: step.name, basis: definition.basis ?? 'landlord', source: definition.source, allow, pausedBy: definition.pausedBy ?? [], escalate: [], calendar: turn.context.caseType.definition.calendar, each: true }
  startClock(turn, rule, { id: step.clock ? `${item}.wait` : item, trigger, at: turn.at, of: item, wait: true })
}

interface ClockStart {
  /** Of a clock that recurs, how many of its slots went by before it was done. */
  missedSlots?: number
  id: string
  trigger: Trigger
  mark?: number
  at: string
  of?: string
  wait?: boolean
  strand?: string
}

function startClock(turn: Turn, rule: ClockRule, { id, trigger, mark, at, of, wait, missedSlots, strand }: ClockStart): void {
  const rating = findRating(turn, rule)
  if (!rating) return
  const { version } = turn.context.calendar(rule.calendar)
  const terms: ClockTerms = {
    id: rule.id, name: rule.name, basis: rule.basis, source: rule.source, allow: rating.allow, notBefore: rule.notBefore, deemedAfter: rule.deemedAfter, warn: rule.warn,
    pausedBy: rule.pausedBy, escalate: rule.escalate, validity: rule.validity, revise: rule.revise, extend: rule.extend, calendar: rule.calendar, calendarVersion: version,
  }
  record(turn, 'clock-started', { clock: id, rule: rule.id, terms, trigger, mark: mark === trigger.seq ? undefined : mark, at, of: of ?? itemOf(turn.state, rule, strand), wait, each: rule.each || undefined, missedSlots, strand })
  for (const hold of holdsOver(turn.state, turn.state.clocks[id]!)) pauseFor(turn, turn.state.clocks[id]!, hold)
}

/** The run that is there to be done, else the last one, else the first that will be. */
export function itemOf(state: CaseState, { of: step }: ClockRule, strand?: string): string | undefined {
  if (step === undefined) return undefined
  const runs = itemsOf(state, step).filter((item) => strand === undefined || isAbout(state, { item: item.id }, strandElement(strand)))
  return (runs.find(isUnfinished) ?? runs.at(-1))?.id ?? runId(step, 1)
}

/** Holds that began after the start, of which some have ended since. One that began before the start changes nothing (clocks, "Pause"). */
function holdsOver(state: CaseState, clock: CaseClock): (Hold | EndedHold)[] {
  const around = withStagesAround(state, clock.of)
  const ended = (state.endedHolds ?? []).filter(({ on }) => on === undefined || around.some(({ id }) => id === on))
  return [...ended, ...state.holds, ...around.flatMap(({ holds }) => holds)].filter(({ from }) => from >= clock.startedAt)
}

/** Only clocks that name the reason pause; the others run on (semantics 28). */
export function pauseFor(turn: Turn, clock: CaseClock, { id, reason, from, to }: Pick<EndedHold, 'id' | 'reason' | 'from'> & { to?: string }): void {
  if (clock.terms.pausedBy.includes(reason)) record(turn, 'clock-paused', { clock: clock.id, hold: id, reason, from, to })
}

export function stopClocksOf(turn: Turn, item: string): void {
  const { step, endedSeq } = turn.state.items[item]!
  for (const clock of ownClocks(turn.state, item).filter(isRunning)) record(turn, 'clock-stopped', { clock: clock.id, by: `${step}.completed`, seq: endedSeq!, at: turn.at })
}

export function withdrawClocksOf(turn: Turn, item: string, reason: string): void {
  for (const clock of ownClocks(turn.state, item).filter(isRunning)) record(turn, 'clock-withdrawn', { clock: clock.id, reason })
}

/** The clocks of a step that measure this run of it: its own, and of a wait how long it lasts. One that a redo has handed on keeps its first name. */
export function ownClocks({ clocks, items }: CaseState, item: string): CaseClock[] {
  return Object.values(clocks).filter(({ of, rule }) => of === item && rule === items[item]?.step)
}

/** A clock of the case that runs on is shown from here on at the run that is to be done in place of the other. */
export function handClocksOn(turn: Turn, from: string, to: string): void {
  const { clocks, items } = turn.state
  for (const clock of Object.values(clocks)) {
    if (clock.of === from && isRunning(clock) && clock.rule !== items[from]?.step) continueClock(turn, clock.id, { reason: handedOn, of: to })
  }
}

/** Why a clock that never stopped goes on. */
export const handedOn = 'it is shown at the next run'

/** Lets a clock that ended run as if it never had: it stands for the holds that came meanwhile, ended ones and those still on. */
export function continueClock(turn: Turn, id: string, { reason, of }: { reason: string; of?: string }): void {
  record(turn, 'clock-continued', { clock: id, reason, of })
  const clock = turn.state.clocks[id]!
  const known = new Set(clock.pauses.map(({ hold }) => hold))
  for (const hold of holdsOver(turn.state, clock)) if (!known.has(hold.id)) pauseFor(turn, clock, hold)
}
