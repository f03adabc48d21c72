import { civilDate, dayNumber } from '@casement/engine'
import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'
import { planRota } from './rota.ts'
import { inventWorld } from './world.ts'

const today = '2026-11-23'
const { staff } = inventWorld(chanceOf('larkmere'), { today, homes: 20 })
const year = Array.from({ length: 365 }, (_, nth) => dayNumber(today) - 365 + nth)

test('everyone has weeks of leave in the year, and is back for the last fortnight', () => {
  const rota = planRota(staff, { today, chance: chanceOf('rota') })
  for (const { id } of staff) {
    const away = year.filter((day) => rota.backOn(id, day) !== undefined)
    expect(away.length).toBeGreaterThan(14)
    expect(away.length).toBeLessThan(60)
    expect(civilDate(away.at(-1)!) <= '2026-11-09').toBe(true)
  }
})

test('whoever is away comes back on a later day', () => {
  const rota = planRota(staff, { today, chance: chanceOf('rota') })
  for (const { id } of staff) for (const day of year) expect(rota.backOn(id, day) ?? day + 1).toBeGreaterThan(day)
})

test('the same seed gives the same rota', () => {
  const days = (seed: string) => year.map((day) => planRota(staff.slice(0, 1), { today, chance: chanceOf(seed) }).backOn(staff[0]!.id, day))
  expect(days('a')).toEqual(days('a'))
  expect(days('a')).not.toEqual(days('b'))
})
