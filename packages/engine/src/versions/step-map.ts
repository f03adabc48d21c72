import { extraStepId, type CaseType } from '../case-type/case-type.ts'

/** What somebody decides for what has no plain place in the other version: of work, of a clock, and of a step that past events would start. */
export type MoveChoice = 'cancel' | 'withdraw' | 'start' | 'leave'

/** How cases are to be moved from one version to another. */
export interface MoveOrder {
  /** Steps, clocks and outcomes (`visit.unsure`) of the one version by those that take their place; what keeps its id maps itself. */
  map?: Record<string, string>
  /** By the id of a task, a clock, or a step: then for all of its kind. */
  choices?: Record<string, MoveChoice>
}

export interface MapFault {
  place: string
  words: string
}

/** What a step, a clock or an outcome is in the other version; undefined where it has no place there. Tasks that no path knows have one everywhere. */
export function placeIn(to: CaseType, map: Record<string, string> = {}): (id: string) => string | undefined {
  return (id) => {
    if (id === extraStepId) return id
    const named = Object.hasOwn(map, id) ? map[id]! : id
    return kindsIn(to).has(named) ? named : undefined
  }
}

/** Everything wrong with a map and its choices, whatever the case: what they name must be there, and be of one kind. */
export function findMapFaults(from: CaseType, to: CaseType, { map = {}, choices = {} }: MoveOrder): MapFault[] {
  const [before, after] = [kindsIn(from), kindsIn(to)]
  const faults = Object.entries(map).flatMap(([id, other]) => {
    if (!before.has(id)) return [{ place: `map.${id}`, words: `Version ${from.version} has no step, clock or outcome ${id}.` }]
    if (!after.has(other)) return [{ place: `map.${id}`, words: `Version ${to.version} has no step, clock or outcome ${other}.` }]
    return unlike(id, before.get(id)!, { to, other, kind: after.get(other)! })
  })
  for (const [id, kind] of before) if (!Object.hasOwn(map, id) && after.has(id)) faults.push(...unlike(id, kind, { to, other: id, kind: after.get(id)! }))
  for (const about of Object.keys(choices)) {
    const [subject] = about.split('.')
    if (!before.has(subject!) && !after.has(subject!)) faults.push({ place: `choices.${about}`, words: `Neither version has a step or a clock ${subject}.` })
  }
  return faults
}

/** The map that leads back; or why there is none: two things have become one. */
export function inverseOf(map: Record<string, string>): { map: Record<string, string> } | { fault: MapFault } {
  const back: Record<string, string> = {}
  for (const [id, other] of Object.entries(map)) {
    if (Object.hasOwn(back, other)) return { fault: { place: `map.${id}`, words: `${back[other]} and ${id} became ${other}, so it cannot be said which it was.` } }
    back[other] = id
  }
  return { map: back }
}

function unlike(id: string, kind: string, { to, other, kind: otherKind }: { to: CaseType; other: string; kind: string }): MapFault[] {
  if (kind === otherKind) return []
  return [{ place: `map.${id}`, words: `${id} is a ${kind}, and ${other} of version ${to.version} a ${otherKind}: what takes its place is of the same kind, and another thing has another id.` }]
}

const known = new WeakMap<CaseType, Map<string, string>>()

/** What a version has, by id, and of what kind it is. Asked for each of thousands of cases, so it is made once. */
function kindsIn(caseType: CaseType): Map<string, string> {
  const found = known.get(caseType)
  if (found) return found
  const kinds = new Map<string, string>(caseType.definition.clocks?.map(({ id }) => [id, 'clock']))
  for (const { id: step, kind, outcomes } of caseType.steps) {
    kinds.set(step, kind)
    for (const { id } of outcomes) kinds.set(`${step}.${id}`, 'outcome')
  }
  known.set(caseType, kinds)
  return kinds
}
