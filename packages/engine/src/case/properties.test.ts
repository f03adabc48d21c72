import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CaseType } from '../case-type/case-type.ts'
import type { Command } from '../commands/command.ts'
import { allowedActions } from '../allowed-actions.ts'
import { epochMilliseconds, instantText } from '../calendars/instant.ts'
import { isRefusal } from '../refusal.ts'
import { arbitraryCaseType } from '../testing/arbitrary-case-type.ts'
import { englandAndWales } from '../testing/calendar.ts'
import { officer } from '../testing/play.ts'
import { wakeAt } from '../settle/moments.ts'
import { decide } from './decide.ts'
import type { CaseEvent } from './event.ts'
import { replay } from './evolve.ts'
import type { CaseState } from './state.ts'
import type { Context } from './turn.ts'

const runs = process.env['CASEMENT_NIGHTLY'] ? 20_000 : 300
const HOUR = 3_600_000
const opening = '2026-12-01T10:00:00.000Z'

/** A command as chance gives it: a kind, a number that chooses its object, and the hours that pass before it. */
const arbitraryStroke = fc.record({ kind: fc.nat(17), choice: fc.nat(30), hours: fc.nat(100) })
type Stroke = { kind: number; choice: number; hours: number }

test('the state always equals the replay of its events, and events are numbered without a gap', () => {
  fc.assert(fc.property(arbitraryCaseType, fc.array(arbitraryStroke, { maxLength: 25 }), (caseType, strokes) => {
    const { state, events } = walk(caseType, strokes)
    expect(replay(events)).toEqual(state)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    expect(replay(structuredClone(events))).toEqual(structuredClone(state))
  }), { numRuns: runs })
})

test('a refused command changes nothing, and a decision changes nothing that it was given', () => {
  fc.assert(fc.property(arbitraryCaseType, fc.array(arbitraryStroke, { maxLength: 25 }), (caseType, strokes) => {
    walk(caseType, strokes, { frozen: true })
  }), { numRuns: runs })
})

test('time moving in one jump or in many gives the same events but for when they were recorded', () => {
  fc.assert(fc.property(arbitraryCaseType, fc.array(arbitraryStroke, { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }), (caseType, strokes, jumps) => {
    const { state, now } = walk(caseType, strokes)
    if (!state) return
    const steps = jumps.map((_, index) => later(now, jumps.slice(0, index + 1).reduce((sum, hours) => sum + hours, 0)))
    const many: CaseEvent[] = []
    let reached = state
    for (const moment of steps) {
      const decision = advance(reached, caseType, moment)
      many.push(...decision.events)
      reached = decision.state
    }
    const one = advance(state, caseType, steps.at(-1)!)
    expect(many.map(withoutRecording)).toEqual(one.events.map(withoutRecording))
    expect(reached).toEqual(one.state)
  }), { numRuns: runs })
})

test('the sweeper is told a moment that is still to come, and nothing happens before it', () => {
  fc.assert(fc.property(arbitraryCaseType, fc.array(arbitraryStroke, { maxLength: 12 }), (caseType, strokes) => {
    const { state, now } = upToNow(walk(caseType, strokes), caseType)
    const wake = state && wakeAt(state, caseType, contextAt(now, caseType))
    if (!state || !wake) return
    expect(wake > now).toBe(true)
    expect(advance(state, caseType, instantText(epochMilliseconds(wake) - 1)).events).toEqual([])
    expect(wake.endsWith('T00:00:00.000Z') || advance(state, caseType, wake).events.length > 0).toBe(true)
  }), { numRuns: runs })
})

test('the table of allowed actions and the guard agree', () => {
  fc.assert(fc.property(arbitraryCaseType, fc.array(arbitraryStroke, { maxLength: 15 }), (caseType, strokes) => {
    const { state, now } = upToNow(walk(caseType, strokes), caseType)
    if (!state) return
    const context = contextAt(now, caseType)
    const allowed = allowedActions(state, context)
    for (const clock of Object.values(state.clocks)) {
      const [extend] = allowed.clock(clock)
      const result = decide(state, { type: 'extend-clock', clock: clock.id, reason: 'why' }, context)
      expect(!isRefusal(result) || result.refused === 'path-does-not-settle').toBe(extend!.allowed || (isRefusal(result) && result.refused === 'path-does-not-settle'))
    }
    for (const item of Object.values(state.items)) {
      const complete = allowed.task(item).find(({ action }) => action === 'complete')
      if (!complete) continue
      const result = decide(state, { type: 'complete-task', task: item.id, outcome: caseType.step[item.step]?.outcomes[0]?.id }, context)
      const settles = !isRefusal(result) || result.refused !== 'path-does-not-settle'
      if (settles) expect(!isRefusal(result)).toBe(complete.allowed)
    }
  }), { numRuns: runs })
})

function walk(caseType: CaseType, strokes: Stroke[], { frozen = false } = {}): { state?: CaseState; events: CaseEvent[]; now: string } {
  const events: CaseEvent[] = []
  let now = opening
  let state: CaseState | undefined
  for (const stroke of [undefined, ...strokes]) {
    now = later(now, stroke?.hours ?? 0)
    const command: Command | undefined = stroke ? state && commandFor(state, stroke) : { type: 'open-case', fields: { size: 1 } }
    if (!command) continue
    const given = frozen ? deepFreeze(state) : state
    const before = frozen ? JSON.stringify(given) : ''
    const result = decide(given, command, contextAt(now, caseType))
    if (frozen) expect(JSON.stringify(given)).toBe(before)
    if (isRefusal(result)) continue
    events.push(...result.events)
    state = result.state
  }
  return { state, events, now }
}

/** Refused commands leave the case as it was: time has passed all the same. */
function upToNow({ state, now }: { state?: CaseState; now: string }, caseType: CaseType): { state?: CaseState; now: string } {
  return { state: state && advance(state, caseType, now).state, now }
}

function commandFor(state: CaseState, { kind, choice }: Stroke): Command {
  const items = Object.keys(state.items)
  const task = items[choice % Math.max(items.length, 1)] ?? 'a.1'
  const outcome = choice % 2 === 0 ? 'yes' : 'no'
  const commands: Command[] = [
    { type: 'complete-task', task, outcome }, { type: 'complete-task', task }, { type: 'complete-task', task, outcome },
    { type: 'start-task', task }, { type: 'skip-task', task }, { type: 'cancel-task', task, reason: 'why' }, { type: 'redo-task', task, reason: 'why' },
    { type: 'hold', reason: choice % 2 === 0 ? 'stop' : 'run', on: choice % 3 === 0 ? task : undefined }, { type: 'release', on: choice % 3 === 0 ? task : undefined }, { type: 'release' },
    { type: 'record-outside-event', name: 'post' }, { type: 'edit-fields', fields: { size: choice } }, { type: 'add-task', name: 'Extra' },
    { type: 'offer-task-again', task }, { type: 'close-case', reason: 'done' }, { type: 'reopen-case', reason: 'why', restart: choice % 2 === 0 ? [task] : [] },
    { type: 'extend-clock', clock: 'overall.1', by: { workingDays: 1 + (choice % 7) }, reason: 'why' }, { type: 'complete-task', task: items.findLast((id) => id.startsWith('notice.')) ?? task },
  ]
  return commands[kind]!
}

function contextAt(now: string, caseType: CaseType): Context {
  return { now, actor: officer, caseType, calendar: () => englandAndWales, newCase: { id: 'case-1', ref: 'SM-26-00001' } }
}

function advance(state: CaseState, caseType: CaseType, now: string): { events: CaseEvent[]; state: CaseState } {
  const result = decide(state, { type: 'advance-time' }, contextAt(now, caseType))
  if (isRefusal(result)) throw new Error(result.words)
  return result
}

function later(now: string, hours: number): string {
  return instantText(epochMilliseconds(now) + hours * HOUR)
}

function withoutRecording({ recordedAt: _recordedAt, ...event }: CaseEvent): Omit<CaseEvent, 'recordedAt'> {
  return event
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
  }
  return value
}
