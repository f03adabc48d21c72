import { describe, expect, test } from 'vitest'
import { englandAndWales } from '../testing/calendars.ts'
import type { Allowance } from './allowance.ts'
import type { ClockLedger } from './clock.ts'
import { explainClock, explanationText } from './explain.ts'
import type { ClockExtension, ExtensionRule } from './extension.ts'
import { ledgerOf, pause } from './ledger.fixture.ts'

const ENQUIRIES = ledgerOf({ workingDays: 13 }, '2026-11-23T11:40:00Z', {
  trigger: { name: 'visit.no-sign-of-life', seq: 3 },
  pauses: [pause('2026-11-25T17:00:00Z', '2026-11-30T09:00:00Z', 'police-request')],
  terms: { name: 'Enquiries finished', source: 'Tenancy fraud and abandonment policy 4.5', pausedBy: ['police-request'] },
})

describe('A due date shows its working', () => {
  test('as a ledger that a tribunal can follow', () => {
    expect(explanationText(explainClock(ENQUIRIES, englandAndWales, '2026-12-10T10:00:00Z'))).toBe(
      [
        'Enquiries finished by Tue 15 Dec',
        '13 working days from visit no sign of life, that day not counted. Stops while on hold for police request.',
        'Our own target: Tenancy fraud and abandonment policy 4.5',
        'Started: visit no sign of life, Mon 23 Nov, 11.40 am',
        '',
        'Allowed',
        'Rule: Tenancy fraud and abandonment policy 4.5: 13',
        'Total: 13 working days',
        '',
        'Counted (working days, so far)',
        'Mon 23 Nov: Start: visit no sign of life, 11.40 am: –, 0',
        'Tue 24 – Wed 25 Nov: Counted: 2, 2',
        'Thu 26 – Mon 30 Nov: Paused: police request: –, 2',
        'Tue 1 – Fri 4 Dec: Counted: 4, 6',
        'Sat 5 – Sun 6 Dec: Weekend: –, 6',
        'Mon 7 – Wed 9 Dec: Counted: 3, 9',
        'Thu 10 Dec: Today, 3 working days left: 1, 10',
        'Fri 11 Dec: To come: 1, 11',
        'Sat 12 – Sun 13 Dec: Weekend: –, 11',
        'Mon 14 – Tue 15 Dec: To come: 2, 13',
        '',
        'Due: Tue 15 Dec, to midnight: 13',
        '3 working days left',
        'Calendar: England and Wales, version 1, closed days known to Wed 30 Jun 2027',
      ].join('\n'),
    )
  })

  test('and as one cell a day', () => {
    const { cells } = explainClock(ENQUIRIES, englandAndWales, '2026-12-10T10:00:00Z')
    expect(cells.map(({ kind }) => kind[0]).join('')).toBe('sccpppppcccccccccttcctd')
    expect([cells[0]?.date, cells[17]?.kind, cells.at(-1)?.date]).toEqual(['2026-11-23', 'today', '2026-12-15'])
  })

  test('a long clock folds its cells and loses no day', () => {
    const { cells } = explainClock(ledgerOf({ days: 84 }, '2026-12-15T09:00:00Z'), englandAndWales, '2026-12-15T10:00:00Z')
    expect([cells.length, cells[0], cells.at(-1)]).toEqual([43, { date: '2026-12-15', kind: 'start', days: 2 }, { date: '2027-03-09', kind: 'due', days: 1 }])
  })

  test('closed days are named, and a day that counts is never in two rows', () => {
    const { rows } = explainClock(ledgerOf({ workingDays: 3 }, '2026-12-23T09:00:00Z'), englandAndWales, '2026-12-23T10:00:00Z')
    expect(rows.map(({ from, to, kind, words, soFar }) => [from, to, kind, words, soFar])).toEqual([
      ['2026-12-23', '2026-12-23', 'start', 'Start: case opened, 9 am', 0],
      ['2026-12-24', '2026-12-24', 'to-come', 'To come', 1],
      ['2026-12-25', '2026-12-25', 'closed', 'Christmas Day', 1],
      ['2026-12-26', '2026-12-27', 'closed', 'Weekend', 1],
      ['2026-12-28', '2026-12-28', 'closed', 'Boxing Day', 1],
      ['2026-12-29', '2026-12-30', 'to-come', 'To come', 3],
    ])
  })

  test('hours are counted through the night, and those of a pause left out', () => {
    const hours = ledgerOf({ hours: 24 }, '2026-12-24T18:30:00Z', { pauses: [pause('2026-12-24T19:00:00Z', '2026-12-24T20:00:00Z')] })
    const { rows, due, rule } = explainClock(hours, englandAndWales, '2026-12-25T09:00:00Z')
    expect(rows.map(({ words, count, soFar }) => [words, count, soFar])).toEqual([
      ['Start: case opened, 6.30 pm; Paused: no access, 1 hour not counted', 4.5, 4.5],
      ['Today, 10.5 hours left', 19.5, 24],
    ])
    expect([due.words, rule]).toEqual(['Fri 25 Dec, 7.30 pm', '24 hours from case opened, nights, weekends and holidays included. Stops while on hold for no access.'])
  })

  test('a day of 25 hours is 25 of a clock in hours', () => {
    const { rows } = explainClock(ledgerOf({ hours: 49 }, '2026-10-23T23:00:00Z'), englandAndWales, '2026-10-27T09:00:00Z')
    expect(rows.map(({ from, to, count }) => [from, to, count])).toEqual([['2026-10-24', '2026-10-24', 24], ['2026-10-25', '2026-10-26', 25]])
  })
})

describe('An extension is part of the sum', () => {
  const extension: ClockExtension = { seq: 7, by: { workingDays: 2 }, reason: 'The surveyor is ill', who: 'Dawn Ellery', askedAt: '2026-12-14T09:00:00Z', state: 'in-force', toldAt: '2026-12-14T15:00:00Z' }
  const extended = (changes: Partial<ClockExtension> = {}, extend: ExtensionRule = { by: { workingDays: 10 }, noticeBeforeDue: 'tell', source: 'Code 6.4' }) =>
    ledgerOf({ workingDays: 3 }, '2026-12-10T09:00:00Z', { terms: { pausedBy: [], extend }, extensions: [{ ...extension, ...changes }] })
  const explained = (ledger: ClockLedger, now = '2026-12-14T16:00:00Z') => explainClock(ledger, englandAndWales, now)

  test('with who, when and the limit; its days are told apart, and the first target stays', () => {
    const { allowed, total, rows, cells, due, firstDue, rule } = explained(extended())
    expect(rule).toBe('3 working days from case opened, that day not counted. No hold stops it. It may be extended once, by at most 10 working days, if the letter that says so goes out before it is past due.')
    expect(allowed).toEqual([
      { label: 'Rule', detail: 'Our own target', units: 3 },
      { label: 'Extended', detail: 'The surveyor is ill. Dawn Ellery, Mon 14 Dec, told the same day. 2 of at most 10 (Code 6.4)', units: 2 },
    ])
    expect([total, due.words, firstDue]).toEqual([5, 'Thu 17 Dec, to midnight', { on: '2026-12-15', at: '2026-12-15T23:59:59.000Z', words: 'Tue 15 Dec' }])
    expect(rows.slice(-2).map(({ from, to, words, soFar }) => [from, to, words, soFar])).toEqual([['2026-12-15', '2026-12-15', 'To come', 3], ['2026-12-16', '2026-12-17', 'To come, extended', 5]])
    expect(cells.map(({ kind, extended: past }) => `${kind}${past ? '+' : ''}`)).toEqual(['start', 'counted', 'closed', 'closed', 'today', 'to-come', 'to-come+', 'due+'])
    expect(explanationText(explained(extended())).split('\n')).toEqual(expect.arrayContaining(['Due: Thu 17 Dec, to midnight: 5', 'First target: Tue 15 Dec']))
  })

  test.for<[string, Partial<ClockExtension>, string]>([
    ['proposed', { state: 'proposed', toldAt: undefined }, 'The surveyor is ill. Dawn Ellery, Mon 14 Dec. 2 working days, to Thu 17 Dec, once the letter has gone out in time'],
    ['lapsed, its letter late', { state: 'lapsed', toldAt: '2026-12-16T09:00:00Z' }, 'The surveyor is ill. Dawn Ellery, Mon 14 Dec. The letter went out Wed 16 Dec, too late'],
    ['lapsed, its letter cancelled', { state: 'lapsed', toldAt: undefined }, 'The surveyor is ill. Dawn Ellery, Mon 14 Dec. The letter did not go out'],
  ])('%s, it is told and adds nothing', ([_title, changes, detail]) => {
    const { allowed, total, due, firstDue } = explained(extended(changes))
    expect([allowed[1]?.detail, allowed[1]?.units, total, due.on, firstDue]).toEqual([detail, 0, 3, '2026-12-15', undefined])
  })

  test('in another unit it goes on from the due date, and the sum in the clock’s own stays whole', () => {
    const { allowed, total, rows, due, left } = explained(extended({ by: { days: 3 } }, { by: { days: 7 } }))
    expect(allowed[1]).toEqual({ label: 'Extended', detail: 'The surveyor is ill. Dawn Ellery, Mon 14 Dec, told the same day. 3 days from the first due date. 3 of at most 7', units: 0 })
    expect([total, due.on, left.words]).toEqual([3, '2026-12-18', '4 working days left'])
    expect(rows.at(-1)).toMatchObject({ from: '2026-12-16', to: '2026-12-18', words: 'Extended by 3 days', count: 0, soFar: 3 })
  })
})

describe('What is left is said in the clock’s own unit', () => {
  const stop = (at: string): Partial<ClockLedger> => ({ stopped: { at, by: 'visit.completed', seq: 8 } })
  test.for<[string, Allowance, Partial<ClockLedger>, string, string]>([
    ['on the due day', { workingDays: 5 }, {}, '2026-12-17T09:00:00Z', '0 working days left'],
    ['over a weekend', { workingDays: 5 }, {}, '2026-12-12T09:00:00Z', '4 working days left'],
    ['before the weekend is over', { workingDays: 1 }, {}, '2026-12-12T09:00:00Z', 'Late by less than 1 working day'],
    ['late', { workingDays: 1 }, {}, '2026-12-15T09:00:00Z', 'Late by 2 working days'],
    ['one day', { days: 3 }, {}, '2026-12-12T09:00:00Z', '1 day left'],
    ['met', { workingDays: 5 }, stop('2026-12-14T09:00:00Z'), '2027-01-10T09:00:00Z', 'Met with 3 working days to spare'],
    ['stopped before it started', { workingDays: 5 }, stop('2026-12-01T09:00:00Z'), '2027-01-10T09:00:00Z', 'Met with 5 working days to spare'],
    ['missed', { hours: 24 }, stop('2026-12-11T10:30:00Z'), '2027-01-10T09:00:00Z', 'Missed by 1.5 hours'],
    ['paused', { workingDays: 5 }, { pauses: [pause('2026-12-14T08:00:00Z')] }, '2027-01-10T09:00:00Z', 'Paused with 3 working days left'],
    ['paused when late', { workingDays: 1 }, { pauses: [pause('2026-12-15T08:00:00Z')] }, '2027-01-10T09:00:00Z', 'Paused when 2 working days late'],
    ['withdrawn', { workingDays: 5 }, { withdrawn: { at: '2026-12-14T09:00:00Z', reason: 'not our repair' } }, '2027-01-10T09:00:00Z', 'Withdrawn'],
  ])('%s', ([_title, allow, changes, now, words]) => {
    expect(explainClock(ledgerOf(allow, '2026-12-10T09:00:00Z', changes), englandAndWales, now).left.words).toBe(words)
  })

  test('days after the stop were not needed, and the sum still adds up', () => {
    const { rows } = explainClock(ledgerOf({ workingDays: 3 }, '2026-12-14T09:00:00Z', stop('2026-12-15T09:00:00Z')), englandAndWales, '2027-01-10T09:00:00Z')
    expect(rows.map(({ words, soFar }) => [words, soFar])).toEqual([['Start: case opened, 9 am', 0], ['Counted', 1], ['Not needed', 3]])
  })
})

describe('A clock that reaches past the known closed days says so', () => {
  test.for<[string, Allowance, string, RegExp]>([
    ['after the last year known', { workingDays: 5 }, '2027-06-28', /known to Wed 30 Jun.*not yet left out/],
    ['before the first', { workingDays: 5 }, '2026-09-28', /known from Thu 1 Oct 2026/],
    ['within them', { workingDays: 5 }, '2027-06-14', /^$/],
    ['in calendar days, which no closed day changes', { days: 60 }, '2027-06-14', /^$/],
  ])('%s', ([_title, allow, from, words]) => {
    const { calendar } = explainClock(ledgerOf(allow, `${from}T09:00:00Z`), englandAndWales, '2027-06-14T09:00:00Z')
    expect(calendar.warning ?? '').toMatch(words)
  })
})
