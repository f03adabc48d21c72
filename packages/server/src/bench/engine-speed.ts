import { readFileSync } from 'node:fs'
import { type CaseState, type CaseType, type Command, decide, isRefusal } from '@casement/engine'
import { libraryCalendars, libraryCaseTypes, readExamples } from '@casement/case-types'

const SECONDS = 3

interface Deed {
  now: string
  role: string
  command: Command
}

/** Commands that the engine decides in a second on one processor: the longest worked example of a suspected abandonment, again and again. */
export function measureEngine(): number {
  const { caseType } = libraryCaseTypes().find(({ definition }) => definition.id === 'suspected-abandonment') ?? libraryCaseTypes()[0]!
  const { deeds, records } = longestStory(caseType.id)
  const run = () => playThrough(deeds, { caseType, records })
  for (const end = performance.now() + SECONDS * 500; performance.now() < end; ) run()
  const started = performance.now()
  let commands = 0
  while (performance.now() < started + SECONDS * 1000) commands += run()
  return commands / ((performance.now() - started) / 1000)
}

function longestStory(folder: string): { deeds: Deed[]; records: Record<string, unknown> | undefined } {
  const file = new URL(`../../../case-types/src/${folder}/examples.yaml`, import.meta.url)
  const stories = readExamples(readFileSync(file, 'utf8'), folder).map(({ records, moments }) => ({
    records,
    deeds: moments.filter(({ refused }) => refused === undefined).flatMap(({ on, by = 'officer', do: deeds = { type: 'advance-time' } }) =>
      [deeds].flat().map((deed): Deed => ({ now: new Date(on).toISOString(), role: by, command: deed as unknown as Command }))),
  }))
  return stories.reduce((longest, story) => (story.deeds.length > longest.deeds.length ? story : longest))
}

/** Answers how many commands there were. */
function playThrough(deeds: Deed[], { caseType, records }: { caseType: CaseType; records?: Record<string, unknown> }): number {
  const calendars = new Map(libraryCalendars().map((calendar) => [calendar.id, calendar]))
  const calendar = (id: string) => calendars.get(id)!
  let state: CaseState | undefined
  for (const { now, role, command } of deeds) {
    const newCase = state === undefined ? { id: 'case', ref: 'SA-26-00001', records } : undefined
    const decision = decide(state, command, { now, actor: { kind: 'person', id: role, roles: [role] }, caseType, calendar, newCase })
    if (isRefusal(decision)) throw new Error(`${command.type} was refused: ${decision.words}`)
    state = decision.state
  }
  return deeds.length
}
