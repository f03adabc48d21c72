import { type CaseType, dayAt } from '@casement/engine'
import { knownTenants } from './brambleford.ts'
import { type CaseLife, liveCase } from './case-life.ts'
import type { Chance } from './chance.ts'
import { habitsOf } from './habits.ts'
import { inventCase } from './invent-case.ts'
import { type Situation, situationOf, tasksOf } from './situation.ts'
import { type Stage, isInForce } from './stage.ts'
import type { Turning } from './turnings.ts'
import { workingMomentAfter } from './working-time.ts'
import type { InventedTenancy } from './world.ts'

/** How many tasks its owner may have on a case, so that the list stays readable: from, to. */
const TASKS: Record<Situation, readonly [number, number]> = {
  overdue: [1, 2], today: [1, 3], soon: [1, 3], later: [1, 3], undated: [1, 2], paused: [1, 2], waiting: [0, 2], closed: [0, 0], cancelled: [0, 0],
}
/** Candidates tried for one officer; then the mixture is what it is. */
const MOST_CANDIDATES = 170
const CASE_OF_THE_GUIDES = 'suspected-abandonment'
const GUIDED = Object.keys(knownTenants).slice(0, 3)
/** From this candidate on, two closed cases may have the same outcome, and what is not due today may be due on any later day. */
const PATIENCE = 110
/** Where nobody overlooks a case. */
const SHOWN: readonly Situation[] = ['overdue', 'today', 'soon']
const NOT_URGENT: readonly Situation[] = ['soon', 'later', 'undated']

/** The first officer has the fullest list: it is the one that the guide signs in as. */
const FULL: readonly Situation[] = list({ overdue: 2, today: 3, soon: 5, undated: 1, paused: 2, waiting: 2, closed: 4, cancelled: 1 })
const LIGHT: readonly Situation[] = list({ overdue: 1, today: 1, soon: 2, paused: 1, waiting: 1, closed: 2 })

function list(counts: Partial<Record<Situation, number>>): Situation[] {
  return Object.entries(counts).flatMap(([situation, count]) => Array.from({ length: count }, () => situation as Situation))
}

export interface Casting {
  stage: Stage
  patch: string
  officer: string
  /** The cases of the year in that patch, as far as they have been lived. */
  standing: readonly CaseLife[]
  chance: Chance
}

/**
 * What a year leaves before an officer is chance, and thin as long as few kinds of case exist. This adds cases of the last weeks
 * until the list shows what an ordinary day does: something late, something for today, something on hold. Each is lived from
 * its opening by the rules; those that end up as nothing that is wanted are forgotten.
 */
export function castPatch(isFirst: boolean, casting: Casting): CaseLife[] {
  const { chance } = casting
  const unused = tenanciesOf(casting)
  const open = wantedOf(isFirst ? FULL : LIGHT, casting).slice(0, unused.length)
  const lives: CaseLife[] = []
  for (let nth = 0; nth < MOST_CANDIDATES && open.length > 0; nth++) {
    const aim = open[nth % open.length]!
    // Tenants whom guides know by name stand where nobody overlooks them.
    const isShown = SHOWN.includes(aim)
    const tenancy = unused.at(isShown ? 0 : -1)!
    const life = inventLife(tenancy, { ...casting, chance: chance.fork(`candidate ${nth}`) }, aim)
    const place = life === undefined ? -1 : findPlace(life, open, { lives, casting, isPatient: nth <= PATIENCE })
    if (life === undefined || place < 0 || (isShown && !SHOWN.includes(open[place]!))) continue
    open.splice(place, 1)
    unused.splice(unused.indexOf(tenancy), 1)
    lives.push(life)
  }
  return lives
}

/** What the officer's list should show and does not yet. */
function wantedOf(list: readonly Situation[], { stage, officer, standing }: Casting): Situation[] {
  const wanted = [...list]
  for (const { state, plan } of standing) {
    if (!isOwnedBy(officer, state)) continue
    const place = wanted.indexOf(situationOf(state, officer, { ...stage, caseType: plan.office.caseType }))
    if (place >= 0) wanted.splice(place, 1)
  }
  return wanted
}

function isOwnedBy(person: string, { owner }: CaseLife['state']): boolean {
  return owner?.kind === 'person' && owner.id === person
}

/** The place in what is still wanted that a life can take; -1 when it is of no use. */
function findPlace(life: CaseLife, open: readonly Situation[], { lives, casting, isPatient }: { lives: CaseLife[]; casting: Casting; isPatient: boolean }): number {
  const { stage, officer } = casting
  if (!isOwnedBy(officer, life.state)) return -1
  const situation = situationOf(life.state, officer, { ...stage, caseType: life.plan.office.caseType })
  const tasks = tasksOf(life.state, officer).length
  const [fewest, most] = TASKS[situation]
  if (tasks < fewest || tasks > most) return -1
  if (isPatient && situation === 'closed' && lives.some(({ state }) => state.outcome === life.state.outcome)) return -1
  const place = open.indexOf(situation)
  return place < 0 && !isPatient && NOT_URGENT.includes(situation) ? open.findIndex((one) => NOT_URGENT.includes(one)) : place
}

/** Tenancies of the patch without an open case: the tenants whom guides know by name first, then, from the end, those in arrears: who leaves has often stopped paying. */
function tenanciesOf({ stage: { world, directory }, patch, standing, chance }: Casting): InventedTenancy[] {
  const taken = new Set(standing.filter(({ state }) => state.status === 'open').map(({ plan }) => plan.tenancy.id))
  const tenancies = world.tenancies.filter(({ id, home, endedOn }) => directory.homes.get(home)?.patch === patch && endedOn === undefined && !taken.has(id))
  const known = Object.keys(knownTenants)
  const rank = ({ home, arrears }: InventedTenancy) => {
    const place = known.indexOf(directory.homes.get(home)?.address.split(',')[0] ?? '')
    return place >= 0 ? place : arrears > 0 ? known.length + 1 : known.length
  }
  return chance.fork('tenancies').shuffle(tenancies).toSorted((one, other) => rank(one) - rank(other))
}

/** How many working days ago a case was opened that may stand like this by now: from, to. */
const AGES: Record<Situation, readonly [number, number]> = {
  overdue: [4, 14], today: [1, 12], soon: [1, 12], later: [2, 14], undated: [5, 20], paused: [3, 14], waiting: [18, 45], closed: [10, 52], cancelled: [4, 40],
}

/** A life that may, but need not, lead to what it aims at; none when no case type was in force on the day on which it would have begun. */
function inventLife(tenancy: InventedTenancy, { stage, chance }: Casting, aim: Situation): CaseLife | undefined {
  const { calendar, now, directory } = stage
  const openedAt = workingMomentAfter(now, { workingDays: -chance.whole(...AGES[aim]), calendar, chance })
  const inForce = stage.caseTypes.filter((caseType) => isInForce(caseType, dayAt(openedAt, calendar.zone)))
  const isGuided = GUIDED.includes(directory.homes.get(tenancy.home)?.address.split(',')[0] ?? '')
  const caseType = pickCaseType(inForce, { isGuided, chance })
  if (caseType === undefined) return undefined
  const idleFrom = aim === 'overdue' ? workingMomentAfter(now, { workingDays: -chance.whole(2, 5), calendar, chance }) : now
  return liveCase(inventCase({ caseType, tenancy, openedAt, idleFrom, turnings: inventTurnings(chance, aim) }, { stage, chance }), chance.fork('life'))
}

/** Three tenants of the guides seem to have left; that happens seldom, so nobody else does for the sake of a list. Of the other types each comes as often as it happens, where the officer of the patch has it. */
function pickCaseType(caseTypes: readonly CaseType[], { isGuided, chance }: { isGuided: boolean; chance: Chance }): CaseType | undefined {
  const guided = caseTypes.find(({ id }) => id === CASE_OF_THE_GUIDES)
  const others = caseTypes.filter((one) => one !== guided && one.definition.owner?.includes('patch-officer') === true)
  if (isGuided || others.length === 0) return guided ?? others[0]
  const id = chance.weigh(others.map((one) => one.id), Object.fromEntries(others.map((one) => [one.id, habitsOf(one.id).perYear])))
  return others.find((one) => one.id === id)
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
