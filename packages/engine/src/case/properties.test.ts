import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '../commands/command.ts'
import { epochMilliseconds, instantText } from '../calendars/instant.ts'
import { arbitraryCaseType } from '../testing/arbitrary-case-type.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { sampleType } from '../testing/play.ts'
import { advance, asSeenNow, contextAt, deepFreeze, later, strokesUpTo, upToNow, walk, type Stroke } from '../testing/walk.ts'
import { readCaseClock, wakeAt } from '../settle/moments.ts'
import { settle } from '../settle/settle.ts'
import type { CaseEvent } from './event.ts'
import { evolve, replay } from './evolve.ts'
import type { CaseState } from './state.ts'
import { beginTurn } from './turn.ts'

const runs = process.env['CASEMENT_NIGHTLY'] ? 20_000 : 200

test('the state always equals the replay of its events, and events are numbered without a gap', () => {
  fc.assert(fc.property(arbitraryCaseType, strokesUpTo(25), (caseType, strokes) => {
    const { state, events } = walk(caseType, strokes)
    expect(replay(events)).toEqual(state)
    expect(events.reduce<CaseState | undefined>((before, event) => evolve(deepFreeze(before), event), undefined)).toEqual(state)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    expect(replay(structuredClone(events))).toEqual(structuredClone(state))
  }), { numRuns: runs })
})

test('a refused command changes nothing, and a decision changes nothing that it was given', () => {
  fc.assert(fc.property(arbitraryCaseType, strokesUpTo(25), (caseType, strokes) => {
    walk(caseType, strokes, { frozen: true })
  }), { numRuns: runs })
})

test('time moving in one jump or in many gives the same events but for when they were recorded (semantics 14)', () => {
  fc.assert(fc.property(arbitraryCaseType, strokesUpTo(12), fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }), (caseType, strokes, jumps) => {
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

test('the same commands at the same times give the same events, however often the sweeper looks in between (decision 002)', () => {
  fc.assert(fc.property(arbitraryCaseType, strokesUpTo(15), fc.array(fc.nat(99), { minLength: 1, maxLength: 8 }), (caseType, strokes, looks) => {
    const left = walk(caseType, strokes, { commandFor: asSeenNow(caseType) })
    const swept = walk(caseType, strokes, { commandFor: asSeenNow(caseType), looks })
    const rest = left.state ? advance(left.state, caseType, left.now).events : []
    const more = swept.state ? advance(swept.state, caseType, swept.now).events : []
    expect([...swept.events, ...more].map(withoutRecording)).toEqual([...left.events, ...rest].map(withoutRecording))
  }), { numRuns: runs })
})

test('the sweeper is told a moment that is still to come, and nothing happens before it', () => {
  fc.assert(fc.property(arbitraryCaseType, strokesUpTo(12), (caseType, strokes) => {
    const { state, now } = upToNow(walk(caseType, strokes), caseType)
    const wake = state && wakeAt(state, caseType, contextAt(now, caseType))
    if (!state || !wake) return
    expect(wake > now).toBe(true)
    expect(advance(state, caseType, instantText(epochMilliseconds(wake) - 1)).events).toEqual([])
    expect(wake.endsWith('T00:00:00.000Z') || advance(state, caseType, wake).events.length > 0).toBe(true)
  }), { numRuns: runs })
})

test('a case is at rest after each turn: to ask every rule of it again gives nothing more', () => {
  fc.assert(fc.property(arbitraryCaseType, strokesUpTo(25), (caseType, strokes) => {
    const { state, now } = upToNow(walk(caseType, strokes), caseType)
    if (!state || state.stalled !== undefined) return
    const turn = beginTurn(state, contextAt(now, caseType))
    expect(settle(turn)).toBeUndefined()
    expect(turn.events).toEqual([])
  }), { numRuns: runs })
})

test('each point of a clock speaks at most once for each target (semantics 33)', () => {
  fc.assert(fc.property(arbitraryCaseType, strokesUpTo(25), fc.array(fc.nat(99), { minLength: 1, maxLength: 8 }), (caseType, strokes, looks) => {
    const { events } = walk(caseType, strokes, { looks })
    const spoke = new Set<string>()
    let state: CaseState | undefined
    for (const event of events) {
      const { type, payload, occurredAt } = event
      if (type === 'clock-warned' || type === 'clock-due' || type === 'clock-escalated') {
        const { dueAt } = readCaseClock(state!.clocks[payload.clock]!, () => englandAndWales, occurredAt)
        const point = `${payload.clock} ${type} ${type === 'clock-escalated' ? `${payload.point}.${payload.occurrence}` : ''} of ${dueAt}`
        expect([point, spoke.has(point)]).toEqual([point, false])
        spoke.add(point)
      }
      state = evolve(state, event)
    }
  }), { numRuns: runs })
})

test('a clock that runs stands for each hold since its start whose reason it names, once, whatever was redone meanwhile', () => {
  fc.assert(fc.property(strokesUpTo(25), (strokes) => {
    const { state, events } = walk(underLaw, strokes, { commandFor: heldAndRedone, actor: { kind: 'import', id: 'log' } })
    for (const clock of Object.values(state!.clocks).filter(({ stopped }) => !stopped)) {
      const named = holdsOf(events).filter(({ reason, from }) => clock.terms.pausedBy.includes(reason) && from >= clock.startedAt)
      expect(clock.pauses.filter(({ from }) => from >= clock.startedAt).map(({ hold, from, to }) => ({ hold, from, to })).toSorted(byHold)).toEqual(named.map(({ hold, from, to }) => ({ hold, from, to })).toSorted(byHold))
    }
  }), { numRuns: runs })
})

const underLaw = sampleType({
  fields: { size: { number: {} }, last: { date: {} } },
  holdReasons: [{ id: 'stop', name: 'Stop' }, { id: 'run', name: 'Run on' }],
  clocks: [{ id: 'law', name: 'Law', basis: 'law', starts: 'case.opened', stops: 'visit', allow: { days: 9 }, pausedBy: ['stop'] }],
  steps: [
    { id: 'look', kind: 'stage', name: 'Look', clock: { basis: 'law', allow: { days: 9 }, pausedBy: ['stop'] }, steps: [{ id: 'visit', kind: 'task', name: 'Visit', required: true, clock: { basis: 'law', allow: { hours: 99 }, pausedBy: ['stop'] } }] },
    { id: 'other', kind: 'task', name: 'Other' },
  ],
})

/** Nothing but holds of the case, and one task done and done again. */
function heldAndRedone({ runs: made }: CaseState, { kind, choice }: Stroke): Command {
  const task = `visit.${made['visit']}`
  const commands: Command[] = [{ type: 'hold', reason: choice % 3 === 0 ? 'run' : 'stop' }, { type: 'release' }, { type: 'complete-task', task }, { type: 'redo-task', task, reason: 'why' }]
  return commands[kind % 4]!
}

/** Read from the events alone, so that it says what the state should. */
function holdsOf(events: CaseEvent[]): { hold: string; reason: string; from: string; to?: string }[] {
  const ends = new Map(events.flatMap((event) => (event.type === 'hold-ended' ? [[event.payload.hold, event.occurredAt] as const] : [])))
  return events.flatMap(({ type, payload, occurredAt }) => (type === 'hold-began' ? [{ hold: payload.hold, reason: payload.reason, from: occurredAt, to: ends.get(payload.hold) }] : []))
}

function byHold(a: { hold: string }, b: { hold: string }): number {
  return a.hold.localeCompare(b.hold)
}

function withoutRecording({ recordedAt: _recordedAt, ...event }: CaseEvent): Omit<CaseEvent, 'recordedAt'> {
  return event
}
