import { leavesOf, MOST_STARTS_OF_ONE_STEP, type CaseType, type Finding, type Step } from '../case-type.ts'
import { seriesNamed } from './planned-starts.ts'
import { wrong, type Checking } from './checking.ts'

/** A loop in which no person and no time has a part would start its steps again and again within one command. */
export function checkLoops({ caseType, placeOf }: Checking): Finding[] {
  const found: Finding[] = []
  const told = new Set<string>()
  const followers = followersThatLoop(caseType)
  for (const step of caseType.steps) {
    const loop = told.has(step.id) ? undefined : findLoop(step, followers)
    if (!loop) continue
    for (const { id } of loop) told.add(id)
    const names = loop.map(({ name }) => name).join(', ')
    found.push(wrong(placeOf(step), `${names} would start again and again: no person and no wait is in the loop.`, `Put a task or a wait into the loop, or limit it with repeatable: { atMost: ${MOST_STARTS_OF_ONE_STEP} }.`))
  }
  return found
}

type Followers = ReadonlyMap<Step, ReadonlySet<Step>>

/** The steps of a loop through `start`, by breadth: the shortest is the easiest to understand. */
function findLoop(start: Step, followers: Followers): Step[] | undefined {
  const ways: Step[][] = [[start]]
  const seen = new Set<Step>()
  for (const way of ways) {
    for (const next of followers.get(way.at(-1)!) ?? []) {
      if (next === start) return way
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return undefined
}

/**
 * What the end or start of a step lets start: those that name it, itself when it repeats freely, its stage and what is in it. Only of
 * steps that can be part of a loop; one that leads to no other of them is none.
 */
function followersThatLoop(caseType: CaseType): Followers {
  const looping = new Set(caseType.steps.filter((step) => canLoop(caseType, step)))
  const followers = new Map([...looping].map((step) => [step, new Set<Step>()]))
  const add = (before: Step | undefined, next: Step) => void (before && looping.has(next) && followers.get(before)?.add(next))
  for (const step of looping) {
    for (const { step: id } of leavesOf(step.after)) add(caseType.step[id ?? ''], step)
    if (step.repeat && !step.recurs && !step.after && !step.when) add(step, step)
    for (const { id, starts } of seriesNamed(step)) if (starts && caseType.step[id]) add(step, caseType.step[id])
    const parent = caseType.step[step.parent ?? '']
    add(parent, step)
    if (parent) add(step, parent)
  }
  withoutDeadEnds(followers)
  return followers
}

function withoutDeadEnds(followers: Map<Step, Set<Step>>): void {
  const leading = new Map<Step, Step[]>()
  for (const [step, nexts] of followers) for (const next of nexts) leading.set(next, [...(leading.get(next) ?? []), step])
  const ends = [...followers].filter(([, nexts]) => nexts.size === 0).map(([step]) => step)
  for (const end of ends) {
    followers.delete(end)
    for (const before of leading.get(end) ?? []) {
      const nexts = followers.get(before)
      if (nexts?.delete(end) && nexts.size === 0) ends.push(before)
    }
  }
}

/** It happens by itself, and as often as it likes: by its own repetition, or anew in each run of its stage. */
function canLoop(caseType: CaseType, step: Step): boolean {
  return isAutomatic(step) && repeatsFreely(caseType, step)
}

function repeatsFreely(caseType: CaseType, step: Step): boolean {
  if (step.repeat && step.repeat.atMost > MOST_STARTS_OF_ONE_STEP && (!step.recurs || isStartedAnew(caseType, step))) return true
  const parent = step.parent === undefined ? undefined : caseType.step[step.parent]
  return parent !== undefined && repeatsFreely(caseType, parent)
}

/** What recurs has time in between, unless effects start it. */
function isStartedAnew({ steps }: CaseType, step: Step): boolean {
  return steps.some((other) => seriesNamed(other).some(({ id, starts }) => starts && id === step.id))
}

function isAutomatic({ definition, children, start }: Step): boolean {
  if (start === 'by-hand') return false
  if (definition.kind === 'stage') return definition.completes !== 'by-hand' && children.every(isAutomatic)
  return definition.kind === 'decision' || definition.kind === 'effect' || (definition.kind === 'milestone' && definition.byHand !== true)
}
