import { libraryCalendars } from '@casement/case-types'
import { type Actor, type CaseTypeDefinition, time } from '@casement/engine'
import { v7 as newId } from 'uuid'
import { publishCaseTypes, saveCalendars } from '../case-types/save-library.ts'
import { type Casework, createCasework } from '../cases/casework.ts'
import { type CaseHistory, runCommands } from '../cases/run-commands.ts'
import { realNow } from '../clock/now.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { createPool } from '../database/pool.ts'
import { saveLandlord } from '../landlords/save-landlord.ts'
import { chanceOf } from '../demonstration/chance.ts'
import { inventWorld } from '../demonstration/world.ts'
import { saveHomes, savePeople, saveTenancies } from '../records/save-records.ts'
import { createAccount, hashPassword } from '../sign-in/create-account.ts'
import { saveStaff } from '../staff/save-staff.ts'
import { homeCheck, timedHomeCheck } from './home-check.ts'

/** Cases that one officer owns, twice as many as most have, so that a larger landlord has more of both. */
const CASES_OF_ONE = 100
const CASES_OF_ONE_HOME = 10
const TODAY = '2026-11-16'
/** Cases were opened over this time, so that lists hold what is late, due and far away. */
const DAYS_BACK = 60
const DAY_MS = 24 * 60 * 60 * 1000
const AT_ONCE = 200

/** A landlord with work in its lists, and an officer who signs in. */
export interface BenchLandlord {
  id: string
  casework: Casework
  officer: { email: string; password: string }
  /** Owns the cases that are only worked on or looked at, so that the officer's lists stay as long as they are. */
  colleague: Actor
  homes: string[]
}

/** Fills a new database: one landlord with so many open cases, a home for every ten and an officer for every hundred. */
export async function seedBenchLandlord(appUrl: string, cases: number): Promise<BenchLandlord> {
  const casework = createCasework(createPool({ url: appUrl, name: 'casement bench' }))
  const staff = Array.from({ length: Math.ceil(cases / CASES_OF_ONE) }, (_, index) => ({ id: newId(), name: `Officer ${index + 1}`, email: `officer${index + 1}@bench.example`, role: 'officer' as const }))
  const world = inventWorld(chanceOf('bench'), { today: TODAY, homes: Math.ceil(cases / CASES_OF_ONE_HOME) })
  const [id, password] = [newId(), newId()]
  const passwordHash = await hashPassword(password)
  await inLandlord({ pool: casework.pool, landlordId: id }, async (tx) => {
    await saveLandlord(tx, { name: 'Larkmere Homes', zone: 'Europe/London', calendar: homeCheck.calendar })
    await saveCalendars(tx, libraryCalendars())
    await publishCaseTypes(tx, [homeCheck, timedHomeCheck])
    await saveStaff(tx, staff)
    await savePeople(tx, world.people)
    await saveHomes(tx, world.homes.map(({ patch: _patch, block: _block, ...home }) => home))
    await saveTenancies(tx, world.tenancies)
    for (const { id: staffId, name, email } of staff.slice(0, 1)) await createAccount(tx, { staffId, name, email, passwordHash })
  })
  const actors = staff.map(({ id }): Actor => ({ kind: 'person', id, roles: ['officer'] }))
  const landlord = { id, casework, officer: { email: staff[0]!.email, password }, colleague: actors.at(-1)!, homes: world.homes.map(({ id: home }) => home) }
  const firstDay = Date.now() - DAYS_BACK * DAY_MS
  await openCases(landlord, {
    count: cases, caseType: timedHomeCheck,
    openingOf: (index) => ({ actor: actors[index % actors.length]!, now: new Date(firstDay + (index / cases) * DAYS_BACK * DAY_MS).toISOString() }),
  })
  return landlord
}

export interface OpeningOrder {
  count: number
  caseType: CaseTypeDefinition
  openingOf: (index: number) => { actor: Actor; now?: string }
}

/** Opens cases, many in one transaction, and lets what time did to them since happen; answers their references. */
export async function openCases({ id, casework, homes }: BenchLandlord, { count, caseType, openingOf }: OpeningOrder): Promise<string[]> {
  const refs: string[] = []
  const now = realNow()
  for (let from = 0; from < count; from += AT_ONCE) {
    const histories = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, offset): CaseHistory => {
      const subject = { kind: 'home' as const, id: homes[(from + offset) % homes.length]! }
      const newCase = { caseType: caseType.id, subject, fields: { reportedBy: 'neighbour' }, ...openingOf(from + offset) }
      return { newCase, steps: newCase.now === undefined ? [] : [{ actor: time, command: { type: 'advance-time' }, now }] }
    })
    for (const result of await runCommands(casework, { landlordId: id, histories, muted: true })) {
      if (result.kind !== 'done') throw new Error(`A case for the benchmark could not be opened: ${JSON.stringify(result)}`)
      refs.push(result.ref)
    }
  }
  return refs
}
