import type { CaseType } from '../case-type/case-type.ts'
import { subjectKinds } from '../case-type/subject-kinds.ts'
import { record, type Turn } from '../case/turn.ts'
import type { CaseClock } from '../case/state.ts'
import { validateAnswers } from '../fields/validate-answers.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { openedOn, today } from '../settle/expression-scope.ts'
import { readCaseClock } from '../settle/moments.ts'
import { settle } from '../settle/settle.ts'
import { leaveOut, planMove, type OpenChoice } from '../versions/plan-move.ts'
import { findMapFaults } from '../versions/step-map.ts'
import type { CommandOf } from './command.ts'
import { refuseUnlessOpen, type Situation } from './situation.ts'

/**
 * Lets a case go on with another version of its type: what is under way keeps its state, its marks and its clocks under the names of that
 * version, what has no place there is decided first, and one event carries the whole result (semantics 36).
 */
export function moveToVersion(turn: Turn, command: CommandOf<'move-to-version'>, situation: Situation): Refusal | undefined {
  const { movingTo: to } = turn.context
  if (!to || to.id !== (command.caseType ?? turn.state.caseType.id) || to.version !== command.version) return refuse('move-not-possible', `There is no version ${command.version} to go on with.`, { remedy: 'Name a version that is published.' })
  const refusal = refuseMove(turn, situation, { ...command, to })
  if (refusal) return refusal
  const plan = planMove(turn, { ...command, to })
  if (plan.open.length > 0) return refuseOpenChoices(situation, plan.open)
  leaveOut(turn, plan)
  const since = turn.events.length
  record(turn, 'case-moved', plan.moved)
  turn.context = { ...turn.context, caseType: to }
  return settle(turn) ?? (command.acceptBreach ? undefined : refuseBreaches(turn, since))
}

/** Why this case cannot move to that version, whatever is chosen. */
function refuseMove(turn: Turn, situation: Situation, { to, map, choices }: CommandOf<'move-to-version'> & { to: CaseType }): Refusal | undefined {
  const { state, caseType } = situation
  const closed = refuseUnlessOpen(situation)
  if (closed) return closed
  if (to.id === caseType.id && to.version === caseType.version) return refuse('move-not-possible', `Case ${state.ref} has version ${to.version} already.`)
  const kinds = subjectKinds(to.definition)
  if (!kinds.includes(state.subject?.kind ?? 'none') && state.subject) return refuse('move-not-possible', `A case of type ${to.definition.name} is about a ${kinds.join(' or ')}, and this one about a ${state.subject.kind}.`)
  const faults = findMapFaults(caseType, to, { map, choices })
  if (faults.length > 0) return refuse('move-not-possible', faults.map(({ words }) => words).join(' '), { at: faults, remedy: 'Correct the map, or the new version.' })
  return refuseValues(turn, to)
}

/** What the case holds must be what the fields of that version can hold; what it does not ask for any more stays. */
function refuseValues(turn: Turn, to: CaseType): Refusal | undefined {
  const held = Object.fromEntries(Object.entries(turn.state.fields).filter(([id, value]) => Object.hasOwn(to.fields, id) && value !== null))
  const at = validateAnswers(held, { fields: to.fields, caseType: to, today: today(turn), openedOn: openedOn(turn), reads: () => false }, { complete: false })
  if (at.length === 0) return undefined
  return refuse('move-not-possible', `What the case holds does not fit version ${to.version}: ${at.map(({ words }) => words).join(' ')}`, { at, remedy: 'Change these fields of the case first.' })
}

function refuseOpenChoices({ state }: Situation, open: OpenChoice[]): Refusal {
  const at = open.map(({ about, words, options }) => ({ place: about, words: `${words} Choose ${options.join(' or ')}.` }))
  return refuse('move-needs-choice', `Before case ${state.ref} can move, somebody has to choose: ${open.map(({ words }) => words).join(' ')}`, { at, remedy: 'Give a choice for each, or a step of the new version in the map.' })
}

/** Clocks that the move has started, and that are past due as they start. */
function refuseBreaches(turn: Turn, since: number): Refusal | undefined {
  const late = turn.events.slice(since).flatMap((event) => (event.type === 'clock-started' ? [turn.state.clocks[event.payload.clock]!] : [])).filter((clock) => dueOn(turn, clock).late)
  if (late.length === 0) return undefined
  const at = late.map((clock) => ({ place: clock.id, words: `${clock.terms.name} would have been due on ${dueOn(turn, clock).dueOn}.` }))
  return refuse('move-would-breach', `Case ${turn.state.ref} would be late in version ${turn.state.caseType.version}: ${at.map(({ words }) => words).join(' ')}`, { at, remedy: 'Move it all the same by accepting this, or leave it as it is.' })
}

function dueOn(turn: Turn, clock: CaseClock) {
  return readCaseClock(clock, turn.context.calendar, turn.now)
}
