import { libraryCalendars, libraryCaseTypes } from '@casement/case-types'
import { type Calendar, dayAt, startOf } from '@casement/engine'
import type { Pool } from 'pg'
import { publishCaseTypes, saveCalendars } from '../case-types/save-library.ts'
import { createCasework } from '../cases/casework.ts'
import { type CaseHistory, type HistoryResult, runCommandsWithin } from '../cases/run-commands.ts'
import { realNow } from '../clock/now.ts'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import { saveLandlord } from '../landlords/save-landlord.ts'
import { OperatorError } from '../operator-error.ts'
import { saveBlocks, saveHomes, saveHouseholds, savePatches, savePeople, saveTenancies } from '../records/save-records.ts'
import { createAccount, hashPassword } from '../sign-in/create-account.ts'
import { saveStaff, saveTeams } from '../staff/save-staff.ts'
import type { CaseLife } from './case-life.ts'
import { type Chance, chanceOf } from './chance.ts'
import { type CastCase, castYear } from './demonstration-cases.ts'
import { planRota } from './rota.ts'
import { type Stage, directoryOf, isInForce } from './stage.ts'
import { colleagues } from './staff.ts'
import { demonstrationPassword } from './sign-ins.ts'
import { type World, inventWorld, landlordName } from './world.ts'

const CALENDAR = 'england-and-wales'
const SEED = 'larkmere'
export const usualSize = 1000
/** Inventing the cases takes about this part of the time, writing them down the rest. */
const INVENTING_SHARE = 0.4

export interface DemonstrationOrder {
  pool: Pool
  /** The civil date on which its lists look right; the landlord's today when not said. History ends as that day begins. */
  today?: string
  /** Homes; cases grow with them. */
  homes?: number
  /** From 0 to 1. */
  report?: (share: number) => void
  /** Asked now and then; when it says so, everything is undone. */
  isStopWanted?: () => boolean
}

export interface SeededDemonstration {
  landlordId: string
  homes: number
  cases: number
  events: number
}

/** Somebody asked to stop while the demonstration was being made: nothing of it is left. */
export class SeedingStopped extends OperatorError {
  constructor() {
    super('Making the demonstration was stopped.', 'Nothing of it is left: run the command again when you like.')
  }
}

/**
 * Makes the demonstration: the landlord, its people and homes, and cases that are worked by the rules with the clock in the
 * past. One transaction: a process that dies half-way leaves nothing behind.
 * @throws OperatorError when the landlord is there already, or `today` is no day up to today
 */
export async function seedDemonstration(order: DemonstrationOrder): Promise<SeededDemonstration> {
  const calendars = libraryCalendars()
  const calendar = calendarNamed(calendars, CALENDAR)
  const today = order.today ?? dayAt(realNow(), calendar.zone)
  await refuseImpossible(order.pool, { today, calendar })
  const { report = () => undefined } = order
  const chance = chanceOf(SEED)
  const stage = setStage(chance, { today, homes: order.homes ?? usualSize, calendars })
  const inventingShare = INVENTING_SHARE / Math.max(1, stage.world.homes.length / usualSize)
  const cases = await castYear(stage, chance.fork('cases'), (lived, of) => {
    stopIfWanted(order)
    report((lived / Math.max(1, of)) * inventingShare)
  })
  return inLandlord({ pool: order.pool, landlordId: chance.fork('landlord').uuid() }, async (tx) => {
    await saveWorld(tx, stage.world, calendar)
    const events = await playCases(tx, cases, { ...order, report: (share) => report(inventingShare + share * (1 - inventingShare)) })
    return { landlordId: tx.landlordId, homes: stage.world.homes.length, cases: cases.length, events }
  })
}

/** Everything that cases are played on: the landlord on its day, its people and their leave, and the case types of the library. */
export function setStage(chance: Chance, { today, homes, calendars }: { today: string; homes: number; calendars: readonly Calendar[] }): Stage {
  const calendar = calendarNamed(calendars, CALENDAR)
  const world = inventWorld(chance.fork('world'), { today, homes })
  const rota = planRota(world.staff, { today, chance: chance.fork('rota') })
  const caseTypes = libraryCaseTypes().map(({ caseType }) => caseType).filter((caseType) => isInForce(caseType, today))
  return { world, directory: directoryOf(world), rota, caseTypes, today, calendar, now: startOf(today, calendar.zone), calendars: (id) => calendarNamed(calendars, id) }
}

function calendarNamed(calendars: readonly Calendar[], name: string): Calendar {
  const found = calendars.filter(({ id }) => id === name).toSorted((one, other) => other.version - one.version)[0]
  if (found === undefined) throw new Error(`The library has no calendar ${name}`)
  return found
}

async function refuseImpossible(pool: Pool, { today, calendar }: { today: string; calendar: Calendar }): Promise<void> {
  const latest = dayAt(realNow(), calendar.zone)
  if (today > latest) throw new OperatorError(`${today} is in the future: nothing can have happened by then.`, `Choose a day up to ${latest}. Nothing was changed.`)
  if (today < calendar.knownFrom) throw new OperatorError(`${today} is before the first year of the calendar ${calendar.name}.`, `Choose a day from ${calendar.knownFrom} on. Nothing was changed.`)
  const { rowCount } = await pool.query('select from casement.landlord where name = $1', [landlordName])
  if (rowCount !== 0) throw new OperatorError(`There is a landlord named ${landlordName} in this database already.`, 'Use it as it is, or make the demonstration in an empty database. Nothing was changed.')
}

async function saveWorld(tx: LandlordTransaction, world: World, { id, zone }: Calendar): Promise<void> {
  await saveLandlord(tx, { name: landlordName, zone, calendar: id, isDemonstration: true })
  await saveCalendars(tx, libraryCalendars())
  await publishCaseTypes(tx, libraryCaseTypes().map(({ definition }) => definition))
  await savePatches(tx, world.patches)
  await saveStaff(tx, world.staff)
  await saveTeams(tx, world.teams.map((team) => ({ ...team, members: world.staff.filter(({ teams }) => teams.includes(team.id)).map((member) => member.id) })))
  // Hashed once for everyone: argon2id takes its time on purpose.
  const passwordHash = await hashPassword(demonstrationPassword)
  for (const { id, name, email } of world.staff.slice(0, colleagues.length)) await createAccount(tx, { staffId: id, name, email, passwordHash })
  await savePeople(tx, world.people)
  await saveBlocks(tx, world.blocks)
  await saveHomes(tx, world.homes)
  await saveHouseholds(tx, world.households)
  await saveTenancies(tx, world.tenancies)
}

/** Cases that are played at once; between, progress is told and a request to stop is heard. */
const AT_ONCE = 8

/** Plays the cases through the one way in, in the order in which they were opened; answers how many events came of it. */
async function playCases(tx: LandlordTransaction, cases: readonly CastCase[], order: DemonstrationOrder): Promise<number> {
  const casework = createCasework(order.pool)
  let events = 0
  for (let from = 0; from < cases.length; from += AT_ONCE) {
    stopIfWanted(order)
    const histories = cases.slice(from, from + AT_ONCE).map(({ live }) => historyOf(live()))
    const results = await runCommandsWithin(tx, { casework, request: { landlordId: tx.landlordId, histories, muted: true } })
    events += results.reduce((sum, result) => sum + eventsOf(result), 0)
    order.report?.(Math.min(1, (from + AT_ONCE) / cases.length))
  }
  return events
}

function historyOf({ plan, deeds: [opening, ...steps] }: CaseLife): CaseHistory {
  if (opening?.command.type !== 'open-case') throw new Error('The life of a case begins with its opening')
  const { actor, now, command: { subject, fields } } = opening
  return { newCase: { caseType: plan.office.caseType.id, subject, fields, actor, now }, steps }
}

function eventsOf(result: HistoryResult): number {
  if (result.kind === 'done') return result.events.length
  throw new Error(`A case of the demonstration was not possible: ${result.kind === 'refused' ? `step ${result.step}: ${result.refusal.words}` : result.kind}`)
}

function stopIfWanted({ isStopWanted }: DemonstrationOrder): void {
  if (isStopWanted?.()) throw new SeedingStopped()
}
