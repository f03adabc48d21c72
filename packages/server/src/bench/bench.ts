import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { type BenchDatabase, createBenchDatabase } from './bench-database.ts'
import { type BenchLandlord, openCases, seedBenchLandlord } from './bench-landlord.ts'
import { measureDueDates } from './due-date-speed.ts'
import { measureEngine, measureLongCaseTypes } from './engine-speed.ts'
import { homeCheck } from './home-check.ts'
import { type LongCase, growLongCase } from './long-case.ts'
import { measureDrawing } from './measure-drawing.ts'
import { measureFirstLoad } from './measure-first-load.ts'
import { measureImport } from './measure-import.ts'
import { measureLongCase } from './measure-long-case.ts'
import { measureDryRun } from './measure-moves.ts'
import { type Contender, type OperationFigures, measureOperations } from './measure-operations.ts'
import { measureSweep } from './measure-sweep.ts'
import { type OtherFigures, printFigures } from './print-figures.ts'
import { recordOperations } from './record-operations.ts'
import type { Recording } from './recording.ts'
import { usefulStatements } from './replay.ts'
import { measureLongCaseInMemory, measureReplay } from './replay-speed.ts'
import { readMemory, signIn, startBareServer, startCasementServer } from './servers.ts'

const CASES_TO_LOOK_AT = 1000
const EVENTS_OF_LONG_CASE = 10_000

const { values } = parseArgs({ options: { json: { type: 'string' }, cases: { type: 'string', default: '100000' } } })
/** Of the landlord with whom everything is measured, and of the one whose costs are compared. */
const CASES = { larger: Number(values.cases), smaller: Number(values.cases) / 10 }
process.once('SIGTERM', () => process.exit(143))
process.once('SIGINT', () => process.exit(130))

const figures = await measureAll()
printFigures(figures)
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ ...figures.operations, other: figures.other }, undefined, 2)}\n`)

/** Measures everything on PostgreSQLs of its own, and leaves nothing behind. */
async function measureAll(): Promise<{ operations: OperationFigures; other: OtherFigures }> {
  const firstLoadKb = measureFirstLoad()
  const engineCommandsPerSecond = measureEngine()
  const longCaseTypes = measureLongCaseTypes()
  const longCase = growLongCase(EVENTS_OF_LONG_CASE)
  const engine = { replay: measureReplay(longCase), dryRun: measureDryRun(), longCaseInMemory: measureLongCaseInMemory(longCase), dueDates: measureDueDates() }
  const larger = await createBenchDatabase()
  const smaller = await createBenchDatabase()
  try {
    const { operations, ...measured } = await measureServers({ larger, smaller }, longCase)
    const importSeconds = Number((await measureImport(smaller.ownerUrl)).toFixed(1))
    const sweep = await measureSweep()
    return { operations, other: { ...measured, sweep, engineCommandsPerSecond, longCaseTypes, ...engine, firstLoadKb, importSeconds } }
  } finally {
    await larger.remove()
    await smaller.remove()
  }
}

async function measureServers(databases: Record<keyof typeof CASES, BenchDatabase>, longCase: LongCase): Promise<{ operations: OperationFigures } & Pick<OtherFigures, 'growth' | 'drawing' | 'memoryMb' | 'longCaseOverHttp'>> {
  const smaller = await contend(databases.smaller, CASES.smaller)
  const { landlord, ...casement } = await contend(databases.larger, CASES.larger)
  const { ownerUrl, appUrl } = databases.larger
  const { recordings, versions } = await recordOperations(landlord, { appUrl, cookie: casement.cookie })
  for (const { stock } of [smaller, casement]) stock.versions = versions
  const bare = { ...casement, server: await startBareServer({ ownerUrl, recordings, prefix: 'BARE' }) }
  const plain = { ...casement, server: await startBareServer({ ownerUrl, recordings: recordings.map(plainly), prefix: 'PLAIN' }) }
  const contenders = { casement, bare, plain, smaller }
  try {
    say('Drawing screens in a browser')
    const drawing = await measureDrawing({ address: casement.server.address, officer: landlord.officer, sought: 'postlethwaite' })
    const figures = await measureOperations(contenders, say)
    const memoryMb = Math.round(readMemory(casement.server.pid))
    say(`Making a case of ${EVENTS_OF_LONG_CASE} events`)
    const longCaseOverHttp = await measureLongCase(landlord, { address: casement.server.address, cookie: casement.cookie, longCase })
    return { ...figures, drawing, memoryMb, longCaseOverHttp }
  } finally {
    await Promise.all(Object.values(contenders).map(({ server }) => server.stop()))
    await Promise.all([landlord, smaller.landlord].map(({ casework }) => casework.pool.end()))
  }
}

/** Fills a database with a landlord of so many cases and starts Casement on it. */
async function contend(database: BenchDatabase, cases: number): Promise<Contender & { landlord: BenchLandlord }> {
  say(`Opening ${cases} cases`)
  const landlord = await seedBenchLandlord(database.appUrl, cases)
  await tidyDatabase(database.ownerUrl)
  const { homes, officer, colleague } = landlord
  const openUntouched = (count: number) => openCases(landlord, { count, caseType: homeCheck, openingOf: () => ({ actor: colleague }) })
  const server = await startCasementServer(database)
  const stock = { homes, refs: await openUntouched(CASES_TO_LOOK_AT), untouched: [], versions: [] }
  return { landlord, server, cookie: await signIn(server.address, officer), stock, openUntouched }
}

/** What PostgreSQL does by itself after a while, and would otherwise do while something is measured. */
async function tidyDatabase(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query('vacuum analyze')
  await client.query('checkpoint')
  await client.end()
}

function plainly(recording: Recording): Recording {
  return { ...recording, statements: usefulStatements(recording.statements) }
}

function say(sentence: string): void {
  console.error(sentence)
}
