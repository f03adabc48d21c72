import { leavesOf, MOST_STARTS_OF_ONE_STEP, type CaseType, type Finding, type Step } from '../case-type.ts'
import { wrong, type Checking } from './checking.ts'

/** A loop in which no person and no time has a part would start its steps again and again within one command. */
export function checkLoops({ caseType, placeOf }: Checking): Finding[] {
  const found: Finding[] = []
  const told = new Set<string>()
  for (const step of caseType.steps) {
    const loop = told.has(step.id) ? undefined : findLoop(caseType, step)
    if (!loop) continue
    for (const { id } of loop) told.add(id)
    const names = loop.map(({ name }) => name).join(', ')
    found.push(wrong(placeOf(step), `${names} would start again and again: no person and no wait is in the loop.`, `Put a task or a wait into the loop, or limit it with repeatable: { atMost: ${MOST_STARTS_OF_ONE_STEP} }.`))
  }
  return found
}

/** The steps of a loop through `start`, by breadth: the shortest is the easiest to understand. */
function findLoop(caseType: CaseType, start: Step): Step[] | undefined {
  if (!canLoop(caseType, start)) return undefined
  const ways: Step[][] = [[start]]
  const seen = new Set<string>()
  for (const way of ways) {
    for (const next of followers(caseType, way.at(-1) ?? start)) {
      if (next.id === start.id) return way
      if (seen.has(next.id) || !canLoop(caseType, next)) continue
      seen.add(next.id)
      ways.push([...way, next])
    }
  }
  return undefined
}

/** What a step's end or start lets start: those that name it, itself when it repeats freely, and the stage or the children. */
function followers(caseType: CaseType, step: Step): Step[] {
  const named = caseType.steps.filter(({ after }) => leavesOf(after).some((leaf) => leaf.step === step.id))
  const again = step.repeat && !step.after && !step.when ? [step] : []
  const parent = step.parent === undefined ? undefined : caseType.step[step.parent]
  return [...named, ...again, ...step.children, ...(parent ? [parent] : [])]
}

/** It happens by itself, and as often as it likes: by its own repetition, or anew in each run of its stage. */
function canLoop(caseType: CaseType, step: Step): boolean {
  return isAutomatic(step) && repeatsFreely(caseType, step)
}

function repeatsFreely(caseType: CaseType, step: Step): boolean {
  if (step.repeat && step.repeat.atMost > MOST_STARTS_OF_ONE_STEP) return true
  const parent = step.parent === undefined ? undefined : caseType.step[step.parent]
  return parent !== undefined && repeatsFreely(caseType, parent)
}

function isAutomatic({ definition, children, start }: Step): boolean {
  if (start === 'by-hand') return false
  if (definition.kind === 'stage') return definition.completes !== 'by-hand' && children.every(isAutomatic)
  return definition.kind === 'decision' || definition.kind === 'effect' || (definition.kind === 'milestone' && definition.byHand !== true)
}
