import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findMissingMigrations } from '../database/migrate.ts'
import { refuseUnusable } from '../database/prepare-database.ts'
import { OperatorError } from '../operator-error.ts'
import { findCluster, findDataHome, findPlaceForNew, tryToWrite } from '../postgres/cluster.ts'
import { findServer } from '../postgres/own-postgres.ts'
import { findPostgresPrograms } from '../postgres/postgres-programs.ts'
import { refuseOtherMajor } from '../postgres/refuse-other-major.ts'
import { SETTINGS, readSettings } from '../settings.ts'
import type { Setting, Settings } from '../settings.ts'
import { findChromium } from '../testing/chromium.ts'
import { findPortProblem } from './free-port.ts'

const PAGE = resolve(import.meta.dirname, '../../../web/dist/index.html')

/** One question of the doctor: answers a finding in a sentence, or throws what is wrong. */
type Question = (settings: Settings) => string | Promise<string>

const QUESTIONS: Question[] = [describeNode, describePages, describeDatabase, describePort, describeChromium]

/**
 * `casement doctor`: what is set, what is wrong, and what to do. Starts and changes nothing.
 * @throws OperatorError at the end when anything is wrong
 */
export async function doctor(): Promise<void> {
  printSettings(process.env)
  const settings = readSettings()
  const problems: OperatorError[] = []
  for (const question of QUESTIONS) {
    try {
      console.log(`ok       ${await question(settings)}`)
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error
      problems.push(error)
      console.log(`WRONG    ${error.message}\n         What to do: ${error.remedy}`)
    }
  }
  if (problems.length > 0) throw new OperatorError(`The doctor found ${problems.length} to put right.`, 'See the lines marked WRONG above.')
}

function printSettings(environment: Record<string, string | undefined>): void {
  for (const setting of Object.values<Setting<unknown>>(SETTINGS)) {
    const { name, meaning, secret } = setting
    const text = environment[name]
    console.log(`${name} = ${text ? (secret ? '(set, not shown)' : text) : `(not set, so ${describeUnset(setting)})`}\n         ${meaning}`)
  }
  console.log('')
}

function describeUnset({ name, whenUnset, thenUnset = String(whenUnset) }: Setting<unknown>): string {
  return name === SETTINGS.home.name ? findDefaultHome() : thenUnset
}

/** Started as root from a folder that PostgreSQL's account may not enter, the data lies elsewhere. */
function findDefaultHome(): string {
  const home = SETTINGS.home.whenUnset
  try {
    return findDataHome({ home })
  } catch (error) {
    // What is wrong with it, the question about the data says.
    if (error instanceof OperatorError) return home
    throw error
  }
}

function describeNode(): string {
  return `Node ${process.versions.node}.`
}

function describePages(): string {
  if (existsSync(PAGE)) return 'The web pages are built.'
  throw new OperatorError('The web pages are not built, so only the API is served.', 'Run "node bin/set-up.mjs start", or "npm start", which does so.')
}

function describeDatabase(settings: Settings): Promise<string> {
  return settings.databaseUrl === undefined ? describeOwnPostgres(settings) : describeGivenDatabase(settings.databaseUrl)
}

async function describeOwnPostgres({ home, postgresBin }: Settings): Promise<string> {
  const programs = findPostgresPrograms(postgresBin)
  const cluster = findCluster({ home, postgresBin })
  if (cluster === undefined) return `PostgreSQL ${programs.version} from ${programs.bin}; no data yet: it will be made in ${findPlaceForNew({ home, postgresBin })}.`
  refuseOtherMajor(cluster)
  const server = await findServer(cluster)
  if (server === undefined) tryToWrite(cluster.folder)
  const use = server === undefined ? 'no server is using it' : `the server of process ${server} is using it`
  return `PostgreSQL ${programs.version} from ${programs.bin}; the data is in ${cluster.data} (version ${readFileSync(join(cluster.data, 'PG_VERSION'), 'utf8').trim()}), and ${use}.`
}

async function describeGivenDatabase(databaseUrl: string): Promise<string> {
  await refuseUnusable(databaseUrl, 'DATABASE_URL')
  const missing = await findMissingMigrations({ ownerUrl: databaseUrl })
  return `The database of DATABASE_URL answers; ${missing.length === 0 ? 'its schema is of this version' : `${missing.length} migrations will be applied at the next start`}.`
}

async function describePort(settings: Settings): Promise<string> {
  const cluster = settings.databaseUrl === undefined ? findCluster(settings) : undefined
  if (cluster && (await findServer(cluster)) !== undefined) return `Port ${settings.port} is not asked for: a server is running.`
  const problem = await findPortProblem(settings)
  if (problem !== undefined) throw problem
  return `Port ${settings.port} is free.`
}

function describeChromium(): string {
  const chromium = findChromium()
  return chromium === undefined ? 'Chromium is not here; only the browser tests of "npm test" need it.' : `Chromium for the browser tests: ${chromium}.`
}
