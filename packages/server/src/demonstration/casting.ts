import { setImmediate as breathe } from 'node:timers/promises'
import { type Subject, type SubjectKind, subjectKinds } from '@casement/engine'
import { knownTenants } from './brambleford.ts'
import { type CaseLife, liveCase } from './case-life.ts'
import type { Chance } from './chance.ts'
import { habitsOf, inventCaseWords } from './habits.ts'
import type { Office } from './office.ts'
import { type Day, type Situation, situationOf, tasksOf } from './situation.ts'
import type { Turning } from './turnings.ts'
import { workingMomentAfter } from './working-time.ts'
import type { InventedTenancy, StaffMember, World } from './world.ts'

export interface Stage extends Day {
  world: World
  /** Case types that are worked; the first is that of the tenants whom guides know by name. */
  caseTypes: readonly Office['caseType'][]
}

/** How many tasks its owner may have on a case, so that the list stays readable: from, to. */
const TASKS: Record<Situation, readonly [number, number]> = {
  overdue: [1, 2], today: [1, 3], soon: [1, 3], later: [1, 3], undated: [1, 2], paused: [1, 2], waiting: [0, 2], closed: [0, 0], cancelled: [0, 0],
}
/** Candidates tried for one officer; then the mixture is what it is. */
const MOST_CANDIDATES = 120
/** From this candidate on, two closed cases may have the same outcome, and what is not due today may be due on any later day. */
const PATIENCE = 60
/** Where nobody overlooks a case. */
const SHOWN: readonly Situation[] = ['overdue', 'today', 'soon']
const NOT_URGENT: readonly Situation[] = ['soon', 'later', 'undated']

/** The first officer has the fullest list: it is the one that the guide signs in as. */
const FULL: readonly Situation[] = list({ overdue: 2, today: 3, soon: 5, undated: 1, paused: 2, waiting: 2, closed: 4, cancelled: 1 })
const LIGHT: readonly Situation[] = list({ overdue: 1, today: 1, soon: 2, paused: 1, waiting: 1, closed: 2 })

function list(counts: Partial<Record<Situation, number>>): Situation[] {
  return Object.entries(counts).flatMap(([situation, count]) => Array.from({ length: count }, () => situation as Situation))
}

/**
 * Invents cases until every officer's list shows what an ordinary day does: something late, something for today, something on
 * hold. Each is lived from its opening by the rules; those that end up as nothing that is wanted are forgotten.
 */
export async function castCases(stage: Stage, chance: Chance, afterPatch?: () => void): Promise<CaseLife[]> {
  const lives: CaseLife[] = []
  for (const [index, { id, officer }] of stage.world.patches.entries()) {
    lives.push(...castPatch(index === 0 ? FULL : LIGHT, { stage, patch: id, officer, chance: chance.fork(`patch ${id}`) }))
    afterPatch?.()
    // A patch takes half a second: a request to stop is heard between two.
    await breathe()
  }
  return lives.toSorted((one, other) => (one.plan.openedAt < other.plan.openedAt ? -1 : 1))
}

interface Casting {
  stage: Stage
  patch: string
  officer: string
  chance: Chance
}

function castPatch(wanted: readonly Situation[], casting: Casting): CaseLife[] {
  const { chance } = casting
  const unused = tenanciesOf(casting)
  const open = wanted.slice(0, unused.length)
  const lives: CaseLife[] = []
  for (let nth = 0; nth < MOST_CANDIDATES && open.length > 0; nth++) {
    const aim = open[nth % open.length]!
    // Tenants whom guides know by name stand where nobody overlooks them.
    const isShown = SHOWN.includes(aim)
    const tenancy = unused.at(isShown ? 0 : -1)!
    const life = inventLife(tenancy, { ...casting, chance: chance.fork(`candidate ${nth}`) }, aim)
    const place = findPlace(life, open, { lives, casting, isPatient: nth <= PATIENCE })
    if (place < 0 || (isShown && !SHOWN.includes(open[place]!))) continue
    open.splice(place, 1)
    unused.splice(unused.indexOf(tenancy), 1)
    lives.push(life)
  }
  return lives
}

/** The place in what is still wanted that a life can take; -1 when it is of no use. */
function findPlace(life: CaseLife, open: readonly Situation[], { lives, casting, isPatient }: { lives: CaseLife[]; casting: Casting; isPatient: boolean }): number {
  const { stage, officer } = casting
  const situation = situationOf(life.state, officer, { ...stage, caseType: life.plan.office.caseType })
  const tasks = tasksOf(life.state, officer).length
  const [fewest, most] = TASKS[situation]
  if (tasks < fewest || tasks > most) return -1
  if (isPatient && situation === 'closed' && lives.some(({ state }) => state.outcome === life.state.outcome)) return -1
  const place = open.indexOf(situation)
  return place < 0 && !isPatient && NOT_URGENT.includes(situation) ? open.findIndex((one) => NOT_URGENT.includes(one)) : place
}

/** Tenancies of the patch: the tenants whom guides know by name first, then, from the end, those in arrears: who leaves has often stopped paying. */
function tenanciesOf({ stage: { world }, patch, chance }: Casting): InventedTenancy[] {
  const addresses = new Map(world.homes.filter((home) => home.patch === patch).map(({ id, address }) => [id, address.split(',')[0]!]))
  const known = Object.keys(knownTenants)
  const rank = ({ home, arrears }: InventedTenancy) => {
    const place = known.indexOf(addresses.get(home) ?? '')
    return place >= 0 ? place : arrears > 0 ? known.length + 1 : known.length
  }
  const tenancies = world.tenancies.filter(({ home, endedOn }) => addresses.has(home) && endedOn === undefined)
  return chance.fork('tenancies').shuffle(tenancies).toSorted((one, other) => rank(one) - rank(other))
}

/** How many working days ago a case was opened that may stand like this by now: from, to. */
const AGES: Record<Situation, readonly [number, number]> = {
  overdue: [4, 14], today: [1, 12], soon: [1, 12], later: [2, 14], undated: [5, 20], paused: [3, 14], waiting: [18, 45], closed: [10, 52], cancelled: [4, 40],
}

/** A life that may, but need not, lead to what it aims at. */
function inventLife(tenancy: InventedTenancy, { stage, officer, chance }: Casting, aim: Situation): CaseLife {
  const { world, calendar, calendars, now } = stage
  const caseType = chooseCaseType(tenancy, stage, chance)
  const openedAt = workingMomentAfter(now, { workingDays: -chance.whole(...AGES[aim]), calendar, chance })
  const idleFrom = aim === 'overdue' ? workingMomentAfter(now, { workingDays: -chance.whole(2, 5), calendar, chance }) : now
  const tenant = world.people.find(({ id }) => id === tenancy.tenants[0])
  const office = { caseType, calendar, calendars, staff: world.staff, habits: habitsOf(caseType.id), pace: chance.pick([0.7, 0.9, 1, 1, 1.15]) }
  const surname = tenant?.name.split(' ').at(-1) ?? ''
  const openedBy = openerOf(world, officer, chance)
  return liveCase({ subject: subjectOf(world, tenancy, subjectKinds(caseType.definition)), tenancy, office, openedAt, openedBy, idleFrom, until: now, patchOfficer: officer, surname, words: inventCaseWords(chance), turnings: inventTurnings(chance, aim) }, chance.fork('life'))
}

function chooseCaseType({ home }: InventedTenancy, { world, caseTypes }: Stage, chance: Chance): Office['caseType'] {
  const address = world.homes.find(({ id }) => id === home)?.address.split(',')[0] ?? ''
  const chosen = chance.pick(caseTypes)
  return Object.hasOwn(knownTenants, address) ? caseTypes[0] ?? chosen : chosen
}

function subjectOf({ households }: World, { id, home, tenants }: InventedTenancy, kinds: SubjectKind[]): Subject | undefined {
  const ids: Partial<Record<SubjectKind, string | undefined>> = { tenancy: id, home, person: tenants[0], household: households.find((household) => household.home === home)?.id }
  const kind = kinds.find((one) => ids[one] !== undefined)
  return kind === undefined ? undefined : { kind, id: ids[kind]! }
}

function openerOf({ staff }: World, officer: string, chance: Chance): StaffMember {
  const desk = staff.filter(({ team }) => team === 'customer-service')
  return chance.happens(0.75) ? chance.pick(desk) : staff.find(({ id }) => id === officer)!
}

function inventTurnings(chance: Chance, aim: Situation): Turning[] {
  const turnings: Turning[] = chance.happens(0.6) ? ['party'] : []
  for (let notes = chance.whole(0, 3); notes > 0; notes--) turnings.push('note')
  if (chance.happens(0.3)) turnings.push('redo')
  if (chance.happens(0.15)) turnings.push('reassign')
  if (chance.happens(0.08)) turnings.push('raise-priority')
  if (chance.happens(0.2)) turnings.push('extra-task')
  if (aim === 'paused') turnings.push('long-pause')
  else if (aim === 'cancelled') turnings.push('cancel')
  else if (chance.happens(0.15)) turnings.push('pause', 'release')
  return turnings
}
