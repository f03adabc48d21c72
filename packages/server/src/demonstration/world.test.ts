import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'
import { type World, inventWorld } from './world.ts'

const larkmere = () => inventWorld(chanceOf('larkmere'), { today: '2026-11-23', homes: 200 })

test('the landlord has 200 homes in four patches and fifteen staff', () => {
  const { homes, patches, staff, tenancies, households } = larkmere()
  expect(homes).toHaveLength(200)
  expect(new Set(homes.map(({ address }) => address)).size).toBe(200)
  expect(staff).toHaveLength(15)
  expect(new Set(staff.map(({ email }) => email)).size).toBe(15)
  expect(patches.map(({ officer }) => staff.find(({ id }) => id === officer)?.name)).toEqual(['Rosalind Quill', 'Tariq Fennimore', 'Priya Saltmarsh', 'Callum Wray'])
  expect(new Set(homes.map(({ patch }) => patch))).toEqual(new Set(['north', 'south', 'east', 'west']))
  const letNow = tenancies.filter(({ endedOn }) => endedOn === undefined)
  expect(letNow.length).toBeGreaterThan(185)
  expect(letNow.length).toBeLessThan(200)
  expect(households).toHaveLength(letNow.length)
})

test('the same seed gives the same world, and its parts fit together', () => {
  const world = larkmere()
  expect(larkmere()).toEqual(world)
  const people = new Set(world.people.map(({ id }) => id))
  expect(world.tenancies.every(({ tenants }) => tenants.length > 0 && tenants.every((id) => people.has(id)))).toBe(true)
  const records = [...world.staff, ...world.blocks, ...world.homes, ...world.people, ...world.households, ...world.tenancies]
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length)
})

test('nobody real can be reached: numbers are those kept for drama, mail goes to .example, postcodes to nobody', () => {
  const { people, staff, homes } = larkmere()
  for (const { phone } of people) expect(phone ?? '07700 900000').toMatch(/^(07700 900\d{3}|01632 960\d{3})$/)
  for (const { email } of [...people, ...staff]) expect(email ?? 'a@b.example').toMatch(/^[a-z.-]+@[a-z]+\.example$/)
  for (const { postcode } of homes) expect(postcode).toMatch(/^ZX4 \d[A-Z]{2}$/)
})

test('the size can be chosen, and the tenants of the pictures are at home', () => {
  for (const homes of [20, 57, 200, 1000]) expect(inventWorld(chanceOf('larkmere'), { today: '2026-11-23', homes }).homes).toHaveLength(homes)
  const { homes, tenancies, people } = larkmere()
  const tannery = homes.find(({ address }) => address === '14 Tannery Court, Brambleford')
  const tenancy = tenancies.find(({ home }) => home === tannery?.id)
  expect(people.find(({ id }) => id === tenancy?.tenants[0])?.name).toBe('Ivo Pendlebury')
})

test('a larger landlord begins with the same homes and people', () => {
  const [small, large] = [200, 1200].map((homes) => inventWorld(chanceOf('larkmere'), { today: '2026-11-23', homes })) as [World, World]
  expect(large.homes.slice(0, 200)).toEqual(small.homes)
  expect(large.people.slice(0, small.people.length)).toEqual(small.people)
  expect(large.tenancies.slice(0, small.tenancies.length)).toEqual(small.tenancies)
  expect(large.staff.slice(0, 15)).toEqual(small.staff)
})

test('every thousand homes are a town with its own streets, patches and staff', () => {
  const { homes, patches, staff } = inventWorld(chanceOf('larkmere'), { today: '2026-11-23', homes: 3000 })
  const towns = new Map(Map.groupBy(homes, ({ address }) => address.split(', ').at(-1)!))
  expect([...towns].map(([, some]) => some.length)).toEqual([1000, 1000, 1000])
  expect(new Set(homes.map(({ address }) => address)).size).toBe(3000)
  expect(new Set(homes.map(({ reference }) => reference)).size).toBe(3000)
  expect(new Set(homes.map(({ patch }) => patch))).toEqual(new Set(patches.map(({ id }) => id)))
  expect(new Set(patches.map(({ officer }) => officer)).size).toBe(12)
  for (const patch of patches) expect(homes.filter((home) => home.patch === patch.id).length).toBeGreaterThan(150)
  expect(new Set(staff.map(({ email }) => email)).size).toBe(staff.length)
  for (const { postcode } of homes) expect(postcode).toMatch(/^ZX[456] \d[A-Z]{2}$/)
  for (const { email } of staff) expect(email).toMatch(/^[a-z0-9.-]+@larkmere\.example$/)
})
