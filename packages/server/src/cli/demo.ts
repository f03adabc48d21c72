import { dayNumber } from '@casement/engine'
import type { Pool } from 'pg'
import { createPool } from '../database/pool.ts'
import { type DemonstrationOrder, type SeededDemonstration, SeedingStopped, seedDemonstration, usualSize } from '../demonstration/seed-demonstration.ts'
import { showSeedingProgress } from '../demonstration/seeding-progress.ts'
import { findDemonstrationSignIns } from '../demonstration/sign-ins.ts'
import { landlordName } from '../demonstration/world.ts'
import { OperatorError } from '../operator-error.ts'
import { readSettings } from '../settings.ts'
import { waysToALandlord } from './find-landlord.ts'
import { openDatabase } from './open-database.ts'
import { listenForStop } from './stop-request.ts'

/** More homes than any landlord of the United Kingdom lets. */
const MOST_HOMES = 150_000

interface DemoOptions {
  today?: string
  size?: string
}

/**
 * `casement demo [--today DATE] [--size HOMES]`: makes the demonstration landlord.
 * @throws OperatorError when it is there already, or when an option is wrong; nothing is changed then
 */
export async function demo(_words: string[], options: DemoOptions): Promise<void> {
  const order = readOptions(options)
  const stop = listenForStop()
  const database = await openDatabase(readSettings(), 'demo')
  try {
    await withPool(database.appUrl, (pool) => seedShown({ ...order, pool, isStopWanted: () => stop.isMade() }))
    await printDemonstrationSignIns(database.appUrl)
  } finally {
    await database.close()
  }
}

/** In a database without landlords, makes the demonstration; when it is to stop half-way, nothing is left. */
export async function makeDemonstrationOnFirstStart(appUrl: string, isStopWanted: () => boolean): Promise<void> {
  await withPool(appUrl, async (pool) => {
    if (await hasLandlords(pool)) return
    try {
      await seedShown({ pool, isStopWanted })
    } catch (error) {
      // Another process that starts on the same database may have been quicker.
      if (!(error instanceof SeedingStopped) && !(await hasLandlords(pool))) throw error
    }
  })
}

async function hasLandlords(pool: Pool): Promise<boolean> {
  const { rowCount } = await pool.query('select from casement.landlord limit 1')
  return rowCount !== 0
}

/** Where there is no landlord, says so: the sign-in page would be of no use to anybody. */
export async function sayWhenNoLandlord(appUrl: string): Promise<void> {
  if (!(await withPool(appUrl, hasLandlords))) console.log(`There is no landlord yet, so nobody can sign in. ${waysToALandlord}\n`)
}

/** Prints who can sign in, and the one password; nothing where there is no demonstration. */
export async function printDemonstrationSignIns(appUrl: string): Promise<void> {
  const found = await withPool(appUrl, findDemonstrationSignIns)
  if (found === undefined) return
  const people = found.signIns.map(({ email, name, role }) => `  ${email.padEnd(30)} ${name}, ${role}`)
  console.log([`${found.landlord} is a demonstration: everyone in it is invented. Sign in as any of these, password ${found.password}`, ...people, ''].join('\n'))
}

function readOptions({ today, size }: DemoOptions): Pick<DemonstrationOrder, 'today' | 'homes'> {
  if (today !== undefined && !isCivilDate(today)) throw wrong(`--today must be a day such as 2026-12-10; it is "${today}".`)
  const homes = size === undefined ? usualSize : Number(size)
  if (!Number.isInteger(homes) || homes < 1 || homes > MOST_HOMES) throw wrong(`--size must be a whole number of homes up to ${MOST_HOMES}; it is "${size}".`)
  return { today, homes }
}

function isCivilDate(text: string): boolean {
  try {
    return Number.isInteger(dayNumber(text))
  } catch {
    return false
  }
}

function wrong(problem: string): OperatorError {
  return new OperatorError(problem, 'Run "npx casement demo --today 2026-12-10 --size 1000"; both may be left out. Nothing was changed.')
}

async function seedShown(order: DemonstrationOrder): Promise<SeededDemonstration> {
  const progress = showSeedingProgress()
  const start = performance.now()
  try {
    const made = await seedDemonstration({ ...order, report: progress.reached })
    progress.end()
    console.log(`Made ${landlordName}: ${made.homes} homes, ${made.cases} cases and their ${made.events} events, in ${((performance.now() - start) / 1000).toFixed(1)} seconds.`)
    return made
  } finally {
    progress.end()
  }
}

async function withPool<T>(url: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = createPool({ url, name: 'casement demo', max: 2 })
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}
