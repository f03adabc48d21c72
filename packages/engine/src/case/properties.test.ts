import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CaseType } from '../case-type/case-type.ts'
import type { Command } from '../commands/command.ts'
import { allowedActions, type TaskAction } from '../allowed-actions.ts'
import { epochMilliseconds, HOUR, instantText } from '../calendars/instant.ts'
import { isRefusal } from '../refusal.ts'
import { arbitraryCaseType } from '../testing/arbitrary-case-type.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { officer, sampleType } from '../testing/play.ts'
import { wakeAt } from '../settle/moments.ts'
import { settle } from '../settle/settle.ts'
import { decide } from './decide.ts'
import type { CaseEvent } from './event.ts'
import { evolve, replay } from './evolve.ts'
import type { CaseState } from './state.ts'
import { beginTurn, type Context } from './turn.ts'

const runs = process.env['CASEMENT_NIGHTLY'] ? 20_000 : 200
const opening = '2026-12-01T10:00:00.000Z'

/** A command as chance gives it: a kind, a number that chooses its object, the hours that pass before it, and how many ago it happened. */
const arbitraryStroke = fc.record({ kind: fc.nat(20), choice: fc.nat(30), hours: fc.nat(100), ago: fc.oneof(fc.constant(0), fc.nat(100)) })
const strokesUpTo = (maxLength: number) => fc.array(arbitraryStroke, { maxLength, size: 'max' })
type Stroke = { kind: number; choice: number; hours: number; ago: number }

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

test('time moving in one jump or in many gives the same events but for when they were recorded', () => {
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

test('the table of allowed actions and the guard agree', () => {
  fc.assert(fc.property(arbitraryCaseType, strokesUpTo(15), (caseType, strokes) => {
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
      for (const { action, allowed: isAllowed } of allowed.task(item)) {
        const command = commandOf(action, item.id, caseType.step[item.step]?.outcomes[0]?.id)
        const result = command && decide(state, command, context)
        // That the path would not settle, and what could then never start, shows only when it is tried.
        if (!result || (isRefusal(result) && ['path-does-not-settle', 'required-in-chain'].includes(result.refused))) continue
        expect([action, item.id, !isRefusal(result)]).toEqual([action, item.id, isAllowed])
      }
    }
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

function walk(caseType: CaseType, strokes: Stroke[], { frozen = false, commandFor = anyCommand, actor = officer, looks = [] as number[] } = {}): { state?: CaseState; events: CaseEvent[]; now: string } {
  const events: CaseEvent[] = []
  let now = opening
  let state: CaseState | undefined
  for (const [index, stroke] of [undefined, ...strokes].entries()) {
    const look = later(now, Math.min(looks[index % Math.max(looks.length, 1)] ?? 0, stroke?.hours ?? 0))
    if (looks.length > 0 && state) {
      const sweep = advance(state, caseType, look)
      events.push(...sweep.events)
      state = sweep.state
    }
    now = later(now, stroke?.hours ?? 0)
    const asked: Command | undefined = stroke ? state && commandFor(state, { ...stroke, now }) : { type: 'open-case', fields: { size: 1, last: '2026-12-04' } }
    if (!asked) continue
    const command = stroke && stroke.ago > 0 ? { ...asked, occurredAt: later(now, -stroke.ago) } as Command : asked
    const given = frozen ? deepFreeze(state) : state
    const before = frozen ? JSON.stringify(given) : ''
    const result = decide(given, command, { ...contextAt(now, caseType), actor })
    if (frozen) expect(JSON.stringify(given)).toBe(before)
    if (isRefusal(result)) continue
    events.push(...result.events)
    state = result.state
  }
  return { state, events, now }
}

/** What somebody asks who sees what time has done by now, also where it was not recorded yet. */
function asSeenNow(caseType: CaseType): typeof anyCommand {
  return (state, stroke) => anyCommand(advance(state, caseType, stroke.now).state, stroke)
}

/** Refused commands leave the case as it was: time has passed all the same. */
function upToNow({ state, now }: { state?: CaseState; now: string }, caseType: CaseType): { state?: CaseState; now: string } {
  return { state: state && advance(state, caseType, now).state, now }
}

function anyCommand(state: CaseState, { kind, choice, now }: Stroke & { now: string }): Command {
  const items = Object.keys(state.items)
  const task = items[choice % Math.max(items.length, 1)] ?? 'a.1'
  const outcome = choice % 2 === 0 ? 'yes' : 'no'
  const commands: Command[] = [
    { type: 'complete-task', task, outcome }, { type: 'complete-task', task }, { type: 'complete-task', task, outcome },
    { type: 'start-task', task }, { type: 'skip-task', task }, { type: 'cancel-task', task, reason: 'why' }, { type: 'redo-task', task, reason: 'why' },
    { type: 'hold', reason: choice % 2 === 0 ? 'stop' : 'run', on: choice % 3 === 0 ? task : undefined }, { type: 'release', on: choice % 3 === 0 ? task : undefined }, { type: 'release' },
    { type: 'record-outside-event', name: 'post' }, { type: 'edit-fields', fields: { size: choice } }, { type: 'add-task', name: 'Extra' },
    { type: 'offer-task-again', task }, { type: 'close-case', reason: 'done' }, { type: 'reopen-case', reason: 'why', restart: choice % 2 === 0 ? [task] : [] },
    { type: 'edit-fields', fields: { last: now.slice(0, 8) + String(1 + (choice % 28)).padStart(2, '0') } }, { type: 'hold', reason: choice % 2 === 0 ? 'stop' : 'run', on: choice % 3 === 0 ? task : undefined, until: later(now, 1 + choice * 7) },
    { type: 'extend-clock', clock: 'overall.1', by: { workingDays: 1 + (choice % 7) }, reason: 'why' }, { type: 'complete-task', task: items.findLast((id) => id.startsWith('notice.')) ?? task },
    { type: 'record-task', step: 'a', outcome },
  ]
  return commands[kind]!
}

/** Commands whose content cannot be wrong. */
function commandOf(action: TaskAction, task: string, outcome: string | undefined): Command | undefined {
  const commands: Partial<Record<TaskAction, Command>> = {
    start: { type: 'start-task', task }, complete: { type: 'complete-task', task, outcome }, skip: { type: 'skip-task', task }, 'offer-again': { type: 'offer-task-again', task },
    cancel: { type: 'cancel-task', task, reason: 'why' }, redo: { type: 'redo-task', task, reason: 'why' }, release: { type: 'release', on: task },
  }
  return commands[action]
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
