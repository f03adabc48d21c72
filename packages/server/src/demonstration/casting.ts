import { type CaseLife, liveCase } from './case-life.ts'
import type { Chance } from './chance.ts'
import { habitsOf, inventCaseWords } from './habits.ts'
import type { Office } from './office.ts'
import { type Day, type Situation, openTasksOf, situationOf } from './situation.ts'
import type { Turning } from './turnings.ts'
import { workingMomentAfter } from './working-time.ts'
import type { StaffMember, Tenancy, World } from './world.ts'

export interface Stage extends Day {
  world: World
  /** Case types that are worked, in turn. */
  caseTypes: readonly Office['caseType'][]
}

/** The most that one case may add to its owner's list, so that the list stays readable. */
const MOST_TASKS = { overdue: 2, today: 2, soon: 3, later: 4, undated: 1, paused: 2, waiting: 0, closed: 0, cancelled: 0 } satisfies Record<Situation, number>
/** Candidates tried for one officer; then the mixture is what it is. */
const MOST_CANDIDATES = 160
/** From this candidate on, two closed cases may have the same outcome. */
const PATIENCE = 90

/** The first officer has the fullest list: it is the one that the guide signs in as. */
const FULL: readonly Situation[] = list({ overdue: 2, today: 3, soon: 3, later: 2, paused: 2, waiting: 2, closed: 4, cancelled: 1 })
const LIGHT: readonly Situation[] = list({ overdue: 1, today: 1, soon: 1, later: 1, paused: 1, waiting: 1, closed: 2 })

function list(counts: Partial<Record<Situation, number>>): Situation[] {
  return Object.entries(counts).flatMap(([situation, count]) => Array.from({ length: count }, () => situation as Situation))
}

/**
 * Invents cases until every officer's list shows what an ordinary day does: something late, something for today, something on
 * hold. Each is lived from its opening by the rules; those that end up as nothing that is wanted are forgotten.
 */
export function castCases(stage: Stage, chance: Chance): CaseLife[] {
  const lives = stage.world.patches.flatMap(({ id, officer }, index) => castPatch(index === 0 ? FULL : LIGHT, { stage, patch: id, officer, chance: chance.fork(`patch ${id}`) }))
  return lives.toSorted((one, other) => (one.plan.openedAt < other.plan.openedAt ? -1 : 1))
}

interface Casting {
  stage: Stage
  patch: string
  officer: string
  chance: Chance
}

function castPatch(wanted: readonly Situation[], casting: Casting): CaseLife[] {
  const { stage, officer, chance } = casting
  const tenancies = tenanciesOf(casting)
  const open = [...wanted].slice(0, tenancies.length)
  const lives: CaseLife[] = []
  for (let nth = 0; nth < MOST_CANDIDATES && open.length > 0; nth++) {
    const life = inventLife(tenancies[lives.length]!, casting, chance.fork(`candidate ${nth}`))
    const situation = situationOf(life.state, officer, stage)
    const place = open.indexOf(situation)
    const isNew = nth > PATIENCE || situation !== 'closed' || lives.every(({ state }) => state.outcome !== life.state.outcome)
    if (place < 0 || !isNew || openTasksOf(life.state, officer).length > MOST_TASKS[situation]) continue
    open.splice(place, 1)
    lives.push(life)
  }
  return lives
}

/** Homes of the patch that are let, those in arrears first: who leaves has often stopped paying. */
function tenanciesOf({ stage, patch, chance }: Casting): Tenancy[] {
  const homes = new Set(stage.world.homes.filter((home) => home.patch === patch).map(({ id }) => id))
  const tenancies = chance.fork('tenancies').shuffle(stage.world.tenancies.filter(({ home, endedOn }) => homes.has(home) && endedOn === undefined))
  return tenancies.toSorted((one, other) => Number(other.arrears > 0) - Number(one.arrears > 0))
}

function inventLife(tenancy: Tenancy, { stage, officer }: Casting, chance: Chance): CaseLife {
  const { world, calendar, calendars, now } = stage
  const caseType = chance.pick(stage.caseTypes)
  const isRecent = chance.happens(0.6)
  const openedAt = workingMomentAfter(now, { workingDays: -(isRecent ? chance.whole(1, 15) : chance.whole(15, 52)), calendar, chance })
  const idleFrom = chance.happens(0.15) ? workingMomentAfter(now, { workingDays: -chance.whole(2, 5), calendar, chance }) : now
  const tenant = world.people.find(({ id }) => id === tenancy.tenants[0])!
  const office = { caseType, calendar, calendars, staff: world.staff, habits: habitsOf(caseType.id), pace: chance.pick([0.7, 0.9, 1, 1, 1.15]) }
  return liveCase({ tenancy, office, openedAt, idleFrom, until: now, patchOfficer: officer, openedBy: openerOf(world, officer, chance), surname: tenant.name.split(' ').at(-1)!, words: inventCaseWords(chance), turnings: inventTurnings(chance, isRecent) }, chance.fork('life'))
}

function openerOf({ staff }: World, officer: string, chance: Chance): StaffMember {
  const desk = staff.filter(({ team }) => team === 'customer-service')
  return chance.happens(0.75) ? chance.pick(desk) : staff.find(({ id }) => id === officer)!
}

function inventTurnings(chance: Chance, isRecent: boolean): Turning[] {
  const turnings: Turning[] = chance.happens(0.6) ? ['party'] : []
  for (let notes = chance.whole(0, 3); notes > 0; notes--) turnings.push('note')
  if (chance.happens(0.05)) turnings.push('cancel')
  if (chance.happens(0.15)) turnings.push('redo')
  if (chance.happens(0.15)) turnings.push('reassign')
  if (chance.happens(0.08)) turnings.push('raise-priority')
  if (chance.happens(0.14)) turnings.push('long-pause')
  else if (!isRecent && chance.happens(0.25)) turnings.push('pause', 'release')
  return turnings
}
