import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findMissingMigrations } from '../database/migrate.ts'
import { refuseUnusable } from '../database/prepare-database.ts'
import { OperatorError } from '../operator-error.ts'
import { findCluster, findDataHome, findPlaceForNew, tryToWrite } from '../postgres/cluster.ts'
import { findServer } from '../postgres/own-postgres.ts'
import { findPostgresPrograms } from '../postgres/postgres-programs.ts'
import { refuseOtherMajor } from '../postgres/refuse-other-major.ts'
import { SETTINGS, findUnknownSettings, readSettings } from '../settings.ts'
import type { Setting, Settings } from '../settings.ts'
import { findChromium } from '../testing/chromium.ts'
import { findPortProblem, isInUse } from './free-port.ts'

const PAGE = resolve(import.meta.dirname, '../../../web/dist/index.html')

/** One question of the doctor: answers a finding in a sentence, or throws what is wrong. */
type Question = (settings: Settings) => string | Promise<string>

const QUESTIONS: Question[] = [describeNames, describeNode, describePages, describeDatabase, describePort, describeChromium]

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

/** A misspelt setting is not set, and nothing else would say so. */
function describeNames(): string {
  const unknown = findUnknownSettings(process.env)
  if (unknown.length === 0) return 'Every CASEMENT_ setting of the environment is one.'
  const are = unknown.length === 1 ? 'is no setting' : 'are no settings'
  throw new OperatorError(`${unknown.join(', ')} ${are} of Casement; nothing reads ${unknown.length === 1 ? 'it' : 'them'}.`, 'Correct the name or unset it; the settings stand above.')
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

/** What the server that runs listens on is known to it alone; that the port is taken while it runs is no fault. */
async function describePort(settings: Settings): Promise<string> {
  const cluster = settings.databaseUrl === undefined ? findCluster(settings) : undefined
  const server = cluster && (await findServer(cluster))
  const problem = await findPortProblem(settings)
  if (problem === undefined) return server === undefined ? `Port ${settings.port} is free.` : `Port ${settings.port} is free: the server of process ${server} listens on another.`
  if (server === undefined || !isInUse(problem)) throw problem
  return `Port ${settings.port} is in use, and the server of process ${server} is running. Unless it was started with another port, that is it.`
}

function describeChromium(): string {
  const chromium = findChromium()
  return chromium === undefined ? 'Chromium is not here; only the browser tests of "npm test" need it.' : `Chromium for the browser tests: ${chromium}.`
}
