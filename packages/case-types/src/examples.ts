import { caseStatus, readCaseClock, shownState, type Actor, type Calendar, type CaseType, type Command } from '@casement/engine'
import { given, type Story } from '@casement/engine/testing'
import { parse } from 'yaml'
import { z } from 'zod'

/** A worked example: what is done on which day, and what must then be seen. */
const expectation = z.strictObject({
  status: z.enum(['open', 'on-hold', 'closed', 'cancelled']).optional(),
  outcome: z.string().optional(),
  priority: z.string().optional(),
  /** Exactly the tasks, letters and waits that are live, by item. */
  live: z.array(z.string()).optional(),
  /** Stages and tasks in a state: `enquiries.1: cancelled`. */
  items: z.record(z.string(), z.string()).optional(),
  /** The latest run of each clock named: its due day, its first target where it was extended, and its state. */
  clocks: z.record(z.string(), z.strictObject({ due: z.iso.date().optional(), first: z.iso.date().optional(), state: z.string().optional() })).optional(),
})

const deed = z.looseObject({ type: z.string() })

const moment = z.strictObject({
  on: z.string(),
  /** The role of whoever does it; an officer unless said. */
  by: z.string().optional(),
  do: z.union([deed, z.array(deed)]).optional(),
  refused: z.string().optional(),
  expect: expectation.optional(),
})

const examplesFile = z.strictObject({
  examples: z.array(z.strictObject({ name: z.string(), records: z.record(z.string(), z.unknown()).optional(), moments: z.array(moment).min(1) })).min(1),
})

export type Example = z.infer<typeof examplesFile>['examples'][number]
type Moment = z.infer<typeof moment>
type Expectation = z.infer<typeof expectation>

/** Reads the stories of a file. Throws, naming place and reason, when it is not as it must be. */
export function readExamples(yaml: string, file: string): Example[] {
  const found = examplesFile.safeParse(parse(yaml))
  if (!found.success) throw new Error(`${file} is not valid: ${z.prettifyError(found.error)}`)
  return found.data.examples
}

/** One moment of an example as it was expected, and as it came. Equal when the example holds. */
export interface ExampleResult {
  on: string
  expected: Expectation
  found: Expectation
}

/** Plays an example from its opening. Throws when a command is refused that should not be, or the other way round. */
export function playExample(example: Example, caseType: CaseType, calendars: Calendar[]): ExampleResult[] {
  let story = given(caseType, { calendars, records: example.records })
  const results: ExampleResult[] = []
  for (const one of example.moments) {
    story = carryOut(story.on(one.on).by(exampleActor(one.by)), one)
    if (one.expect) results.push({ on: one.on, expected: one.expect, found: look({ story, caseType, calendars, now: one.on }, one.expect) })
  }
  return results
}

/** As the server has it, too: a manager may do what an officer may, an administrator all. */
const INCLUDED: Record<string, string[]> = { manager: ['officer'], administrator: ['manager', 'officer'] }

/** Who acts in a moment of an example: an officer unless it says who. */
export function exampleActor(by = 'officer'): Actor {
  return { kind: 'person', id: by, roles: [by, ...(INCLUDED[by] ?? [])] }
}

function carryOut(story: Story, { do: deeds = { type: 'advance-time' }, refused }: Moment): Story {
  // The file was written by hand: a command that does not exist is refused by the engine, with a stack to find it.
  const commands = (Array.isArray(deeds) ? deeds : [deeds]) as unknown as Command[]
  const last = commands.at(-1)
  if (refused === undefined || !last) return story.and(...commands)
  const before = story.and(...commands.slice(0, -1))
  before.when(last).thenRefused(refused as Parameters<ReturnType<Story['when']>['thenRefused']>[0])
  return before
}

interface Look {
  story: Story
  caseType: CaseType
  calendars: Calendar[]
  now: string
}

/** What there is to see, of what the example asks about. */
function look({ story, calendars, now }: Look, asked: Expectation): Expectation {
  const { state } = story
  const items = Object.values(state.items)
  const live = items.filter((item) => ['task', 'message', 'wait'].includes(item.kind) && shownState(state, item) === 'live').map(({ id }) => id)
  const clocks = Object.fromEntries(Object.entries(asked.clocks ?? {}).map(([rule, wanted]) => {
    const clock = Object.values(state.clocks).findLast((run) => run.rule === rule)
    const calendar = calendars.find(({ id }) => id === clock?.terms.calendar)
    const reading = clock && calendar && readCaseClock(clock, () => calendar, now)
    return [rule, { ...(wanted.due === undefined ? {} : { due: reading?.dueOn }), ...(wanted.first === undefined ? {} : { first: reading?.first?.dueOn }), ...(wanted.state === undefined ? {} : { state: reading?.state ?? 'never started' }) }]
  }))
  const found: Expectation = {
    status: caseStatus(state),
    outcome: state.outcome,
    priority: state.priority,
    live: live.toSorted(),
    items: Object.fromEntries(Object.keys(asked.items ?? {}).map((id) => [id, state.items[id] ? shownState(state, state.items[id]) : 'not there'])),
    clocks,
  }
  return Object.fromEntries(Object.entries(found).filter(([key]) => key in asked))
}
