import { describe, expect, test } from 'vitest'
import { englandAndWales, scotland, unitedKingdom } from '../testing/calendars.ts'
import { momentsOfClock, readClock } from './clock.ts'
import type { Allowance } from './allowance.ts'
import type { ClockLedger } from './clock.ts'
import { ledgerOf, pause } from './ledger.fixture.ts'

const LATER = '2026-12-01T12:00:00Z'

describe('Due days that the law and the codes give', () => {
  test.for<[string, Allowance, string, string]>([
    ['Awaab’s Law: investigate', { workingDays: 10 }, '2026-12-01', '2026-12-15'],
    ['Awaab’s Law: summary', { workingDays: 3 }, '2026-12-15', '2026-12-18'],
    ['Awaab’s Law: safety work', { workingDays: 5 }, '2026-12-15', '2026-12-22'],
    ['Awaab’s Law: 12 weeks', { days: 84 }, '2026-12-15', '2027-03-09'],
    ['Awaab’s Law over Christmas: investigate', { workingDays: 10 }, '2026-12-18', '2027-01-06'],
    ['Awaab’s Law over Christmas: summary', { workingDays: 3 }, '2027-01-06', '2027-01-11'],
    ['Awaab’s Law over Christmas: safety work', { workingDays: 5 }, '2027-01-06', '2027-01-13'],
    ['Awaab’s Law over Christmas: 12 weeks', { days: 84 }, '2027-01-06', '2027-03-31'],
    ['complaint: acknowledge', { workingDays: 5 }, '2026-12-10', '2026-12-17'],
    ['complaint: reply', { workingDays: 10 }, '2026-12-17', '2027-01-05'],
    ['complaint: reply with the longest extension', { workingDays: 20 }, '2026-12-17', '2027-01-19'],
    ['complaint stage 2 over Easter: acknowledge', { workingDays: 5 }, '2027-03-15', '2027-03-22'],
    ['complaint stage 2 over Easter: reply', { workingDays: 20 }, '2027-03-22', '2027-04-21'],
    ['complaint stage 2 over Easter: the longest extension', { workingDays: 40 }, '2027-03-22', '2027-05-20'],
    ['mutual exchange: 42 days beginning with receipt', { days: 42, inclusive: true }, '2026-12-01', '2027-01-11'],
    ['disrepair: reply to a letter of claim', { workingDays: 20 }, '2026-12-16', '2027-01-18'],
    ['right to buy: 4 weeks', { days: 28 }, '2027-01-04', '2027-02-01'],
    ['right to buy: 8 weeks', { days: 56 }, '2027-01-04', '2027-03-01'],
    ['a report on Saturday', { workingDays: 1 }, '2026-12-19', '2026-12-21'],
    ['the same day', { days: 1, inclusive: true }, '2026-12-19', '2026-12-19'],
  ])('%s: %j from %s is %s', ([_rule, allow, from, dueOn]) => {
    expect(readClock(ledgerOf(allow, `${from}T16:50:00Z`), englandAndWales, LATER)).toMatchObject({ dueOn, late: false })
  })

  test.for<[string, number, string, string]>([
    ['investigate', 10, '2026-12-18', '2027-01-07'],
    ['summary', 3, '2027-01-07', '2027-01-12'],
    ['start work', 5, '2027-01-07', '2027-01-14'],
  ])('damp and mould in Scotland over New Year: %s, %i working days from %s, is %s', ([_rule, workingDays, from, dueOn]) => {
    expect(readClock(ledgerOf({ workingDays }, `${from}T09:00:00Z`), scotland, LATER).dueOn).toBe(dueOn)
  })

  test('freedom of information leaves out a day that is a bank holiday in any part of the United Kingdom', () => {
    const request = ledgerOf({ workingDays: 20 }, '2026-12-10T09:00:00Z')
    expect(readClock(request, unitedKingdom, LATER).dueOn).toBe('2027-01-13')
    expect(readClock(request, englandAndWales, LATER).dueOn).toBe('2027-01-12')
  })
})

describe('A due day lasts until its last instant in the landlord’s zone, hours until the instant', () => {
  test.for<[string, Allowance, string, string]>([
    ['2026-12-10T09:00:00Z', { workingDays: 1 }, '2026-12-11T23:59:59.000Z', '2026-12-11'],
    ['2026-06-10T09:00:00Z', { workingDays: 1 }, '2026-06-11T22:59:59.000Z', '2026-06-11'],
    ['2026-06-10T23:30:00Z', { workingDays: 1 }, '2026-06-12T22:59:59.000Z', '2026-06-12'],
    ['2026-12-24T18:30:00Z', { hours: 24 }, '2026-12-25T18:30:00.000Z', '2026-12-25'],
    ['2026-10-24T18:30:00Z', { hours: 24 }, '2026-10-25T18:30:00.000Z', '2026-10-25'],
    ['2026-10-24T18:30:00Z', { hours: 29.5 }, '2026-10-26T00:00:00.000Z', '2026-10-26'],
  ])('from %s, %j is due at %s, on %s', ([from, allow, dueAt, dueOn]) => {
    expect(readClock(ledgerOf(allow, from), englandAndWales, from)).toMatchObject({ dueAt, dueOn })
  })

  test.each<[Allowance, string, string]>([
    [{ workingDays: 2 }, '2026-12-14T23:59:59Z', 'met'],
    [{ workingDays: 2 }, '2026-12-14T23:59:59.999Z', 'met'],
    [{ workingDays: 2 }, '2026-12-15T00:00:00Z', 'missed'],
    [{ hours: 24 }, '2026-12-11T09:00:00Z', 'met'],
    [{ hours: 24 }, '2026-12-11T09:00:00.001Z', 'missed'],
    [{ hours: 24 }, '2026-12-09T09:00:00Z', 'met'],
  ])('%j from Thursday 10 December at 9 am, done at %s, is %s', (allow, at, state) => {
    const ledger = ledgerOf(allow, '2026-12-10T09:00:00Z', { stopped: { at, by: 'visit.completed', seq: 9 } })
    expect(readClock(ledger, englandAndWales, '2027-02-01T00:00:00Z')).toMatchObject({ state, late: state === 'missed', nextMoment: undefined })
  })
})

test('a due day is in time until its last millisecond, hours until the instant', () => {
  expect(readClock(ledgerOf({ workingDays: 1 }, '2026-06-10T09:00:00Z'), englandAndWales, LATER).inTimeUntil).toBe('2026-06-11T22:59:59.999Z')
  expect(readClock(ledgerOf({ hours: 24 }, '2026-06-10T09:00:00Z'), englandAndWales, LATER).inTimeUntil).toBe('2026-06-11T09:00:00.000Z')
})

describe('The state follows from the ledger and the time', () => {
  const ledger = ledgerOf({ workingDays: 5 }, '2026-12-10T09:00:00Z', { terms: { warn: { workingDays: 2 } } })
  test.each([
    ['2026-12-10T09:00:00Z', 'running'],
    ['2026-12-14T23:59:59Z', 'running'],
    ['2026-12-15T00:00:00Z', 'warning'],
    ['2026-12-17T23:59:59.999Z', 'warning'],
    ['2026-12-18T00:00:00Z', 'overdue'],
  ])('at %s it is %s', (now, state) => {
    expect(readClock(ledger, englandAndWales, now)).toMatchObject({ state, late: state === 'overdue', warnAt: '2026-12-15T00:00:00.000Z' })
  })

  test.each<[Allowance, Allowance, string]>([
    [{ workingDays: 3 }, { workingDays: 1 }, '2026-12-14T00:00:00.000Z'],
    [{ days: 7 }, { days: 3 }, '2026-12-14T00:00:00.000Z'],
    [{ hours: 24 }, { hours: 4 }, '2026-12-11T05:00:00.000Z'],
    [{ workingDays: 3 }, { hours: 4 }, '2026-12-15T19:59:59.000Z'],
    [{ workingDays: 1 }, { workingDays: 5 }, '2026-12-10T09:00:00.000Z'],
  ])('%j warned %j before speaks at %s, never before the start', (allow, warn, warnAt) => {
    expect(readClock(ledgerOf(allow, '2026-12-10T09:00:00Z', { terms: { warn } }), englandAndWales, LATER).warnAt).toBe(warnAt)
  })

  test('withdrawn is neither met nor missed, however late', () => {
    const withdrawn = { ...ledger, withdrawn: { at: '2027-01-20T00:00:00Z', reason: 'not our repair' } }
    expect(readClock(withdrawn, englandAndWales, '2027-01-21T00:00:00Z')).toMatchObject({ state: 'withdrawn', late: false, nextMoment: undefined })
  })
})

describe('A pause adds the days of the clock’s own kind that begin inside it', () => {
  const due = (allow: Allowance, pauses: ClockLedger['pauses'], changes: Partial<ClockLedger> = {}) =>
    readClock(ledgerOf(allow, '2026-11-23T11:40:00Z', { pauses, ...changes }), englandAndWales, '2026-12-31T00:00:00Z').dueAt

  test.for<[string, Allowance, ClockLedger['pauses'], string]>([
    ['three working days and a weekend', { workingDays: 10 }, [pause('2026-11-25T17:00:00Z', '2026-11-30T09:00:00Z')], '2026-12-10T23:59:59.000Z'],
    ['the same in calendar days', { days: 10 }, [pause('2026-11-25T17:00:00Z', '2026-11-30T09:00:00Z')], '2026-12-08T23:59:59.000Z'],
    ['the same in hours, exactly', { hours: 240 }, [pause('2026-11-25T17:00:00Z', '2026-11-30T09:00:00Z')], '2026-12-08T03:40:00.000Z'],
    ['part of one day adds no day', { workingDays: 10 }, [pause('2026-11-25T09:00:00Z', '2026-11-25T17:00:00Z')], '2026-12-07T23:59:59.000Z'],
    ['a weekend adds no working day', { workingDays: 10 }, [pause('2026-11-27T18:00:00Z', '2026-11-29T18:00:00Z')], '2026-12-07T23:59:59.000Z'],
    ['from midnight to midnight is one day', { workingDays: 10 }, [pause('2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z')], '2026-12-08T23:59:59.000Z'],
    ['nested and overlapping count once', { workingDays: 10 }, [pause('2026-11-26T12:00:00Z', '2026-11-30T09:00:00Z'), pause('2026-11-25T17:00:00Z', '2026-11-27T09:00:00Z'), pause('2026-11-26T13:00:00Z', '2026-11-26T14:00:00Z')], '2026-12-10T23:59:59.000Z'],
    ['one that begins as another ends is the same pause', { workingDays: 4 }, [pause('2026-11-27T12:00:00Z', '2026-11-28T12:00:00Z'), pause('2026-11-28T12:00:00Z', '2026-11-30T12:00:00Z')], '2026-11-30T23:59:59.000Z'],
    ['one that begins before the start changes nothing', { workingDays: 10 }, [pause('2026-11-20T09:00:00Z', '2026-11-26T09:00:00Z')], '2026-12-07T23:59:59.000Z'],
    ['one on the due day, before its end, still adds', { workingDays: 10 }, [pause('2026-12-07T15:00:00Z', '2026-12-09T09:00:00Z')], '2026-12-09T23:59:59.000Z'],
    ['one that begins when the day is over cannot undo a missed date', { workingDays: 10 }, [pause('2026-12-08T00:00:00Z', '2026-12-16T09:00:00Z')], '2026-12-07T23:59:59.000Z'],
    ['one that reaches the added days adds more', { workingDays: 2 }, [pause('2026-11-25T12:00:00Z', '2026-11-26T12:00:00Z'), pause('2026-11-26T18:00:00Z', '2026-11-28T12:00:00Z')], '2026-11-27T23:59:59.000Z'],
  ])('%s', ([_title, allow, pauses, dueAt]) => expect(due(allow, pauses)).toBe(dueAt))

  test('one that begins after the stop, or outlasts it, adds nothing from then on', () => {
    const stopped = { at: '2026-11-26T12:00:00Z', by: 'visit.completed', seq: 4 }
    expect(due({ workingDays: 10 }, [pause('2026-11-27T09:00:00Z', '2026-12-10T09:00:00Z')], { stopped })).toBe('2026-12-07T23:59:59.000Z')
    expect(due({ workingDays: 10 }, [pause('2026-11-25T09:00:00Z')], { stopped })).toBe('2026-12-08T23:59:59.000Z')
  })

  test('while it lasts the clock stands, and is due as if the pause ended now', () => {
    const held = ledgerOf({ workingDays: 1 }, '2026-11-26T09:00:00Z', { pauses: [pause('2026-11-27T12:00:00Z')] })
    expect(readClock(held, englandAndWales, '2026-11-28T12:00:00Z')).toMatchObject({ state: 'paused', late: false, dueOn: '2026-11-27', nextMoment: undefined })
    expect(readClock(held, englandAndWales, '2026-12-02T12:00:00Z')).toMatchObject({ state: 'paused', late: false, dueOn: '2026-12-02' })
  })

  test('a clock that was late when it was paused stays late', () => {
    const held = ledgerOf({ workingDays: 1 }, '2026-11-26T09:00:00Z', { pauses: [pause('2026-11-30T12:00:00Z')] })
    expect(readClock(held, englandAndWales, '2026-12-02T12:00:00Z')).toMatchObject({ state: 'paused', late: true, dueOn: '2026-11-27' })
  })
})

describe('Each escalation point speaks once per target', () => {
  const terms: Partial<ClockLedger['terms']> = {
    warn: { workingDays: 1 },
    escalate: [
      { after: { workingDays: 2 }, repeat: 3, do: [{ reassign: 'team-lead' }] },
      { at: 'due', do: [{ notify: 'manager' }, { raisePriority: true }] },
      { at: 'warning', do: [{ notify: 'owner' }] },
      { after: { hours: 36 }, do: [{ notify: 'manager' }] },
    ],
  }
  const ledger = ledgerOf({ workingDays: 2 }, '2026-12-10T09:00:00Z', { terms })
  const said = [
    { point: -1, occurrence: 1, at: '2026-12-11T00:00:00.000Z' },
    { point: 2, occurrence: 1, at: '2026-12-11T00:00:00.000Z' },
    { point: -2, occurrence: 1, at: '2026-12-14T23:59:59.000Z' },
    { point: 1, occurrence: 1, at: '2026-12-14T23:59:59.000Z' },
    { point: 3, occurrence: 1, at: '2026-12-16T11:59:59.000Z' },
    { point: 0, occurrence: 1, at: '2026-12-16T23:59:59.000Z' },
    { point: 0, occurrence: 2, at: '2026-12-18T23:59:59.000Z' },
    { point: 0, occurrence: 3, at: '2026-12-22T23:59:59.000Z' },
  ]

  test('all moments are known in order, the warning and the due moment among them', () => {
    expect(momentsOfClock(ledger, englandAndWales, LATER)).toEqual(said)
  })

  test('the next is the earliest that has not fired, past ones in order too', () => {
    const next = (fired: number) => readClock({ ...ledger, fired: said.slice(0, fired) }, englandAndWales, '2027-01-20T00:00:00Z').nextMoment
    expect(said.map((_, fired) => next(fired))).toEqual(said)
    expect(next(said.length)).toBeUndefined()
  })

  test('a clock without a warning or escalation still has its due moment', () => {
    const bare = ledgerOf({ hours: 1 }, '2026-12-10T09:00:00Z')
    expect([momentsOfClock(bare, englandAndWales, LATER), readClock(bare, englandAndWales, LATER).warnAt]).toEqual([[{ point: -2, occurrence: 1, at: '2026-12-10T10:00:00.000Z' }], undefined])
  })

  test('what fired for an extended target is not armed again by the extension that gave it', () => {
    const extensions = [{ seq: 3, by: { workingDays: 2 }, reason: 'Why', who: 'officer', askedAt: '2026-12-10T10:00:00Z', state: 'in-force' as const, firedBefore: 0 }]
    const held = { ...ledger, extensions, fired: [{ point: -1, occurrence: 1, at: '2026-12-15T00:00:00.000Z' }, { point: 2, occurrence: 1, at: '2026-12-15T00:00:00.000Z' }], pauses: [pause('2026-12-15T10:00:00Z', '2026-12-16T10:00:00Z')] }
    expect(readClock(held, englandAndWales, '2026-12-16T11:00:00Z')).toMatchObject({ dueOn: '2026-12-17', nextMoment: { point: -2, occurrence: 1, at: '2026-12-17T23:59:59.000Z' } })
  })

  test('what fired is armed again only when a resumption puts it in the future', () => {
    const warned = { ...ledger, fired: said.slice(0, 2) }
    const resumed = (from: string, to: string) => readClock({ ...warned, pauses: [pause(from, to)] }, englandAndWales, to).nextMoment
    expect(resumed('2026-12-11T12:00:00Z', '2026-12-16T12:00:00Z')).toEqual({ point: -2, occurrence: 1, at: '2026-12-17T23:59:59.000Z' })
    expect(resumed('2026-12-14T12:00:00Z', '2026-12-14T13:00:00Z')).toEqual(said[2])
    const warned4HoursBefore = ledgerOf({ workingDays: 9 }, '2026-12-10T09:00:00Z', { terms: { warn: { hours: 4 } }, fired: [{ point: -1, occurrence: 1, at: '2026-12-23T19:59:59.000Z' }] })
    const held = { ...warned4HoursBefore, pauses: [pause('2026-12-23T20:30:00Z', '2026-12-24T09:00:00Z')] }
    expect(readClock(held, englandAndWales, '2026-12-24T09:00:00Z').nextMoment).toEqual({ point: -1, occurrence: 1, at: '2026-12-24T19:59:59.000Z' })
  })
})
