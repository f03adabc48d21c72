import { compileCaseType, type CaseTypeDefinition } from '@casement/engine'
import { describe, expect, test } from 'vitest'
import type { LogCase } from './log-cases.ts'
import { matchActivities } from './match-activities.ts'
import { planCase } from './plan-case.ts'

const damp: CaseTypeDefinition = {
  id: 'damp', version: 1, name: 'Damp', reference: 'DA', about: 'home', calendar: 'england-and-wales',
  lists: { area: [{ id: 'north', name: 'The North' }] },
  fields: { area: { choice: 'area' }, rooms: { number: {} }, reportedOn: { date: {} }, ask: { yesNo: {} } },
  steps: [
    { kind: 'task', id: 'visit', name: 'Visit the home', outcomes: ['damp', 'dry'] },
    { kind: 'task', id: 'call', name: 'Call', fields: { group: { text: {} } } },
    { kind: 'milestone', id: 'done', name: 'Done', after: 'visit' },
  ],
}

function compiled(definition: CaseTypeDefinition) {
  const { caseType, findings } = compileCaseType(definition)
  if (caseType === undefined) throw new Error(JSON.stringify(findings))
  return caseType
}

const caseType = compiled(damp)
const now = '2026-11-22T12:00:00.000Z'

function plan(logCase: Partial<LogCase>, written: Record<string, string> = {}) {
  const whole: LogCase = { id: 'c1', line: 2, openedAt: '2026-01-02T00:00:00.000Z', subject: 'H-1', fields: {}, events: [], ...logCase }
  const matched = matchActivities(whole.events.map(({ activity }) => activity), caseType, written)
  return planCase(whole, { caseType, matched, subjects: new Map([['H-1', { kind: 'home' as const, id: 'home-id' }]]), logName: 'log', zone: 'Europe/London', now })
}

describe('activities', () => {
  test('are the tasks of that id or name, whatever their case, or what the mapping says, with its outcome', () => {
    const matched = matchActivities(['CALL', 'visit the home', 'Seen: damp', 'Other', 'Done'], caseType, { 'Seen: damp': 'visit.damp' })
    expect([...matched].map(([activity, { step, outcome }]) => [activity, step.id, outcome])).toEqual([['CALL', 'call', undefined], ['visit the home', 'visit', undefined], ['Seen: damp', 'visit', 'damp']])
  })

  test.each(['visits', 'visit.wet', 'done'])('that the mapping calls %s are refused, with the tasks there are', (named) => {
    expect(() => matchActivities(['Seen'], caseType, { Seen: named })).toThrow(`The mapping says activities.Seen: ${named}`)
  })
})

describe('what an import does to a case', () => {
  test('is to open it, record its tasks in order, and close it where the log says; time never runs backwards', () => {
    const { history, lines } = plan({
      endedAt: '2026-01-03T00:00:00.000Z',
      events: [
        { line: 2, activity: 'Call', at: '2026-01-01T00:00:00.000Z', resource: 'Ann', group: 'East' },
        { line: 3, activity: 'Call', at: '2026-01-03T00:00:00.000Z' },
        { line: 4, activity: 'Call', at: '2026-01-04T00:00:00.000Z' },
      ],
    })
    expect(history?.newCase).toMatchObject({ caseType: 'damp', version: 1, subject: { kind: 'home', id: 'home-id' }, occurredAt: '2026-01-02T00:00:00.000Z', recordedAt: now, actor: { kind: 'import', id: 'log' } })
    expect(history?.steps.map(({ command, now, actor }, index) => `${lines[index]} ${command.type} ${command.occurredAt?.slice(8, 10) ?? ''} decided ${now?.slice(5, 10)} by ${actor.id}`)).toEqual([
      '2 record-task 01 decided 01-02 by Ann',
      '3 record-task 03 decided 01-03 by log',
      '2 close-case 03 decided 01-03 by log',
      '4 record-task 04 decided 01-04 by log',
      '2 advance-time  decided 11-22 by log',
    ])
    expect(history?.steps[0]?.command).toMatchObject({ step: 'call', fields: { group: 'East' } })
  })

  test('leaves out rows that match no task, each with its reason', () => {
    const { history, problems } = plan({ events: [{ line: 7, activity: 'Sing', at: now }] })
    expect([history, problems]).toEqual([undefined, [{ line: 7, reason: 'Damp has no task called "Sing"' }]])
  })

  test.each([['H-2', 'there is no home "H-2"'], [undefined, 'it does not say which home it is about']])('is nothing where it is about %s', (subject, reason) => {
    const { history, problems } = plan({ subject, events: [{ line: 7, activity: 'Call', at: now }, { line: 8, activity: 'Call', at: now }] })
    expect([history, problems]).toEqual([undefined, [{ line: 7, reason }, { line: 8, reason }]])
  })

  test('keeps what is known of the case in the fields of its type, and says what it cannot keep', () => {
    const events = [{ line: 3, activity: 'Call', at: now }]
    const { history, warnings } = plan({ fields: { area: 'the north', rooms: '3', reportedOn: '2026-06-30T23:30:00Z', ask: 'Yes', unknown: 'x' }, events })
    expect(history?.newCase).toMatchObject({ fields: { area: 'north', rooms: 3, reportedOn: '2026-07-01', ask: true } })
    expect(warnings).toEqual([])
    expect(plan({ fields: { area: 'South', rooms: 'many', reportedOn: 'then', ask: 'perhaps' }, events }).warnings.map(({ reason }) => reason)).toEqual([
      '"South" cannot be kept as Area', '"many" cannot be kept as Rooms', '"then" cannot be kept as Reported on', '"perhaps" cannot be kept as Ask',
    ])
  })
})
