import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Client } from 'pg'
import { type BenchDatabase, createBenchDatabase } from './bench-database.ts'
import { openCases, seedBenchLandlord } from './bench-landlord.ts'
import { measureEngine } from './engine-speed.ts'
import { homeCheck } from './home-check.ts'
import { measureFirstLoad } from './measure-first-load.ts'
import { measureImport } from './measure-import.ts'
import { type OperationFigures, measureOperations } from './measure-operations.ts'
import { type OtherFigures, printFigures } from './print-figures.ts'
import { recordOperations } from './record-operations.ts'
import type { Recording } from './recording.ts'
import { usefulStatements } from './replay.ts'
import { readMemory, signIn, startBareServer, startCasementServer } from './servers.ts'

const CASES_TO_LOOK_AT = 1000

const { values } = parseArgs({ options: { json: { type: 'string' } } })
process.once('SIGTERM', () => process.exit(143))
process.once('SIGINT', () => process.exit(130))

const figures = await measureAll()
printFigures(figures)
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ ...figures.operations, other: figures.other }, undefined, 2)}\n`)

/** Measures everything on one new PostgreSQL, and leaves nothing behind. */
async function measureAll(): Promise<{ operations: OperationFigures; other: OtherFigures }> {
  const firstLoadKb = measureFirstLoad()
  const engineCommandsPerSecond = measureEngine()
  const database = await createBenchDatabase()
  try {
    const { operations, memoryMb } = await measureServers(database)
    const importSeconds = Number((await measureImport(database.ownerUrl)).toFixed(1))
    return { operations, other: { engineCommandsPerSecond, firstLoadKb, importSeconds, memoryMb } }
  } finally {
    await database.remove()
  }
}

async function measureServers(database: BenchDatabase): Promise<{ operations: OperationFigures; memoryMb: number }> {
  const { ownerUrl, appUrl } = database
  say('Filling the database')
  const landlord = await seedBenchLandlord(appUrl)
  await tidyDatabase(ownerUrl)
  const { homes, officer, casework } = landlord
  const openUntouched = (count: number) => openCases(landlord, { count, caseType: homeCheck, openingOf: () => ({ actor: officer.actor }) })
  const casement = await startCasementServer(database)
  const cookie = await signIn(casement.address, officer)
  const { recordings, versions } = await recordOperations(landlord, { appUrl, cookie })
  const bare = await startBareServer({ ownerUrl, recordings, prefix: 'BARE' })
  const plain = await startBareServer({ ownerUrl, recordings: recordings.map(plainly), prefix: 'PLAIN' })
  try {
    const stock = { homes, refs: await openUntouched(CASES_TO_LOOK_AT), untouched: [], versions }
    const operations = await measureOperations({ servers: { casement, bare, plain }, cookie, stock, openUntouched }, say)
    return { operations, memoryMb: Math.round(readMemory(casement.pid)) }
  } finally {
    await Promise.all([casement, bare, plain].map((server) => server.stop()))
    await casework.pool.end()
  }
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
