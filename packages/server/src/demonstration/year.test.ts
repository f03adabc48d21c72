import { libraryCalendars } from '@casement/case-types'
import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'
import { knownTenants } from './brambleford.ts'
import { setStage } from './seed-demonstration.ts'
import { isInOfficeHours } from './working-time.ts'
import { type Opening, planYear } from './year.ts'

const calendars = libraryCalendars()
const calendar = calendars.find(({ id }) => id === 'england-and-wales')!

/** Long after every type came into force. */
const TODAY = '2027-11-23'

function yearOf(homes: number, today = TODAY): Opening[] {
  return planYear(setStage(chanceOf('larkmere'), { today, homes, calendars }), chanceOf('larkmere'))
}

function countOf(openings: readonly Opening[], type: string): number {
  return openings.filter(({ caseType }) => caseType.id === type).length
}

test.each([[1000, [90, 45, 6]], [3000, [270, 135, 18]], [200, [18, 9, 1]]])('%i homes have as many hazards, complaints and homes that seem abandoned as such landlords do: %j', (homes, expected) => {
  const openings = yearOf(homes)
  expect([countOf(openings, 'hazard'), countOf(openings, 'complaint'), countOf(openings, 'suspected-abandonment')]).toEqual(expected)
})

test('cases are opened in order, in office hours of the year before today, most on Mondays, and of damp about twice as many in winter as in summer', () => {
  const openings = yearOf(3000)
  const moments = openings.map(({ openedAt }) => openedAt)
  expect(moments).toEqual(moments.toSorted())
  expect(moments[0]! > '2026-11-22' && moments.at(-1)! < '2027-11-23').toBe(true)
  expect(moments.every((moment) => isInOfficeHours(moment, calendar))).toBe(true)
  const onWeekday = (day: number) => moments.filter((moment) => new Date(moment).getUTCDay() === day).length
  expect(onWeekday(1)).toBeGreaterThan(onWeekday(3) * 1.1)
  const hazardsIn = (...months: string[]) => openings.filter(({ caseType, openedAt }) => caseType.id === 'hazard' && months.includes(openedAt.slice(5, 7))).length
  expect(hazardsIn('12', '01', '02') / hazardsIn('06', '07', '08')).toBeGreaterThan(1.6)
})

test('a type has no cases from before it was in force', () => {
  const openings = yearOf(3000, '2026-11-23')
  const days = openings.filter(({ caseType }) => caseType.id === 'suspected-abandonment').map(({ openedAt }) => openedAt)
  expect(days.length).toBeGreaterThan(5)
  expect(days.length).toBeLessThan(18)
  expect(days[0]! >= '2026-05-01').toBe(true)
})

test('a tenancy has one case of a type at most, and had begun; tenants whom guides know are left alone', () => {
  const openings = yearOf(1000)
  const keys = openings.map(({ caseType, tenancy }) => `${caseType.id} ${tenancy.id}`)
  expect(new Set(keys).size).toBe(keys.length)
  expect(openings.every(({ tenancy, openedAt }) => tenancy.startedOn < openedAt)).toBe(true)
  const { world } = setStage(chanceOf('larkmere'), { today: TODAY, homes: 1000, calendars })
  const known = new Set(world.homes.filter(({ address }) => knownTenants[address.split(',')[0]!] !== undefined).map(({ id }) => id))
  expect(known.size).toBe(6)
  expect(openings.filter(({ tenancy }) => known.has(tenancy.home))).toEqual([])
})
