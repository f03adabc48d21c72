import { libraryCalendars } from '@casement/case-types'
import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'
import { isInOfficeHours, occurredBefore, urgentMoment, workingMomentAfter } from './working-time.ts'

const calendar = libraryCalendars().find(({ id }) => id === 'england-and-wales')!

test.each([
  ['a Friday morning, later the same day', '2026-11-20T09:30:00Z', 0, '2026-11-20'],
  ['a Friday evening, the next working day', '2026-11-20T18:00:00Z', 0, '2026-11-23'],
  ['a Saturday, the Monday', '2026-11-21T10:00:00Z', 0, '2026-11-23'],
  ['one day after Christmas Eve, past the holidays', '2026-12-24T10:00:00Z', 1, '2026-12-29'],
  ['one day before a Monday, the Friday', '2026-11-23T00:00:00Z', -1, '2026-11-20'],
])('%s', (...[, from, workingDays, day]) => {
  const moment = workingMomentAfter(from, { workingDays, calendar, chance: chanceOf('any') })
  expect(moment.slice(0, 10)).toBe(day)
  expect(isInOfficeHours(moment, calendar)).toBe(true)
})

test('what was written down occurred before it, in office hours and not before the task was there', () => {
  const earliest = '2026-11-20T09:00:00.000Z'
  for (let nth = 0; nth < 50; nth++) {
    const occurred = occurredBefore('2026-11-20T11:00:00.000Z', { earliest, calendar, chance: chanceOf(`${nth}`) })
    if (occurred === undefined) continue
    expect(occurred > earliest && occurred < '2026-11-20T11:00:00.000Z').toBe(true)
    expect(isInOfficeHours(occurred, calendar)).toBe(true)
  }
})

test.each([
  ['in the day, while it lasts', '2026-11-24T10:00:00.000Z', '2026-11-24T14:00:00.000Z', true],
  ['in the evening, the next morning where that is in time', '2026-11-24T16:00:00.000Z', '2026-11-25T16:00:00.000Z', true],
  ['on a Friday afternoon, the same afternoon', '2026-11-20T15:00:00.000Z', '2026-11-21T15:00:00.000Z', true],
  ['at night, by whoever is on call', '2026-11-20T19:00:00.000Z', '2026-11-21T19:00:00.000Z', false],
])('what is due within hours is done in time: %s', (...[, start, due, inHours]) => {
  for (let nth = 0; nth < 50; nth++) {
    const moment = urgentMoment(start, { due, share: 0.1 + nth * 0.017, calendar, chance: chanceOf(`${nth}`) })
    expect(moment > start && moment < due).toBe(true)
    expect(isInOfficeHours(moment, calendar)).toBe(inHours)
  }
})
