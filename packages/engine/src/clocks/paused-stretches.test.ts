import fc from 'fast-check'
import { expect, test } from 'vitest'
import { englandAndWales } from '../testing/calendars.ts'
import { epochMilliseconds, instantText } from '../calendars/instant.ts'
import type { ClockLedger } from './clock.ts'
import { dueDateOf } from './due-date.ts'
import { ledgerOf, pause } from './ledger.fixture.ts'
import { pausedStretches } from './paused-stretches.ts'

const STARTED = '2026-11-23T11:40:00.000Z'
const stretches = (pauses: ClockLedger['pauses'], changes: Partial<ClockLedger> = {}) =>
  pausedStretches(ledgerOf({ workingDays: 10 }, STARTED, { pauses, ...changes })).map(({ from, to, reason }) => `${from.slice(5, 10)} ${to?.slice(5, 10) ?? 'on'} ${reason}`)

test.for<[string, ClockLedger['pauses'], string[]]>([
  ['no pause', [], []],
  ['one that is over, and one that lasts', [pause('2026-11-25T09:00:00Z', '2026-11-26T09:00:00Z'), pause('2026-12-01T09:00:00Z', undefined, 'police')], ['11-25 11-26 no-access', '12-01 on police']],
  ['one that began before the start', [pause('2026-11-20T09:00:00Z', '2026-11-26T09:00:00Z')], []],
  ['two that overlap, in the order in which they began', [pause('2026-11-26T09:00:00Z', '2026-11-30T09:00:00Z', 'police'), pause('2026-11-25T09:00:00Z', '2026-11-28T09:00:00Z')], ['11-25 11-28 no-access', '11-28 11-30 police']],
  ['one inside another', [pause('2026-11-25T09:00:00Z', '2026-11-30T09:00:00Z'), pause('2026-11-26T09:00:00Z', '2026-11-27T09:00:00Z', 'police')], ['11-25 11-30 no-access']],
  ['one that lasts over one that is over', [pause('2026-11-25T09:00:00Z'), pause('2026-11-26T09:00:00Z', '2026-11-27T09:00:00Z', 'police')], ['11-25 on no-access']],
])('a clock stood: %s', ([_title, pauses, expected]) => expect(stretches(pauses)).toEqual(expected))

test('a clock stands no longer than it runs', () => {
  const stopped = { at: '2026-11-27T09:00:00Z', by: 'visit.completed', seq: 9 }
  expect(stretches([pause('2026-11-25T09:00:00Z', '2026-11-30T09:00:00Z'), pause('2026-11-28T09:00:00Z')], { stopped })).toEqual(['11-25 11-27 no-access'])
})

test('the stretches add up to the pauses that move the due date', () => {
  const hour = (hours: number) => instantText(epochMilliseconds(STARTED) + hours * 3_600_000)
  const arbitraryPause = fc.record({ from: fc.integer({ min: -20, max: 100 }), hours: fc.integer({ min: 0, max: 40 }), reason: fc.constantFrom('no-access', 'police') })
  fc.assert(fc.property(fc.array(arbitraryPause, { maxLength: 8 }), fc.option(fc.integer({ min: 0, max: 120 })), (drawn, end) => {
    const ledger = ledgerOf({ hours: 100 }, STARTED, {
      pauses: drawn.map(({ from, hours, reason }) => pause(hour(from), hour(from + hours), reason)),
      ...(end !== null && { stopped: { at: hour(end), by: 'visit.completed', seq: 9 } }),
    })
    const { pauses, endedAt } = dueDateOf(ledger, englandAndWales, epochMilliseconds(hour(200)))
    const sum = (parts: { from: number; to: number }[]) => parts.reduce((total, { from, to }) => total + to - from, 0)
    expect(sum(pausedStretches(ledger).map(({ from, to }) => ({ from: epochMilliseconds(from), to: epochMilliseconds(to ?? '') })))).toBe(sum(pauses.map(({ from, to }) => ({ from, to: Math.min(to, endedAt) }))))
  }))
})
