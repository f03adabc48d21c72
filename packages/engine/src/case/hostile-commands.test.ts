import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseType } from '../case-type/case-type.ts'
import type { Command } from '../commands/command.ts'
import { isRefusal, refusalCodes, type Refusal } from '../refusal.ts'
import { arbitraryCaseType } from '../testing/arbitrary-case-type.ts'
import { whimOf, whims, type Whim } from '../testing/hostile.ts'
import { sampleType } from '../testing/play.ts'
import { contextAt, later, strokesUpTo, upToNow, walk } from '../testing/walk.ts'
import { decide, type Decision } from './decide.ts'
import { replay } from './evolve.ts'
import type { CaseState } from './state.ts'
import type { Context } from './turn.ts'

const runs = process.env['CASEMENT_NIGHTLY'] ? 4_000 : 60
const manager = { kind: 'person', id: 'maureen', roles: ['officer', 'manager', 'administrator'] } as Context['actor']

test('no sequence of commands, however odd, makes the engine throw: each is refused from the closed list, or leaves a case that its events give again', () => {
  fc.assert(fc.property(arbitraryCaseType, whims(25), (caseType, odd) => {
    const { state } = pester(caseType, odd, (result, before) => {
      if (isRefusal(result)) expect([refusalCodes.includes(result.refused), typeof result.words, result.words.length < 20_000]).toEqual([true, 'string', true])
      else expect(replay(result.events, before) ?? before).toEqual(result.state)
    })
    expect(structuredClone(state)).toEqual(state)
  }), { numRuns: runs })
})

test('none leaves a case that somebody entitled cannot write to, cancel, reopen and close', () => {
  fc.assert(fc.property(arbitraryCaseType, whims(20), strokesUpTo(10), (caseType, odd, strokes) => {
    const pestered = pester(caseType, odd)
    for (const start of [pestered, upToNow(walk(caseType, strokes), caseType)]) if (start.state) goOn(caseType, start.state, start.now)
  }), { numRuns: runs })
})

describe('what is no command', () => {
  const visits = sampleType({ fields: { size: { number: {} }, last: { date: {} } }, steps: [{ id: 'visit', kind: 'task', name: 'Visit' }] })
  const context = contextAt('2026-12-01T10:00:00.000Z', visits)
  const opened = must(decide(undefined, { type: 'open-case' }, context)).state
  const refusalOf = (command: unknown, state: CaseState | undefined = opened) => decide(state, command as Command, context)

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'This is no command.'],
    ['a text', 'close-case', 'This is no command.'],
    ['a list', [{ type: 'claim-case' }], 'This is no command.'],
    ['a type that every object has', { type: 'constructor' }, 'There is no command constructor.'],
    ['a number for a type', { type: 7 }, 'There is no command 7.'],
    ['a part of another kind', { type: 'add-note', text: { toString: 'x' } }, 'The command add-note is not as it must be: text.'],
    ['a part left out', { type: 'add-note' }, 'The command add-note is not as it must be: text.'],
    ['a text that is far too long', { type: 'add-note', text: 'x'.repeat(100_001) }, 'The command add-note is not as it must be: text.'],
    ['answers far too deep', { type: 'edit-fields', fields: { size: [[[[[[[1]]]]]]] } }, 'The command edit-fields is not as it must be: fields.'],
    ['no moment', { type: 'claim-case', occurredAt: '30 February' }, 'The command claim-case is not as it must be: occurredAt.'],
  ])('%s is refused', (_what, command, words) => expect(refusalOf(command)).toMatchObject({ refused: 'command-invalid', words }))

  test('a command for a case that is not there is refused', () => {
    expect(decide(undefined, { type: 'claim-case' }, context)).toMatchObject({ refused: 'case-missing', remedy: 'Open it first.' })
  })

  test.each(['0001-01-01', '1899-12-31', '2200-01-01', '9999-12-31'])('the day %s is refused: nothing could be reckoned from it', (last) => {
    expect(refusalOf({ type: 'edit-fields', fields: { last } })).toMatchObject({ refused: 'fields-invalid', words: 'Last must be a day from 1900 to 2199.' })
  })

  test('a number that is larger than anything meant is refused where no bound says so', () => {
    expect(refusalOf({ type: 'edit-fields', fields: { size: 1e308 } })).toMatchObject({ refused: 'fields-invalid', words: 'Size must be at most 1000000000000.' })
    expect(refusalOf({ type: 'edit-fields', fields: { size: -1e13 } })).toMatchObject({ refused: 'fields-invalid' })
    expect(isRefusal(refusalOf({ type: 'edit-fields', fields: { size: -1e12 } }))).toBe(false)
  })
})

/** Opens a case and sends it one odd command after another, with time passing between them. */
function pester(caseType: CaseType, odd: Whim[], look: (result: Decision | Refusal, before: CaseState) => void = () => undefined): { state: CaseState; now: string } {
  let now = '2026-12-01T10:00:00.000Z'
  let { state } = must(decide(undefined, { type: 'open-case', fields: { size: 1, last: '2026-12-04' } }, contextAt(now, caseType)))
  for (const whim of odd) {
    now = later(now, whim.hours)
    const result = decide(state, whimOf(state, whim) as Command, { ...contextAt(now, caseType), actor: manager })
    look(result, state)
    if (!isRefusal(result)) ({ state } = result)
  }
  return { state, now }
}

/** Whatever was done to it: a note can be added, it can be cancelled, opened again, and ended. */
function goOn(caseType: CaseType, from: CaseState, now: string): void {
  const context = { ...contextAt(later(now, 1), caseType), actor: manager }
  const after = (state: CaseState, command: Command) => must(decide(state, command, context)).state
  const noted = after(from, { type: 'add-note', text: 'Looked at' })
  const ended = noted.status === 'open' ? after(noted, { type: 'cancel-case', reason: 'Opened in error' }) : noted
  const opened = after(ended, { type: 'reopen-case', reason: 'It was not' })
  const again = opened.status === 'open' ? after(opened, { type: 'cancel-case', reason: 'It was' }) : opened
  expect(again.status).not.toBe('open')
}

function must(result: Decision | Refusal): Decision {
  if (isRefusal(result)) throw new Error(`${result.refused}: ${result.words}`)
  return result
}
