import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { EventLog } from './event-log.ts'
import { readLogCases } from './log-cases.ts'
import { mapColumns } from './mapping.ts'
import { readEventLog } from './read-event-log.ts'

const COLUMNS = ['case:concept:name', 'concept:name', 'time:timestamp', 'lifecycle:transition', 'case:startdate', 'case:enddate', 'case:area']
const NOW = '2026-11-22T12:00:00.000Z'

function casesOf(rows: string[][]) {
  const log: EventLog = { name: 'log', fileName: 'log.csv', digest: '', columns: COLUMNS, rows: rows.map((values, index) => ({ line: index + 2, values })), problems: [] }
  return readLogCases(log, { mapping: mapColumns(COLUMNS), zone: 'Europe/London', now: NOW })
}

describe('the cases of a log', () => {
  test('have their events in the order they occurred, at equal moments in that of the file', () => {
    const { cases } = casesOf([
      ['1', 'Visit', '2026-01-02T10:00:00Z'],
      ['2', 'Call', '2026-01-01T09:00:00Z'],
      ['1', 'Write', '2026-01-02T10:00:00Z'],
      ['1', 'Call', '2026-01-01T10:00:00Z', '', '', '', 'North'],
    ])
    expect(cases.map(({ id, line, openedAt, fields, events }) => [id, line, openedAt, fields, events.map(({ activity }) => activity).join()])).toEqual([
      ['2', 3, '2026-01-01T09:00:00.000Z', {}, 'Call'],
      ['1', 2, '2026-01-01T10:00:00.000Z', { area: 'North' }, 'Call,Visit,Write'],
    ])
  })

  test('lack rows that cannot be events; each is told by line and reason', () => {
    const { cases, problems } = casesOf([
      ['', 'Visit', '2026-01-02T10:00:00Z'],
      ['1', ' ', '2026-01-02T10:00:00Z'],
      ['1', 'Visit', 'soon'],
      ['1', 'Visit', '2026-11-22T12:00:01Z'],
      ['1', 'Visit\0', '2026-01-02T10:00:00Z'],
      ['1', 'Vis\uFFFDt', '2026-01-02T10:00:00Z'],
      ['x'.repeat(300), 'Visit', '2026-01-02T10:00:00Z'],
    ])
    expect(cases).toEqual([])
    expect(problems.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '2 it names no case',
      '3 it names no activity',
      '4 "soon" is not a time: write it like 2011-10-11T13:45:40+02:00',
      '5 2026-11-22T12:00:01.000Z is in the future',
      '6 it has a NUL character',
      '7 it has characters that are not UTF-8: save the file as UTF-8',
      '8 its case or activity has more than 200 characters',
    ])
  })

  test('count completions only, and say what else there was', () => {
    const { cases, notes } = casesOf([
      ['1', 'Visit', '2026-01-02 10:00', 'start'],
      ['1', 'Visit', '2026-01-02 11:00', 'COMPLETE'],
    ])
    expect(cases[0]?.events.map(({ line }) => line)).toEqual([3])
    expect(notes).toEqual(['1 rows are not completions and were left out (start 1).', '1 times have no offset from UTC and were read as times of Europe/London.'])
  })

  test('keep rows from before their start and after their end, with a warning', () => {
    const { cases, warnings } = casesOf([
      ['1', 'Early', '2026-01-01T10:00:00Z', '', '2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z'],
      ['1', 'Late', '2026-01-04T10:00:00Z'],
    ])
    expect(cases).toMatchObject([{ openedAt: '2026-01-02T00:00:00.000Z', endedAt: '2026-01-03T00:00:00.000Z', events: [{ activity: 'Early' }, { activity: 'Late' }] }])
    expect(warnings).toEqual([{ line: 2, reason: 'the row lies before the start of its case' }, { line: 3, reason: 'the row lies after the end of its case' }])
  })

  test.each([
    ['an end that has not come', ['', '2026-12-24T00:00:00Z'], 'the end of its case is in the future: the case is left open'],
    ['a start that is no time', ['Monday', ''], /the start of its case is not known, "Monday" is not a time/],
    ['an end before its start', ['2026-02-01T00:00:00Z', '2026-01-09T00:00:00Z'], 'the case ends before it starts: its first event is taken as its start'],
  ])('are warned of %s', (_what, edges, words) => {
    const { cases, warnings } = casesOf([['1', 'Visit', '2026-01-05T10:00:00Z', '', ...edges]])
    expect(cases).toMatchObject([{ openedAt: '2026-01-05T10:00:00.000Z' }])
    expect(warnings).toMatchObject([{ line: 2, reason: words instanceof RegExp ? expect.stringMatching(words) : words }])
  })

  test('of the receipt log are 1,434 with 8,577 events, 192 of them outside the time of their case', async () => {
    const log = await readEventLog(join(import.meta.dirname, 'testing/receipt-log.csv.gz'))
    const { cases, problems, warnings } = readLogCases(log, { mapping: mapColumns(log.columns), zone: 'Europe/London', now: NOW })
    const events = cases.flatMap((one) => one.events)
    expect([cases.length, events.length, new Set(events.map(({ activity }) => activity)).size]).toEqual([1434, 8577, 27])
    expect(new Set(cases.map((one) => one.events.map(({ activity }) => activity).join())).size).toBe(116)
    expect(problems).toEqual([])
    expect(Map.groupBy(warnings, ({ reason }) => reason).entries().map(([reason, lines]) => `${lines.length} ${reason}`).toArray()).toEqual([
      '180 the row lies after the end of its case',
      '2 the case ends before it starts: its first event is taken as its start',
      '12 the row lies before the start of its case',
    ])
  })
})
