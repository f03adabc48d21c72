import { readFileSync } from 'node:fs'
import { exampleActor, libraryCalendars, libraryCaseTypes, libraryNames, loadCaseType, readExamples } from '@casement/case-types'
import { type Actor, type CaseEvent, type CaseState, type CaseType, type Command, compileCaseType, decide, isRefusal } from '@casement/engine'
import { homeCheck, homeCheckCompletions } from './home-check.ts'
import { longCascade, longProcedure } from './long-case-types.ts'
import { type Seconds, bestOf } from './timed.ts'

const WARM_UP_SECONDS = 1.5
const SECONDS = 3

export interface Deed {
  now: string
  actor: Actor
  command: Command
}

/** A case from its opening to its end. */
export interface Story {
  caseType: CaseType
  deeds: Deed[]
  records?: Record<string, unknown>
}

/**
 * Commands that the engine decides in a second on one processor, without any database, by case type: the longest worked example
 * of each in the library, and the home check of the other figures.
 */
export function measureEngine(): Record<string, number> {
  return Object.fromEntries(engineStories().map((story) => [story.caseType.id, Math.round(measureStory(story))]))
}

const RUNS = 60

/** A case type of 200 steps read and checked, and a case opened that goes through all of its 500 steps. */
export function measureLongCaseTypes(): Record<'checking' | 'settling', Seconds> {
  const text = JSON.stringify(longProcedure(200))
  const cascade = longCascadeStory()
  return { checking: bestOf(RUNS, () => loadCaseType(text, 'long', libraryNames())), settling: bestOf(RUNS, () => playThrough(cascade)) }
}

export function longCascadeStory(): Story {
  const { caseType } = compileCaseType(longCascade(500))
  if (caseType === undefined) throw new Error('The long cascade cannot be used')
  return { caseType, deeds: [{ now: '2026-12-01T10:00:00.000Z', actor: exampleActor(), command: { type: 'open-case', fields: { size: 5 } } }] }
}

export function engineStories(): Story[] {
  return [...libraryCaseTypes().map(({ caseType }) => longestStory(caseType)), homeCheckStory()]
}

function measureStory(story: Story): number {
  for (const end = performance.now() + WARM_UP_SECONDS * 1000; performance.now() < end; ) playThrough(story)
  const started = performance.now()
  let commands = 0
  while (performance.now() < started + SECONDS * 1000) {
    playThrough(story)
    commands += story.deeds.length
  }
  return commands / ((performance.now() - started) / 1000)
}

function longestStory(caseType: CaseType): Story {
  const file = new URL(`../../../case-types/src/${caseType.id}/examples.yaml`, import.meta.url)
  const stories = readExamples(readFileSync(file, 'utf8'), caseType.id).map(({ records, moments }): Story => ({
    caseType, records,
    deeds: moments.filter(({ refused }) => refused === undefined).flatMap(({ on, by, do: deeds = { type: 'advance-time' } }) =>
      // The file was written by hand, and is held to by its own tests.
      [deeds].flat().map((deed): Deed => ({ now: new Date(on).toISOString(), actor: exampleActor(by), command: deed as unknown as Command }))),
  }))
  return stories.reduce((longest, story) => (story.deeds.length > longest.deeds.length ? story : longest))
}

function homeCheckStory(): Story {
  const { caseType } = compileCaseType(homeCheck)
  if (caseType === undefined) throw new Error('The home check cannot be used')
  const commands: Command[] = [{ type: 'open-case', fields: { reportedBy: 'neighbour' } }, ...homeCheckCompletions.map(({ task, body }): Command => ({ type: 'complete-task', task, ...body }))]
  return { caseType, deeds: commands.map((command, hour) => ({ now: `2026-12-01T1${hour}:00:00.000Z`, actor: exampleActor(), command })) }
}

/** Throws when a command is refused. */
export function playThrough({ caseType, deeds, records }: Story, heard?: CaseEvent[]): CaseState {
  let state: CaseState | undefined
  for (const { now, actor, command } of deeds) {
    const newCase = state === undefined ? { id: 'case', ref: 'BENCH-1', records } : undefined
    const decision = decide(state, command, { now, actor, caseType, calendar: benchCalendar, newCase })
    if (isRefusal(decision)) throw new Error(`${command.type} was refused: ${decision.words}`)
    heard?.push(...decision.events)
    state = decision.state
  }
  if (state === undefined) throw new Error('A story opens its case')
  return state
}

const calendars = new Map(libraryCalendars().map((one) => [one.id, one]))

export function benchCalendar(id: string) {
  const found = calendars.get(id)
  if (found === undefined) throw new Error(`The library has no calendar ${id}`)
  return found
}
