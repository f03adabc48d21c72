import { civilDate, dayNumber } from '@casement/engine'
import type { Block, Home, Household, Patch, Person, Tenancy } from '../records/save-records.ts'
import { knownTenants, type Street } from './brambleford.ts'
import type { Chance } from './chance.ts'
import { dealNames, emailOf, inventLandline, inventMobile, inventName, type Name } from './names.ts'
import { type Colleague, type Team, colleagues, inventColleagues, teams } from './staff.ts'
import { HOMES_OF_A_QUARTER, HOMES_OF_A_TOWN, type Town, patchOf, townsFor } from './towns.ts'

export const landlordName = 'Larkmere Homes'

export interface StaffMember extends Colleague {
  id: string
}

/** What is known of a home and a tenancy when they are invented. */
export type InventedHome = Home & { bedrooms: number; patch: string }
export type InventedTenancy = Tenancy & { weeklyRent: number; arrears: number }

/** The landlord with everything that cases are about, before any case. */
export interface World {
  teams: readonly Team[]
  patches: (Patch & { officer: string })[]
  staff: StaffMember[]
  blocks: Block[]
  homes: InventedHome[]
  people: Person[]
  households: Household[]
  tenancies: InventedTenancy[]
}

export interface WorldSize {
  /** Civil date: tenancies began before it. */
  today: string
  homes: number
}

const SIDES = ['north', 'south', 'east', 'west'] as const
const VOID_SHARE = 0.03
const JOINT_SHARE = 0.25
const DAYS_A_YEAR = 365

/** Invents the landlord: the same chance, day and size give the same world, and a larger one begins with the same people. */
export function inventWorld(chance: Chance, { today, homes }: WorldSize): World {
  const world: World = { teams, patches: [], staff: [], blocks: [], homes: [], people: [], households: [], tenancies: [] }
  for (const town of townsFor(homes)) {
    const staff = town.nth === 0 ? colleagues : inventColleagues(town, chance.fork(`staff ${town.nth}`))
    world.staff.push(...staff.map((colleague) => ({ ...colleague, id: chance.fork(colleague.email).uuid() })))
    world.patches.push(...patchesOf(town, world.staff))
    for (const [index, quarter] of town.quarters.entries()) addQuarter(world, quarter, { town, index, chance: chance.fork(`${town.nth} ${index}`), today })
  }
  return world
}

function patchesOf({ nth, name }: Town, staff: readonly StaffMember[]): World['patches'] {
  return SIDES.map((side) => {
    const id = patchOf(side, nth)
    const sideName = `${side[0]!.toUpperCase()}${side.slice(1)}`
    return { id, name: nth === 0 ? sideName : `${name} ${sideName}`, officer: staff.find(({ patch }) => patch === id)!.id }
  })
}

function addQuarter(world: World, quarter: readonly Street[], { town, index, chance, today }: { town: Town; index: number; chance: Chance; today: string }): void {
  const nextName = dealNames(chance.fork('names'))
  // References follow the place, so that a larger landlord numbers the same homes alike.
  let number = town.nth * HOMES_OF_A_TOWN + index * HOMES_OF_A_QUARTER
  for (const street of quarter) {
    addStreet(world, street, { town: town.name, number, chance: chance.fork(street.name), today, nextName })
    number += street.homes
  }
}

interface Making {
  town: string
  /** Homes before it. */
  number: number
  chance: Chance
  today: string
  nextName: () => Name
}

function addStreet(world: World, street: Street, { town, number: first, chance, today, nextName }: Making): void {
  const block = street.block === true && street.homes > 0 ? { id: chance.uuid(), name: street.name, reference: `BL-${world.blocks.length + 101}`, patch: street.patch } : undefined
  if (block) world.blocks.push(block)
  for (let nth = 0; nth < street.homes; nth++) {
    const number = street.odd === true ? nth * 2 + 1 : nth + 1
    const home = inventHome(street, { number, town, id: chance.uuid(), nth: first + nth, bedrooms: chance.whole(1, street.kind === 'house' ? 4 : 2), block: block?.id })
    world.homes.push(home)
    addTenancies(world, home, { chance: chance.fork(home.address), nth: first + nth, today, nextName })
  }
}

function inventHome(street: Street, { number, nth, town, ...rest }: { number: number; nth: number; town: string; id: string; bedrooms: number; block?: string }): InventedHome {
  const place = street.block === true ? `Flat ${number}, ${street.name}` : `${number} ${street.name}`
  // Property references of the national register begin with other digits.
  return { ...rest, address: `${place}, ${town}`, postcode: street.postcode, reference: `9900${String(40_000_100 + nth * 7)}`, kind: street.kind, patch: street.patch }
}

interface Letting extends Pick<Making, 'chance' | 'today'> {
  /** Which home of the landlord it is. */
  nth: number
  nextName: () => Name
}

function addTenancies(world: World, home: InventedHome, { chance, nth, today, nextName }: Letting): void {
  const known = knownTenants[home.address.split(',')[0]!]
  const isVoid = known === undefined && chance.happens(VOID_SHARE)
  const startedOn = civilDate(dayNumber(today) - chance.whole(120, 22 * DAYS_A_YEAR))
  if (isVoid) return addTenancy(world, home, { chance, nth, startedOn, endedOn: civilDate(dayNumber(today) - chance.whole(5, 60)), lead: nextName() })
  const [given, surname] = known?.split(' ') ?? []
  const lead = given !== undefined && surname !== undefined ? { given, surname } : nextName()
  addTenancy(world, home, { chance, nth, startedOn, lead, isSole: known !== undefined })
}

function addTenancy(world: World, home: InventedHome, { chance, nth, startedOn, endedOn, lead, isSole }: { chance: Chance; nth: number; startedOn: string; endedOn?: string; lead: Name; isSole?: boolean }): void {
  const names = [lead, ...(isSole !== true && chance.happens(JOINT_SHARE) ? [inventName(chance, chance.happens(0.7) ? lead.surname : undefined)] : [])]
  const tenants = names.map((name, index) => addPerson(world, name, { chance, startedOn, reference: `P-${30_000 + nth * 4 + index + 1}` }))
  const weeklyRent = (7_900 + home.bedrooms * 1_350 + chance.whole(0, 900)) / 100
  world.households.push(...(endedOn === undefined ? [{ id: chance.uuid(), name: `${lead.surname} household`, home: home.id }] : []))
  world.tenancies.push({
    id: chance.uuid(), reference: `TN-${20_000 + nth * 3 + 1}`, home: home.id,
    kind: chance.pick(['Assured', 'Assured', 'Assured', 'Secure', 'Starter']), startedOn, ...(endedOn !== undefined && { endedOn }),
    weeklyRent, arrears: inventArrears(chance, weeklyRent), tenants,
  })
}

function addPerson(world: World, name: Name, { chance, startedOn, reference }: { chance: Chance; startedOn: string; reference: string }): string {
  const person: Person = {
    id: chance.uuid(), name: `${name.given} ${name.surname}`, reference,
    bornOn: civilDate(dayNumber(startedOn) - chance.whole(19 * DAYS_A_YEAR, 62 * DAYS_A_YEAR)),
    ...(chance.happens(0.8) && { phone: chance.happens(0.8) ? inventMobile(chance) : inventLandline(chance) }),
    ...(chance.happens(0.65) && { email: emailOf(name) }),
  }
  world.people.push(person)
  return person.id
}

/** Most owe nothing, some are in credit, a few owe for weeks; in pounds. */
function inventArrears(chance: Chance, weeklyRent: number): number {
  const weeks = chance.pick([0, 0, 0, 0, 0, -1, 1, 1, 2, 3, 5, 9])
  return weeks === 0 ? 0 : Math.round(weeks * weeklyRent * (0.6 + chance.next() * 0.5) * 100) / 100
}
