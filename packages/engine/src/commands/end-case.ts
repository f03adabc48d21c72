import { getStep } from '../case-type/case-type.ts'
import { isBeside, placeOfItem } from '../case/element.ts'
import { isUnfinished, itemsOf, type CaseClock, type CaseState, type Item } from '../case/state.ts'
import { asItStands, record, type Turn } from '../case/turn.ts'
import { choicesAt, refuse, isRefusal, type Refusal } from '../refusal.ts'
import { continueClock, isRunning, itemOf, keepsFirstStart, restartClock, runsFor } from '../settle/clocks.ts'
import { reopenStagesAround } from '../settle/end-item.ts'
import { caseEnded, endCase, type Blocker } from '../settle/end-scope.ts'
import { newItem, startItem } from '../settle/start-item.ts'
import type { CommandOf } from './command.ts'
import { refuseExplanation } from './edit-case.ts'
import { endedWithStages, redoItem, waitAnew } from './redo-task.ts'
import { refuseRestartAt, restartPath } from './restart-from.ts'
import { findTask, refuseFormer, refuseNarrowed, refuseReason, refuseUnlessOpen, type Situation } from './situation.ts'

/** What no explanation lifts; the clocks that still run are explained as the case is closed. */
export function refuseCloseCase(situation: Situation): Refusal | undefined {
  const refusal = refuseUnlessOpen(situation) ?? refuseNarrowed(situation, 'close')
  if (refusal) return refusal
  const blockers = situation.blockers()
  return blockers.some(({ kind }) => kind !== 'clock') ? refuseOpenGates(blockers) : undefined
}

function refuseOpenGates(blockers: Blocker[]): Refusal {
  return refuse('gates-open', `The case cannot be closed yet: ${blockers.map(({ words }) => words).join('; ')}.`, { at: blockers, remedy: 'Do what is open, or explain the clocks that still run.' })
}

/** Closes a case whose gates hold; says what stands in the way otherwise. */
export function closeCase(turn: Turn, command: CommandOf<'close-case'>, situation: Situation): Refusal | undefined {
  const { closureReasons = [] } = situation.caseType.definition
  const at = choicesAt('reason', closureReasons)
  const refusal = refuseCloseCase(situation)
  if (refusal) return refusal
  if (command.reason === undefined && closureReasons.length > 0) return refuse('reason-missing', 'How did the case end? Closing needs one of its reasons.', { at, remedy: 'Choose one of these reasons.' })
  if (command.reason !== undefined && closureReasons.length > 0 && !closureReasons.some(({ id }) => id === command.reason)) return refuse('reason-unknown', `${command.reason} is not a closure reason of this case type.`, { at, remedy: 'Choose one of these reasons.' })
  const explanations = Object.entries(command.explanations ?? {}).map(([clock, words]) => ({ clock, words }))
  const wrong = explanations.map((explanation) => refuseExplanation(situation, explanation, `explanations.${explanation.clock}`)).find(isRefusal)
  if (wrong) return wrong
  const blockers = situation.blockers(explanations.map(({ clock }) => clock))
  if (blockers.length > 0) return refuseOpenGates(blockers)
  for (const explanation of explanations) record(turn, 'lateness-explained', explanation)
  endCase(turn)
  record(turn, 'case-closed', { reason: command.reason, notes: command.notes })
  return undefined
}

export function refuseCancelCase(situation: Situation): Refusal | undefined {
  return refuseUnlessOpen(situation) ?? refuseNarrowed(situation, 'cancel')
}

/** Cancels a case that should not have been opened; needs no gate, only a reason. */
export function cancelCase(turn: Turn, command: CommandOf<'cancel-case'>, situation: Situation): Refusal | undefined {
  const refusal = refuseCancelCase(situation) ?? refuseReason(command.reason, 'Cancelling a case')
  if (refusal) return refusal
  endCase(turn)
  record(turn, 'case-cancelled', { reason: command.reason })
  return undefined
}

export function refuseReopenCase(situation: Situation): Refusal | undefined {
  if (situation.state.status === 'open') return refuse('case-not-ended', `Case ${situation.state.ref} is open.`)
  return refuseNarrowed(situation, 'reopen')
}

/**
 * Reopens a case. The command lists the items to restart; nothing else becomes work (semantics 21). The steps that were still
 * waiting when the case ended wait again, for new events only, so that the path can go on from what is restarted. In the stages
 * that it opens again, what had not started waits as it did.
 */
export function reopenCase(turn: Turn, command: CommandOf<'reopen-case'>, situation: Situation): Refusal | undefined {
  const refusal = refuseReopenCase(situation) ?? refuseReason(command.reason, 'Reopening a case')
  if (refusal) return refusal
  const restart: Item[] = []
  for (const id of new Set(command.restart)) {
    const item = findTask(situation, id)
    if (isRefusal(item)) return item
    const refused = refuseRestart(situation, item)
    if (refused) return refused
    restart.push(item)
  }
  const from = command.restartFrom === undefined ? undefined : findTask(situation, command.restartFrom)
  if (isRefusal(from)) return from
  const notFrom = from && (refuseSuperseded(situation, from) ?? refuseRestartAt(situation, from))
  if (notFrom) return notFrom
  // A redo lets the rest of its stage wait again, so what is restarted there has its own run by then.
  restart.sort((a, b) => Number(a.state === 'completed') - Number(b.state === 'completed'))
  const before = asItStands(turn)
  record(turn, 'case-reopened', { reason: command.reason })
  waitAgain(turn, endedWithCase(before).filter((ended) => !restart.some((item) => item.step === ended.step && isBeside(item, ended))))
  if (from) restartPath(turn, from, command.reason)
  for (const item of restart) if (turn.state.items[item.id]!.state !== 'superseded') restartItem(turn, item, command.reason)
  waitAnew(turn, restart.flatMap((item) => endedWithStages(before, item)).filter(({ startedSeq }) => startedSeq === undefined))
  for (const clock of Object.values(turn.state.clocks)) if (!isRunning(clock) && clock.withdrawn?.reason === caseEnded && !hasStartedAnew(before, clock)) resumeClock(turn, clock)
  return undefined
}

function refuseSuperseded({ state }: Situation, item: Item): Refusal | undefined {
  const later = item.state === 'superseded' ? itemsOf(state, item.step).findLast(({ run, state: now }) => run > item.run && now !== 'superseded') : undefined
  return later && refuse('step-not-addable', `${item.id} is an earlier version of ${item.name}.`, { remedy: `Name ${later.id}, the latest.` })
}

function refuseRestart(situation: Situation, item: Item): Refusal | undefined {
  const former = refuseFormer(situation, item) ?? refuseSuperseded(situation, item)
  if (former) return former
  return isUnfinished(item) || item.kind !== 'task' ? refuse('step-not-addable', `${item.name} cannot be restarted.`, { remedy: 'Name tasks that ended.' }) : undefined
}

/** At the top of the path, the finish that was reached and what was still waiting when the case last ended. */
function endedWithCase({ items, happened }: CaseState): Item[] {
  const opened = happened['case.reopened']?.at(-1)?.seq ?? 0
  const waited = (item: Item) => item.state === 'cancelled' && item.startedSeq === undefined && item.ended === 'case-ended'
  return Object.values(items).filter((item) => item.parent === undefined && (item.endedSeq ?? 0) > opened && (item.kind === 'finish' ? item.state === 'completed' : waited(item)))
}

function waitAgain(turn: Turn, ended: Item[]): void {
  const made = ended.map((item) => newItem(turn.state, getStep(turn.context.caseType, item.step), { ...placeOfItem(item), since: turn.state.version }))
  if (made.length > 0) record(turn, 'items-made', { items: made })
}

function restartItem(turn: Turn, item: Item, reason: string): void {
  if (item.state === 'completed') return redoItem(turn, item, { reason })
  reopenStagesAround(turn, item)
  const made = newItem(turn.state, getStep(turn.context.caseType, item.step), { ...placeOfItem(item), since: turn.state.version, name: item.name, redoOf: item.id, answers: item.answers })
  record(turn, 'items-made', { items: [made] })
  startItem(turn, turn.state.items[made.id]!, [])
}

/** At an earlier reopening: the run of then is there in its place. */
function hasStartedAnew(before: CaseState, { rule, strand, trigger }: CaseClock): boolean {
  return runsFor(before, rule, strand).some(({ trigger: { name, seq } }) => name === 'case.reopened' && seq > trigger.seq)
}

/** A case's clock of law or code runs on as if never stopped; a landlord's own starts anew; a step's own, with what is restarted. */
function resumeClock(turn: Turn, { id, rule: ruleId, strand }: CaseClock): void {
  const rule = turn.context.caseType.clocks.find((clock) => clock.id === ruleId)
  if (!rule) return
  if (keepsFirstStart(rule, 'onReopen')) continueClock(turn, id, { reason: 'case reopened', of: itemOf(turn.state, rule, strand) })
  else restartClock(turn, rule, { trigger: { name: 'case.reopened', seq: reopenedAt(turn.state) }, strand })
}

function reopenedAt({ happened }: CaseState): number {
  return happened['case.reopened']!.at(-1)!.seq
}
