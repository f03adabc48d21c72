import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Client } from 'pg'
import { publishCaseTypes } from '../case-types/save-library.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { createBenchDatabase } from './bench-database.ts'
import { type BenchLandlord, openCases, seedBenchLandlord } from './bench-landlord.ts'
import { homeCheck } from './home-check.ts'
import type { SweepDone, SweepWork } from './sweep-worker.ts'

const WORKERS = 2
const SWEEP_WORKER = join(import.meta.dirname, 'sweep-worker.ts')
/** Mondays, so that ten working days later is due at the end of a Friday. */
const OPENED = '2031-03-03T10:00:00.000Z'
const DUE = '2031-03-18T00:00:00.000Z'

/** Due clocks that two workers take in a second, and what one costs them in processor time; the machine may do other things meanwhile. */
export interface SweepFigures {
  dueClocksPerSecond: number
  dueClocksPerCpuSecond: number
}

/** A home check in which one clock comes due, and whoever owns the case is told. */
const checkInTime = {
  ...homeCheck, id: 'check-in-time', name: 'Home check in time', reference: 'CT',
  clocks: [{ id: 'in-time', name: 'In time', starts: 'case.opened', stops: 'report', allow: { workingDays: 10 }, escalate: [{ at: 'due' as const, do: [{ notify: 'owner' }, { raisePriority: true as const }] }] }],
}

const CASES = 20_000
const OTHER_CASES = 1000

/** Lets one clock of each of many cases come due at once, for two processes that sweep. @throws when one was missed or taken twice */
export async function measureSweep(cases = CASES): Promise<SweepFigures> {
  const database = await createBenchDatabase()
  try {
    const landlord = await seedBenchLandlord(database.appUrl, OTHER_CASES)
    await openDueCases(landlord, cases)
    await landlord.casework.pool.end()
    return await sweepOnce({ ownerUrl: database.ownerUrl, work: { appUrl: database.appUrl, landlordId: landlord.id }, cases })
  } finally {
    await database.remove()
  }
}

async function openDueCases(landlord: BenchLandlord, cases: number): Promise<void> {
  await inLandlord({ pool: landlord.casework.pool, landlordId: landlord.id }, async (tx) => {
    await publishCaseTypes(tx, [checkInTime])
    await tx.change('update casement.landlord set library_version = library_version + 1 where id = $1', [tx.landlordId])
  })
  await openCases(landlord, { count: cases, caseType: checkInTime, openingOf: () => ({ actor: landlord.colleague, now: OPENED }) })
}

async function sweepOnce({ ownerUrl, work, cases }: { ownerUrl: string; work: SweepWork; cases: number }): Promise<SweepFigures> {
  const owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    // Opened with the time at which they were opened, they have let no time pass; the others are not measured.
    await owner.query('update casement.case_record set wake_at = null where case_type <> $1', [checkInTime.id])
    await owner.query('vacuum analyze')
    await owner.query('update casement.landlord set frozen_now = $1', [DUE])
    const figures = await sweepAll(work, cases)
    await refuseMissedOrDoubled(owner, cases)
    return figures
  } finally {
    await owner.end()
  }
}

async function sweepAll(work: SweepWork, cases: number): Promise<SweepFigures> {
  const workers = Array.from({ length: WORKERS }, () => fork(SWEEP_WORKER))
  await Promise.all(workers.map(async (worker) => {
    worker.send(work)
    await once(worker, 'message')
  }))
  const started = performance.now()
  const done = await Promise.all(workers.map(async (worker) => {
    worker.send('go')
    const [result] = (await once(worker, 'message')) as [SweepDone]
    return result
  }))
  const seconds = (performance.now() - started) / 1000
  const cpuSeconds = done.reduce((sum, one) => sum + one.cpuSeconds, 0)
  return { dueClocksPerSecond: Math.round(cases / seconds), dueClocksPerCpuSecond: Math.round(cases / cpuSeconds) }
}

async function refuseMissedOrDoubled(owner: Client, cases: number): Promise<void> {
  const { rows } = await owner.query<{ told: number; cases: number }>(
    `select count(*)::int as told, count(distinct e.case_id)::int as cases from casement.case_event e
     join casement.case_record c on c.landlord_id = e.landlord_id and c.id = e.case_id where c.case_type = $1 and e.type = 'clock-due'`, [checkInTime.id])
  const [{ told, cases: found } = { told: 0, cases: 0 }] = rows
  if (told !== cases || found !== cases) throw new Error(`Of ${cases} due clocks ${found} were taken, ${told} times`)
}
