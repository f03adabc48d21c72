import { isChoosing, type AllocationRule, type ChoosingRule, type ForWhom } from '../case-type/allocation-rule.ts'
import type { Assignee } from '../case/event.ts'
import type { Turn } from '../case/turn.ts'

/** What allocation rules read from outside of the case. Read only once a decision was found to lack it, so that other cases pay nothing. */
export interface AllocationFacts {
  patchOfficer?: string
  /** Who has the resident's other open case. */
  continuity?: string
  /** By `ruleKey`: who can be chosen, with what each has open; of equals the first is chosen. */
  candidates: Record<string, Candidate[]>
  /** Who is not there, and who covers for them; null where nobody does. */
  cover: Record<string, string | null>
}

export interface Candidate {
  id: string
  load: number
}

/** Whom work went to, by which rule, and for whom it is covered. */
export interface Allocated {
  assignee: Assignee
  by: 'owner' | AllocationRule
  coverFor?: string
}

/** How the facts name the people of a rule. */
export function ruleKey(rule: ChoosingRule): string {
  return JSON.stringify(rule)
}

/** The first rule that finds somebody decides; `without` are people who may not have it (four eyes). */
export function allocate(turn: Turn, rules: ('owner' | AllocationRule)[], without: string[] = []): Allocated | undefined {
  for (const rule of rules) {
    const found = find(turn, rule, without)
    if (found) return found
  }
  return undefined
}

/** Of one rule nobody asks for facts that are plain: a team holds, the owner follows. */
export function findPlain(forWhom: ForWhom | undefined): Assignee | undefined {
  if (forWhom === undefined || forWhom === 'owner') return { kind: 'owner' }
  if (typeof forWhom !== 'object' || Array.isArray(forWhom)) return undefined
  if ('team' in forWhom) return { kind: 'team', id: forWhom.team }
  return 'role' in forWhom ? { kind: 'role', id: forWhom.role } : undefined
}

function find(turn: Turn, rule: 'owner' | AllocationRule, without: string[]): Allocated | undefined {
  const plain = rule === 'owner' ? findPlain(rule) : typeof rule === 'object' ? findPlain(rule) : undefined
  if (plain) return { assignee: plain, by: rule }
  const person = findPerson(turn, rule as Exclude<AllocationRule, { team: string } | { role: string }>, without)
  if (person === undefined) return undefined
  const there = whoIsThere(turn, person)
  if (there === undefined || without.includes(there)) return undefined
  const allocated: Allocated = { assignee: { kind: 'person', id: there }, by: rule }
  return there === person ? allocated : { ...allocated, coverFor: person }
}

function findPerson(turn: Turn, rule: Exclude<AllocationRule, { team: string } | { role: string }>, without: string[]): string | undefined {
  if (rule === 'creator') return turn.state.openedBy
  const { newCase } = turn.context
  // Whoever opens a case has looked the officer up already.
  if (rule === 'patch-officer' && newCase && turn.before.version === 0) return newCase.patchOfficer
  const facts = factsFor(turn)
  if (rule === 'patch-officer') return facts?.patchOfficer
  if (rule === 'continuity') return facts?.continuity
  return isChoosing(rule) ? leastGiven(turn, facts?.candidates[ruleKey(rule)] ?? [], without) : rule.person
}

/** The decision is made again with the facts that it lacked. */
function factsFor(turn: Turn): AllocationFacts | undefined {
  if (turn.context.allocation === undefined) turn.lacksFacts = true
  return turn.context.allocation
}

/** What the same turn gave counts: two tasks that start together do not go to one person. */
function leastGiven(turn: Turn, candidates: Candidate[], without: string[]): string | undefined {
  const cover = coverOf(turn)
  const there = candidates.filter(({ id }) => cover[id] === undefined && !without.includes(id))
  const given = (id: string) => turn.events.filter((event) => assigneeOf(event) === id).length
  return there.map(({ id, load }) => ({ id, load: load + given(id) })).reduce<Candidate | undefined>((least, one) => (least === undefined || one.load < least.load ? one : least), undefined)?.id
}

function assigneeOf(event: Turn['events'][number]): string | undefined {
  const holder = event.type === 'owner-assigned' ? event.payload.owner : event.type === 'item-started' || event.type === 'task-assigned' ? event.payload.assignee : undefined
  return holder?.kind === 'person' ? holder.id : undefined
}

/** Whoever covers for somebody who is away, and for whoever covers; undefined where nobody is there. */
function whoIsThere(turn: Turn, person: string): string | undefined {
  const cover = coverOf(turn)
  const asked: string[] = []
  for (let there: string | null = person; there !== null && !asked.includes(there); there = cover[there] ?? null) {
    if (cover[there] === undefined) return there
    asked.push(there)
  }
  return undefined
}

function coverOf({ context: { allocation, newCase } }: Turn): AllocationFacts['cover'] {
  return allocation?.cover ?? newCase?.cover ?? {}
}
