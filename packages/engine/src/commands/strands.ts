import { leavesOf } from '../case-type/case-type.ts'
import { isAbout } from '../case/element.ts'
import { strandElement } from '../case/changes/of-strands.ts'
import { isUnfinished, type Strand } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { isInForce } from '../fields/in-force.ts'
import { choicesAt, isRefusal, refuse, type Refusal } from '../refusal.ts'
import { keepsCaseOpen } from '../settle/end-scope.ts'
import { openedOn } from '../settle/expression-scope.ts'
import { endStrand, openStrands, startStrand } from '../settle/strands.ts'
import type { CommandOf } from './command.ts'
import { refuseReason, refuseUnderHold, refuseUnlessOpen, type Situation } from './situation.ts'

/** Why no strand can be started: the case type has none, or nothing begins now. */
export function refuseStartStrand(situation: Situation): Refusal | undefined {
  const { strands, name } = situation.caseType.definition
  return refuseUnlessOpen(situation) ?? refuseUnderHold(situation) ?? (strands ? undefined : refuse('strand-unknown', `A case of type ${name} has no strands.`))
}

export function startStrandOf(turn: Turn, command: CommandOf<'start-strand'>, situation: Situation): Refusal | undefined {
  const refusal = refuseStartStrand(situation) ?? refuseValue(turn, command.value)
  if (refusal) return refusal
  startStrand(turn, command)
  return undefined
}

function refuseValue(turn: Turn, value: string): Refusal | undefined {
  const { strands, lists = {}, name } = turn.context.caseType.definition
  const known = (lists[strands!.list] ?? []).filter((each) => isInForce(each, openedOn(turn)))
  if (!known.some(({ id }) => id === value)) return refuse('strand-unknown', `A case of type ${name} has no strand ${value}.`, { at: choicesAt('value', known), remedy: 'Choose one of these.' })
  const open = openStrands(turn.state).find((strand) => strand.value === value)
  return open && refuse('strand-open', `${open.name} is open already.`, { remedy: 'Go on with it, or end it first.' })
}

/** Why no strand can be ended: none is open. */
export function refuseEndStrand(situation: Situation): Refusal | undefined {
  return refuseUnlessOpen(situation) ?? (openStrands(situation.state).length > 0 ? undefined : refuse('strand-unknown', `Case ${situation.state.ref} has no strand that is open.`))
}

/** Ends a strand with its outcome and why. Required work in it has to be done first, and its deadlines of law and code met or explained. */
export function endStrandOf(turn: Turn, { strand: id, outcome, reason }: CommandOf<'end-strand'>, situation: Situation): Refusal | undefined {
  const notNow = refuseEndStrand(situation)
  if (notNow) return notNow
  const strand = findStrand(situation, id)
  if (isRefusal(strand)) return strand
  const refusal = refuseOutcome(situation, strand, outcome) ?? refuseReason(reason, `Ending ${strand.name}`) ?? refuseOpenWork(situation, strand)
  if (refusal) return refusal
  endStrand(turn, id, { outcome, reason })
  return undefined
}

/** The open strand that a command names, or why there is none. */
export function findStrand({ state }: Situation, id: string): Strand | Refusal {
  const open = openStrands(state)
  return open.find((strand) => strand.id === id) ?? refuse('strand-unknown', `Case ${state.ref} has no open strand ${id}.`, { at: choicesAt('strand', open), remedy: open.length === 0 ? 'None is open.' : 'Name one of its open strands.' })
}

function refuseOutcome({ caseType }: Situation, { name }: Strand, outcome: string | undefined): Refusal | undefined {
  const { outcomes = [] } = caseType.definition.strands ?? {}
  const at = choicesAt('outcome', outcomes)
  if (outcome === undefined) return outcomes.length === 0 ? undefined : refuse('outcome-missing', `How did ${name} end? It needs an outcome.`, { at, remedy: 'Choose one of these outcomes.' })
  return outcomes.some(({ id }) => id === outcome) ? undefined : refuse('outcome-unknown', `${name} has no outcome ${outcome}.`, { at, remedy: outcomes.length === 0 ? 'End it without an outcome.' : 'Choose one of these outcomes.' })
}

function refuseOpenWork({ state, caseType, requires }: Situation, { id, name }: Strand): Refusal | undefined {
  const element = strandElement(id)
  const work = Object.values(state.items).filter((item) => isUnfinished(item) && isAbout(state, { item: item.id }, element) && requires(item))
  if (work.length > 0) return refuse('required-task', `${name} holds required work that is not done: ${work.map((item) => item.name).join(', ')}.`, { at: work.map((item) => ({ place: item.id, words: item.name })), remedy: 'Complete it first.' })
  const endsWithIt = (rule: string) => leavesOf(caseType.clocks.find((clock) => clock.id === rule)?.stops).some(({ names }) => names.includes('strand.ended'))
  const clocks = Object.values(state.clocks).filter((clock) => clock.strand === id && keepsCaseOpen(clock) && !endsWithIt(clock.rule))
  if (clocks.length === 0) return undefined
  return refuse('gates-open', `${name} cannot be ended yet: ${clocks.map(({ terms }) => `${terms.name} is still running`).join('; ')}.`, { at: clocks.map((clock) => ({ place: clock.id, words: clock.terms.name })), remedy: 'Do what is measured, or explain the clock.' })
}
