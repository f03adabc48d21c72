import type { CaseType } from '../case-type/case-type.ts'
import type { Calendar } from '../calendars/calendar.ts'
import { decide, type Decision } from '../case/decide.ts'
import type { Actor, CaseEvent, CaseVersion, EventType } from '../case/event.ts'
import type { CaseState } from '../case/state.ts'
import type { Context } from '../case/turn.ts'
import type { Command, CommandOf } from '../commands/command.ts'
import type { AllocationFacts } from '../settle/allocate.ts'
import { isRefusal, type Refusal, type RefusalCode } from '../refusal.ts'
import { englandAndWales } from './calendars.ts'

/** An event as a test expects it: its type and the part of the payload that matters. */
export type ExpectedEvent = EventType | { type: EventType; [payload: string]: unknown }

/** A case as it stands after some commands; every step gives a new story and leaves the old one as it was. */
export interface Story {
  /** The case; throws before it was opened. */
  readonly state: CaseState
  readonly events: readonly CaseEvent[]
  /** The clock stands at this instant from here on. */
  on(instant: string): Story
  /** What is read from outside of the case is this from here on. */
  knowing(allocation: AllocationFacts): Story
  by(actor: Actor): Story
  opened(command?: Omit<CommandOf<'open-case'>, 'type'>): Story
  /** Commands that must be possible. */
  and(...commands: Command[]): Story
  /** The command that the test is about. */
  when(command: Command): Attempt
}

export interface Attempt {
  /** These events came of it, in this order, perhaps with others between them. */
  thenEvents(...expected: ExpectedEvent[]): Story
  thenRefused(code: RefusalCode): Refusal
}

interface Setting {
  caseType: CaseType
  calendars: Calendar[]
  /** To which the case may be moved. */
  versions: CaseType[]
  /** What other records say for the fields of the case. */
  records?: Record<string, unknown>
  /** The officer of the patch, as a new case brings it. */
  patchOfficer?: string
  /** What allocation rules read from outside of the case. */
  allocation?: AllocationFacts
  now: string
  actor: Actor
  state?: CaseState
  events: readonly CaseEvent[]
}

const officer: Actor = { kind: 'person', id: 'officer', roles: ['officer'] }

/** Begins a story of a case type: given this, when that, then those events or a refusal. Opens on 1 December 2026 unless `on` says otherwise. */
export function given(caseType: CaseType, { calendars = [englandAndWales], versions = [], ...facts }: Partial<Pick<Setting, 'calendars' | 'versions' | 'records' | 'patchOfficer' | 'allocation'>> = {}): Story {
  return tell({ caseType, calendars, versions: [caseType, ...versions], ...facts, now: '2026-12-01T10:00:00Z', actor: officer, events: [] })
}

function tell(setting: Setting): Story {
  const story: Story = {
    get state() {
      if (!setting.state) throw new Error('The case has not been opened: begin the story with opened()')
      return setting.state
    },
    events: setting.events,
    on: (now) => tell({ ...setting, now }),
    knowing: (allocation) => tell({ ...setting, allocation }),
    by: (actor) => tell({ ...setting, actor }),
    opened: (command = {}) => story.and({ type: 'open-case', ...command }),
    and: (...commands) => commands.reduce((told, command) => told.when(command).thenEvents(), story),
    when: (command) => attempt(setting, command),
  }
  return story
}

function attempt(setting: Setting, command: Command): Attempt {
  const result = decide(setting.state, command, contextOf(setting, command))
  return {
    thenEvents: (...expected) => {
      if (isRefusal(result)) throw new Error(`${command.type} was refused (${result.refused}): ${result.words}`)
      expectInOrder(result.events, expected)
      const caseType = versionOf(setting, result.state.caseType)
      return tell({ ...setting, caseType, state: result.state, events: [...setting.events, ...result.events] })
    },
    thenRefused: (code) => expectRefusal(result, code, command),
  }
}

function versionOf({ caseType, versions }: Setting, { id, version }: CaseVersion): CaseType {
  return versions.find((one) => one.id === id && one.version === version) ?? caseType
}

function contextOf(setting: Setting, command: Command): Context {
  const { caseType, calendars, records, patchOfficer, allocation, now, actor } = setting
  const calendar = (id: string) => {
    const found = calendars.findLast((one) => one.id === id)
    if (!found) throw new Error(`The story has no calendar ${id}`)
    return found
  }
  const movingTo = command.type === 'move-to-version' ? versionOf(setting, { id: command.caseType ?? caseType.id, version: command.version }) : undefined
  return { now, actor, caseType, calendar, movingTo, newCase: { id: 'case-1', ref: `${caseType.definition.reference}-26-00001`, records, patchOfficer }, allocation }
}

function expectRefusal(result: Decision | Refusal, code: RefusalCode, command: Command): Refusal {
  if (!isRefusal(result)) throw new Error(`${command.type} was not refused: it gave ${result.events.map(({ type }) => type).join(', ')}`)
  if (result.refused !== code) throw new Error(`${command.type} was refused as ${result.refused}, not ${code}: ${result.words}`)
  return result
}

function expectInOrder(events: CaseEvent[], expected: ExpectedEvent[]): void {
  let from = 0
  for (const one of expected) {
    const found = events.findIndex((event, index) => index >= from && matches(event, one))
    if (found < 0) throw new Error(`Expected ${JSON.stringify(one)} after event ${from} of:\n${events.map(({ type, payload }) => `  ${type} ${JSON.stringify(payload)}`).join('\n')}`)
    from = found + 1
  }
}

function matches(event: CaseEvent, expected: ExpectedEvent): boolean {
  if (typeof expected === 'string') return event.type === expected
  const { type, ...payload } = expected
  const has = new Map(Object.entries(event.payload))
  return event.type === type && Object.entries(payload).every(([key, value]) => JSON.stringify(has.get(key)) === JSON.stringify(value))
}
