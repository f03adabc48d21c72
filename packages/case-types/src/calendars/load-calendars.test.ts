import { addWorkingDays, civilDate, dayNumber, findClosure } from '@casement/engine'
import { describe, expect, test } from 'vitest'
import { libraryCalendars } from './load-calendars.ts'

describe('The calendars of the library', () => {
  test('are England and Wales, Scotland, Northern Ireland and the whole United Kingdom, with the years that GOV.UK publishes', () => {
    expect(libraryCalendars().map(({ id, version, knownFrom, knownTo }) => [id, version, knownFrom, knownTo])).toEqual([
      ['england-and-wales', 1, '2012-01-01', '2028-12-31'],
      ['scotland', 1, '2012-01-01', '2028-12-31'],
      ['northern-ireland', 1, '2012-01-01', '2028-12-31'],
      ['united-kingdom', 1, '2012-01-01', '2028-12-31'],
    ])
  })

  test('are the same objects each time, so that the sums over them are made once', () => {
    expect(libraryCalendars()[0]).toBe(libraryCalendars()[0])
  })

  test.each([
    ['england-and-wales', '2026-12-28', 'Boxing Day (substitute day)'],
    ['england-and-wales', '2027-01-04', undefined],
    ['scotland', '2027-01-04', '2nd January (substitute day)'],
    ['scotland', '2027-03-29', undefined],
    ['northern-ireland', '2027-07-12', 'Battle of the Boyne (Orangemen’s Day)'],
    ['united-kingdom', '2027-07-12', 'Battle of the Boyne (Orangemen’s Day), Northern Ireland'],
    ['united-kingdom', '2026-11-30', 'St Andrew’s Day, Scotland'],
    ['united-kingdom', '2027-03-26', 'Good Friday'],
    ['england-and-wales', '2023-05-08', 'Bank holiday for the coronation of King Charles III'],
  ])('in %s %s is %s', (id, date, closure) => {
    expect(findClosure(calendar(id), dayNumber(date))).toBe(closure)
  })

  test.for<[string, string, number, string]>([
    ['england-and-wales', '2026-12-18', 10, '2027-01-06'],
    ['scotland', '2026-12-18', 10, '2027-01-07'],
    ['northern-ireland', '2027-03-15', 5, '2027-03-23'],
    ['england-and-wales', '2026-12-10', 20, '2027-01-12'],
    ['united-kingdom', '2026-12-10', 20, '2027-01-13'],
  ])('in %s, from %s, %i working days, is %s', ([id, from, days, to]) => {
    expect(civilDate(addWorkingDays(calendar(id), dayNumber(from), days))).toBe(to)
  })

  test('the United Kingdom is closed whenever a part of it is, and never else', () => {
    const parts = ['england-and-wales', 'scotland', 'northern-ireland'].flatMap((id) => calendar(id).closedDays.map(({ date }) => date))
    expect(calendar('united-kingdom').closedDays.map(({ date }) => date)).toEqual([...new Set(parts)].toSorted())
  })
})

function calendar(id: string) {
  const found = libraryCalendars().find((one) => one.id === id)
  if (!found) throw new Error(`No calendar ${id}`)
  return found
}
