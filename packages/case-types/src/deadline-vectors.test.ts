import { type Allowance, type ClockLedger, readClock } from '@casement/engine'
import { describe, expect, test } from 'vitest'
import { libraryCalendars } from './calendars/load-calendars.ts'

const LATER = '2027-12-01T12:00:00Z'

/** Deadlines of the law and the codes, worked out by hand from their sources: rule, calendar, trigger, due day. */
describe('Deadlines of the law and the codes', () => {
  test.for<[string, string, Allowance, string, string]>([
    ['Awaab’s Law: investigate', 'england-and-wales', { workingDays: 10 }, '2026-12-01', '2026-12-15'],
    ['Awaab’s Law: summary', 'england-and-wales', { workingDays: 3 }, '2026-12-15', '2026-12-18'],
    ['Awaab’s Law: safety work', 'england-and-wales', { workingDays: 5 }, '2026-12-15', '2026-12-22'],
    ['Awaab’s Law: supplementary work begun', 'england-and-wales', { weeks: 12 }, '2026-12-15', '2027-03-09'],
    ['Awaab’s Law over Christmas: investigate', 'england-and-wales', { workingDays: 10 }, '2026-12-18', '2027-01-06'],
    ['Awaab’s Law over Christmas: summary', 'england-and-wales', { workingDays: 3 }, '2027-01-06', '2027-01-11'],
    ['Awaab’s Law over Christmas: safety work', 'england-and-wales', { workingDays: 5 }, '2027-01-06', '2027-01-13'],
    ['Awaab’s Law over Christmas: 12 weeks', 'england-and-wales', { weeks: 12 }, '2027-01-06', '2027-03-31'],
    ['damp and mould in Scotland: investigate', 'scotland', { workingDays: 10 }, '2026-12-18', '2027-01-07'],
    ['damp and mould in Scotland: summary', 'scotland', { workingDays: 3 }, '2027-01-07', '2027-01-12'],
    ['damp and mould in Scotland: start work', 'scotland', { workingDays: 5 }, '2027-01-07', '2027-01-14'],
    ['complaint stage 1: acknowledge', 'england-and-wales', { workingDays: 5 }, '2026-12-10', '2026-12-17'],
    ['complaint stage 1: reply', 'england-and-wales', { workingDays: 10 }, '2026-12-17', '2027-01-05'],
    ['complaint stage 2 over Easter: acknowledge', 'england-and-wales', { workingDays: 5 }, '2027-03-15', '2027-03-22'],
    ['complaint stage 2 over Easter: reply', 'england-and-wales', { workingDays: 20 }, '2027-03-22', '2027-04-21'],
    ['subject access, received on a Saturday', 'england-and-wales', { months: 1, roll: 'next-working-day' }, '2026-10-31', '2026-11-30'],
    ['subject access over Christmas', 'england-and-wales', { months: 1, roll: 'next-working-day' }, '2026-11-25', '2026-12-29'],
    ['subject access from the end of January', 'england-and-wales', { months: 1, roll: 'next-working-day' }, '2027-01-31', '2027-03-01'],
    ['mutual exchange: 42 days beginning with receipt', 'england-and-wales', { days: 42, inclusive: true }, '2026-12-01', '2027-01-11'],
    ['freedom of information', 'united-kingdom', { workingDays: 20 }, '2026-12-10', '2027-01-13'],
    ['freedom of information by the wrong calendar', 'england-and-wales', { workingDays: 20 }, '2026-12-10', '2027-01-12'],
    ['right to buy: 4 weeks', 'england-and-wales', { weeks: 4 }, '2027-01-04', '2027-02-01'],
    ['right to buy: 8 weeks', 'england-and-wales', { weeks: 8 }, '2027-01-04', '2027-03-01'],
  ])('%s (%s): %j from %s is %s', ([_rule, calendar, allow, from, dueOn]) => {
    expect(readClock(ledgerOf(allow, from), calendarOf(calendar), LATER).dueOn).toBe(dueOn)
  })

  test.for<[string, Allowance, ClockLedger['extensions'], string, string, string]>([
    ['complaint stage 1, the longest extension', { workingDays: 10 }, byMore({ workingDays: 10 }), '2026-12-17', '2027-01-05', '2027-01-19'],
    ['complaint stage 2 over Easter, the longest extension', { workingDays: 20 }, byMore({ workingDays: 20 }), '2027-03-22', '2027-04-21', '2027-05-20'],
    ['subject access, received on a Saturday, two months more', { months: 1, roll: 'next-working-day' }, byMore({ months: 2 }), '2026-10-31', '2026-11-30', '2027-02-01'],
    ['subject access over Christmas, two months more', { months: 1, roll: 'next-working-day' }, byMore({ months: 2 }), '2026-11-25', '2026-12-29', '2027-02-25'],
    ['subject access from the end of January, two months more', { months: 1, roll: 'next-working-day' }, byMore({ months: 2 }), '2027-01-31', '2027-03-01', '2027-04-30'],
  ])('%s (semantics 32): %j with %j from %s, first due %s, is %s', ([_rule, allow, extensions, from, first, dueOn]) => {
    expect(readClock({ ...ledgerOf(allow, from), extensions }, calendarOf('england-and-wales'), LATER)).toMatchObject({ dueOn, first: { dueOn: first } })
  })

  test('a letter of claim posted on 14 December is taken as received on the 16th, and the reply is due on 18 January', () => {
    const posted = ledgerOf({ workingDays: 20 }, '2026-12-14')
    const letter = { ...posted, terms: { ...posted.terms, deemedAfter: { workingDays: 2 } } }
    expect(readClock(letter, calendarOf('england-and-wales'), LATER).dueOn).toBe('2027-01-18')
  })

  test.each([
    ['opens the day after six months', '2027-06-04T22:59:59Z', true],
    ['is open from then on', '2027-06-04T23:00:00Z', false],
  ])('ground 15A, notice more than six months but less than twelve after a death on 4 December: %s', (_what, at, early) => {
    const death = ledgerOf({ months: 12, inclusive: true }, '2026-12-04')
    const served = { ...death, terms: { ...death.terms, notBefore: { months: 6 } }, stopped: { at, by: 'notice.sent', seq: 2 } }
    expect(readClock(served, calendarOf('england-and-wales'), LATER)).toMatchObject({ dueOn: '2027-12-03', opensAt: '2027-06-04T23:00:00.000Z', early, state: early ? 'missed' : 'met' })
  })
})

function byMore(by: { workingDays: number } | { months: number }): ClockLedger['extensions'] {
  return [{ seq: 2, by, reason: 'Many records', who: 'officer', askedAt: '2026-12-01T10:00:00Z', state: 'in-force' }]
}

function ledgerOf(allow: Allowance, day: string): ClockLedger {
  const terms = { id: 'reply', name: 'Reply', basis: 'law' as const, allow, pausedBy: [], escalate: [], calendar: 'england-and-wales', calendarVersion: 1 }
  return { id: 'reply.1', terms, startedAt: `${day}T16:50:00Z`, trigger: { name: 'case.opened', seq: 1 }, pauses: [], fired: [] }
}

function calendarOf(id: string) {
  const found = libraryCalendars().find((one) => one.id === id)
  if (!found) throw new Error(`No calendar ${id}`)
  return found
}
