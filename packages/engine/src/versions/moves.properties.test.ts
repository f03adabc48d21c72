import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allowedActions } from '../allowed-actions.ts'
import { epochMilliseconds, instantText } from '../calendars/instant.ts'
import type { CaseType } from '../case-type/case-type.ts'
import { decide } from '../case/decide.ts'
import type { CaseEvent } from '../case/event.ts'
import { replay } from '../case/evolve.ts'
import type { CaseState } from '../case/state.ts'
import { beginTurn, type Context } from '../case/turn.ts'
import type { Command } from '../commands/command.ts'
import { isRefusal } from '../refusal.ts'
import { settle } from '../settle/settle.ts'
import { arbitraryCaseType } from '../testing/arbitrary-case-type.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { officer, sampleType } from '../testing/play.ts'
import { judgeMove } from './judge-move.ts'
import type { MoveChoice } from './step-map.ts'

const runs = process.env['CASEMENT_NIGHTLY'] ? 5000 : 100
const HOUR = 3_600_000

interface Going {
  caseType: CaseType
  state: CaseState
  events: CaseEvent[]
  now: string
}

test('a case that is moved between any two versions is what its events say, at rest, and goes on (semantics 36)', () => {
  fc.assert(fc.property(fc.tuple(arbitraryCaseType, arbitraryCaseType), strokes(12), strokes(8), ([from, other], before, after) => {
    const to = inOtherNames(other)
    const going = before.reduce(goOn, open(from))
    const moved = move(going, to, before)
    if (!moved) return
    isSound(moved)
    expect(moved.state.caseType.version).toBe(2)
    isSound(after.reduce(goOn, moved))
  }), { numRuns: runs })
})

interface Stroke {
  choice: number
  hours: number
}

function strokes(maxLength: number): fc.Arbitrary<Stroke[]> {
  return fc.array(fc.record({ choice: fc.nat(1000), hours: fc.nat(60) }), { minLength: 1, maxLength })
}

/** Of the same letters no step is of one kind in both, so that a map has to say what becomes of it. */
function inOtherNames({ definition }: CaseType): CaseType {
  return sampleType({ ...JSON.parse(JSON.stringify(definition).replaceAll(/(?<="|"any of )([a-g]|end|notice|overall|chained|daily)(?=["\\.])/g, 'n$1')) as typeof definition, version: 2 })
}

function open(caseType: CaseType): Going {
  const now = '2026-12-01T10:00:00.000Z'
  return take({ caseType, now, events: [] }, { type: 'open-case', fields: { size: 1, last: '2026-12-04' } })!
}

/** Something that may be done is done; what is refused for its content changes nothing. */
function goOn(going: Going, { choice, hours }: Stroke): Going {
  const now = instantText(epochMilliseconds(going.now) + hours * HOUR)
  const later = take({ ...going, now }, { type: 'advance-time' })!
  const allowed = allowedActions(later.state, contextOf(later))
  const tasks = Object.values(later.state.items).flatMap((item) => allowed.task(item).flatMap((view): Command[] => (view.allowed ? commandsFor(view.action, item.id, choice) : [])))
  const commands: Command[] = [...tasks, { type: 'edit-fields', fields: { size: choice % 4 } }, { type: 'record-outside-event', name: 'post' }, { type: 'hold', reason: 'stop' }, { type: 'release' }]
  return take(later, commands[choice % commands.length]!) ?? later
}

function commandsFor(action: string, task: string, choice: number): Command[] {
  const outcome = choice % 2 === 0 ? 'yes' : 'no'
  const commands: Record<string, Command[]> = {
    start: [{ type: 'start-task', task }], complete: [{ type: 'complete-task', task, outcome }, { type: 'complete-task', task }], skip: [{ type: 'skip-task', task }],
    redo: [{ type: 'redo-task', task, reason: 'why' }], 'offer-again': [{ type: 'offer-task-again', task }], cancel: [{ type: 'cancel-task', task, reason: 'why' }],
  }
  return commands[action] ?? []
}

/** Chooses what is asked, and moves; undefined where the case had ended or the other path would not come to rest. */
function move(going: Going, to: CaseType, [chance]: Stroke[]): Going | undefined {
  const map = Object.fromEntries(going.caseType.steps.flatMap(({ id, kind }, index) => (to.step[`n${id}`]?.kind === kind && (chance!.choice + index) % 3 > 0 ? [[id, `n${id}`]] : [])))
  const order = { type: 'move-to-version' as const, version: to.version, map: { ...map, overall: 'noverall' }, acceptBreach: true }
  const choices: Record<string, MoveChoice> = {}
  for (let round = 0; round < 20; round++) {
    const { verdict, choices: asked = [], refusal } = judgeMove(going.state, { ...order, choices }, contextOf({ ...going, to }))
    if (verdict === 'cannot-move') expect(['case-closed', 'path-does-not-settle']).toContain(refusal!.refused)
    if (verdict === 'cannot-move') return undefined
    if (verdict !== 'needs-choice') return take({ ...going, to }, { ...order, choices })
    for (const [index, { about, options }] of asked.entries()) choices[about] = options[(chance!.choice + index) % options.length]!
  }
  throw new Error('However often somebody chooses, more is asked')
}

function take(going: Omit<Going, 'state'> & { state?: CaseState; to?: CaseType }, command: Command): Going | undefined {
  const result = decide(going.state, command, contextOf(going))
  if (isRefusal(result)) return undefined
  const { to, ...rest } = going
  return { ...rest, caseType: to ?? going.caseType, state: result.state, events: [...going.events, ...result.events] }
}

function contextOf({ now, caseType, to }: Pick<Going, 'now' | 'caseType'> & { to?: CaseType }): Context {
  return { now, actor: officer, caseType, movingTo: to, calendar: () => englandAndWales, newCase: { id: 'case-1', ref: 'SM-26-00001' } }
}

function isSound({ caseType, state, events, now }: Going): void {
  expect(JSON.parse(JSON.stringify(replay(events)))).toEqual(JSON.parse(JSON.stringify(state)))
  const ids = Object.values(state.items).map(({ step, run }) => `${step}.${run}`)
  expect(new Set(ids).size).toBe(ids.length)
  if (state.stalled !== undefined) return
  const turn = beginTurn(state, contextOf({ now, caseType }))
  expect(settle(turn)).toBeUndefined()
  expect(turn.events).toEqual([])
}
