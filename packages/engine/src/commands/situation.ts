import { dayNumber } from '../calendars/civil-date.ts'
import { longDateWords } from '../calendars/date-words.ts'
import { getStep, isDoneByPerson, isFormerStep, leavesOf, type CaseType } from '../case-type/case-type.ts'
import type { Actor } from '../case/event.ts'
import { childrenOf, isOnHold, isUnfinished, itemsOf, withStagesAround, type CaseClock, type CaseState, type Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { choicesAt, refuse, type Refusal } from '../refusal.ts'
import { closeBlockers, isRequired, type Blocker } from '../settle/end-scope.ts'
import { holds } from '../settle/expression-scope.ts'
import { readCaseClock } from '../settle/moments.ts'

/** What is looked at to say whether something may be done: the case, its type and who asks. */
export interface Situation {
  state: CaseState
  caseType: CaseType
  actor: Actor
  /** Reads a narrowing expression of the type over the case. */
  reads: (place: string) => boolean
  /** Whether the item must be done, as things stand (semantics 16). */
  requires: (item: Item) => boolean
  /** What keeps the case from closing; what is explained does not. */
  blockers: (explained?: string[]) => Blocker[]
  /** Whether a clock is past due at the moment at which it is asked. */
  isLate: (clock: CaseClock) => boolean
}

/** Looks at the case as the turn has left it so far. */
export function situationOf(turn: Turn): Situation {
  const { caseType, actor } = turn.context
  const reads = (place: string) => {
    const rule = caseType.narrowing[place.slice('allow.'.length)]
    return typeof rule === 'object' && !Array.isArray(rule) ? holds(turn, rule, { place }) : true
  }
  return {
    state: turn.state, caseType, actor, reads,
    requires: (item) => isRequired(turn, item),
    blockers: (explained) => closeBlockers(turn, undefined, explained),
    isLate: (clock) => readCaseClock(clock, turn.context.calendar, turn.at).late,
  }
}

export function refuseUnlessOpen({ state }: Situation): Refusal | undefined {
  if (state.status === 'open') return undefined
  if (state.status === 'closed') return refuse('case-closed', `Case ${state.ref} is closed.`, { remedy: 'Reopen it first.' })
  return refuse('case-cancelled', `Case ${state.ref} was cancelled.`, { remedy: 'Reopen it first, if you are entitled to.' })
}

/** The task that a command names, or why there is none. */
export function findTask({ state }: Situation, id: string): Item | Refusal {
  const item = Object.hasOwn(state.items, id) ? state.items[id] : undefined
  return item ?? refuse('task-unknown', `Case ${state.ref} has no task ${id}.`, { remedy: `Its tasks are ${Object.keys(state.items).join(', ')}.` })
}

/** Where its rules found nobody, a person chooses before the case goes on: somebody must answer for it. */
export function refuseWithoutOwner({ state, actor }: Situation): Refusal | undefined {
  if (!state.nobodyFound || actor.kind !== 'person') return undefined
  return refuse('owner-missing', `Nobody owns case ${state.ref}.`, { remedy: 'Take it, or choose its owner, first.' })
}

/** People change what is not over, and is not the engine's own. */
export function refuseUnlessUnfinished(situation: Situation, item: Item): Refusal | undefined {
  const refusal = refuseUnlessOpen(situation) ?? refuseAutomatic(situation, item)
  if (refusal) return refusal
  return isUnfinished(item) ? undefined : refuse('task-ended', `${item.name} has ended: it was ${item.state}.`)
}

/** A person can work on it now: it is live, not on hold, and not the engine's own. */
export function refuseUnlessLive(situation: Situation, item: Item): Refusal | undefined {
  const closed = refuseUnlessOpen(situation)
  if (closed) return closed
  if (isOnHold(situation.state, item)) return refuse('task-on-hold', `${item.name} is on hold.`, { remedy: 'Release the hold first.' })
  if (item.state === 'waiting') return refuse('task-not-live', `${item.name} cannot be done yet.`, { remedy: item.plannedOn === undefined ? startsAfter(situation, item) : `It is to start on ${longDateWords(dayNumber(item.plannedOn))}.` })
  if (item.state === 'offered') return refuse('task-not-live', `${item.name} has not been started.`, { remedy: 'Start it first.' })
  if (item.state !== 'live') return refuse('task-ended', `${item.name} has ended: it was ${item.state}.`, { remedy: 'Redo it, or add a task.' })
  return undefined
}

/** While a case, or the stage in which it would lie, is on hold, nothing is begun: starts wait for the release (semantics 28). What others recorded began all the same. */
export function refuseUnderHold({ state, actor }: Situation, stage?: string): Refusal | undefined {
  if (actor.kind === 'import') return undefined
  if (state.holds.length > 0) return refuse('case-on-hold', `Case ${state.ref} is on hold.`, { remedy: 'Release the hold first.' })
  const held = withStagesAround(state, stage).find(({ holds: some }) => some.length > 0)
  return held && refuse('task-on-hold', `${held.name} is on hold.`, { remedy: 'Release the hold first.' })
}

/** The clock that a command names in a field, or why there is none. */
export function findClock({ state }: Situation, id: string, place = 'clock'): CaseClock | Refusal {
  const clock = Object.hasOwn(state.clocks, id) ? state.clocks[id] : undefined
  if (clock) return clock
  const clocks = Object.values(state.clocks).map((each) => ({ id: each.id, name: each.terms.name }))
  return refuse('clock-unknown', `Case ${state.ref} has no clock ${id}.`, { at: choicesAt(place, clocks), remedy: clocks.length === 0 ? 'It has no clock.' : 'Name one of its clocks.' })
}

/** What an earlier version of the case type had, and this one has not, is history. */
export function refuseFormer({ caseType }: Situation, { name, step }: Item): Refusal | undefined {
  if (!isFormerStep(caseType, step)) return undefined
  return refuse('not-redoable', `${name} belongs to an earlier version of ${caseType.definition.name}.`, { remedy: 'Add a task instead.' })
}

export function refuseAutomatic({ caseType }: Situation, item: Item): Refusal | undefined {
  if (isDoneByPerson(getStep(caseType, item.step))) return undefined
  return refuse('task-automatic', `${item.name} happens by itself.`, { remedy: 'There is nothing to do by hand.' })
}

/** A stage that a person would end holds required work. One that has not opened holds no items yet, so nothing in it is required yet. */
export function refuseRequiredInside({ state, requires }: Situation, item: Item): Refusal | undefined {
  const inside = unfinishedInside(state, item).filter(requires)
  if (inside.length === 0) return undefined
  const names = inside.map(({ name }) => name).join(', ')
  return refuse('required-task', `${item.name} holds required work that is not done: ${names}.`, {
    at: inside.map(({ id, name }) => ({ place: id, words: name })),
    remedy: `Complete what is required inside ${item.name}, or put it on hold with a reason.`,
  })
}

function unfinishedInside(state: CaseState, item: Item): Item[] {
  return childrenOf(state, item.id).filter(isUnfinished).flatMap((child) => [child, ...unfinishedInside(state, child)])
}

/** Why a waiting step waits, in the words of its rule. */
function startsAfter({ caseType }: Situation, item: Item): string {
  const { after } = getStep(caseType, item.step)
  const names = new Set(leavesOf(after).map(({ step, written }) => (step === undefined ? written : getStep(caseType, step).name)))
  return names.size > 0 ? `It starts after ${[...names].join(', ')}.` : 'It starts when its condition holds.'
}

/** A case type may narrow a general command (semantics 22): never, for roles only, or while an expression holds. */
export function refuseNarrowed({ caseType, actor, reads }: Situation, action: string): Refusal | undefined {
  const rule = caseType.narrowing[action]
  if (rule === undefined || actor.kind === 'system') return undefined
  const name = caseType.definition.name
  if (rule === false) return refuse('narrowed-by-type', `A case of type ${name} does not allow this.`)
  if (Array.isArray(rule)) return refuseOtherRoles({ caseType, actor }, rule)
  return reads(`allow.${action}`) ? undefined : refuse('narrowed-by-type', `A case of type ${name} does not allow this yet.`, { remedy: `It is allowed when ${rule.source}.` })
}

/** Four eyes: whoever did one of the named steps may not be given, take or do this one (semantics 10). A redo takes who did it before away. */
export function refuseSamePerson({ state, caseType }: Situation, { step, name }: Pick<Item, 'step' | 'name'>, person: string | undefined): Refusal | undefined {
  if (person === undefined) return undefined
  const done = getStep(caseType, step).notWhoDid.flatMap((id) => itemsOf(state, id)).find((other) => other.state === 'completed' && other.doneBy === person)
  return done && refuse('four-eyes', `${name} is not for whoever did ${done.name}.`, { remedy: 'Give it to someone else.' })
}

/** What the path gives to a role is done by someone of that role, whoever has been given it: a recovery needs a manager's authority. */
export function refuseOtherRole(situation: Situation, { step }: Pick<Item, 'step'>): Refusal | undefined {
  const { definition } = getStep(situation.caseType, step)
  const role = 'for' in definition && typeof definition.for === 'object' && 'role' in definition.for ? definition.for.role : undefined
  return role === undefined || situation.actor.kind !== 'person' ? undefined : refuseOtherRoles(situation, [role])
}

export function personOf({ kind, id }: Pick<Actor, 'kind' | 'id'>): string | undefined {
  return kind === 'person' ? id : undefined
}

/** What a case type leaves to some roles. */
export function refuseOtherRoles({ caseType, actor }: Pick<Situation, 'caseType' | 'actor'>, roles: string[] | undefined): Refusal | undefined {
  if (roles === undefined || actor.kind === 'system' || actor.roles?.some((role) => roles.includes(role))) return undefined
  return refuse('narrowed-by-type', `In a case of type ${caseType.definition.name} this is for ${withArticles(roles)}.`, { remedy: `Ask ${withArticles(roles)}.` })
}

export function withArticles(roles: readonly string[]): string {
  return roles.map((role) => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`).join(' or ')
}

export function refuseReason(reason: string | undefined, doing: string): Refusal | undefined {
  return reason !== undefined && reason.trim() !== '' ? undefined : refuse('reason-missing', `${doing} needs a reason.`, { remedy: 'Say why, in a few words.' })
}

