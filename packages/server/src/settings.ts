import { existsSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { OperatorError } from './operator-error.ts'

const CLONE = resolve(import.meta.dirname, '../../..')

export interface Setting<T> {
  name: string
  /** One sentence for `casement doctor` and the documentation. */
  meaning: string
  whenUnset: T
  /** Ends the sentence "It is not set, so …", where the value itself would not. */
  thenUnset?: string
  /** Ends the sentence "PORT must be …". */
  expects: string
  /** Secrets are never printed, not even when they are wrong. */
  secret?: boolean
  /** Undefined when the text is not what is expected. */
  read(text: string): T | undefined
}

/** Every setting of Casement is an environment variable and stands here. An empty one counts as unset. */
export const SETTINGS = {
  port: setting<number>({
    name: 'PORT',
    meaning: 'The port that the web pages and the API are served on; 0 takes any free one.',
    whenUnset: 3000,
    expects: 'a whole number from 0 to 65535',
    read: (text) => wholeNumber(text, 65535),
  }),
  host: setting<string>({
    name: 'CASEMENT_HOST',
    meaning: 'The name or address of this machine to listen on; 0.0.0.0 lets other machines in.',
    whenUnset: 'localhost',
    expects: 'a host name or address without a port',
    read: (text) => (/^[\w.:-]+$/.test(text) ? text : undefined),
  }),
  publicUrl: setting<string | undefined>({
    name: 'CASEMENT_PUBLIC_URL',
    meaning: 'The address that people type, when a proxy stands before Casement; links in messages begin with it.',
    whenUnset: undefined,
    thenUnset: 'the address that it listens on',
    expects: 'an address like https://cases.example.org',
    read: (text) => (addressOf(text, ['http:', 'https:']) === undefined ? undefined : text.replace(/\/+$/, '')),
  }),
  home: setting<string>({
    name: 'CASEMENT_HOME',
    meaning: 'The folder of the data: PostgreSQL of its own, unless DATABASE_URL is set, and documents.',
    whenUnset: join(CLONE, 'casement-data'),
    expects: 'the path of a folder',
    read: (text) => resolve(text),
  }),
  databaseUrl: setting<string | undefined>({
    name: 'DATABASE_URL',
    meaning: 'A PostgreSQL of yours (15 or newer), as the role that owns the tables; none is started then.',
    whenUnset: undefined,
    thenUnset: 'a PostgreSQL of its own',
    expects: 'postgresql://user:password@host:5432/database (a socket folder as host: %2Frun%2Fpostgresql)',
    secret: true,
    read: databaseAddress,
  }),
  appDatabaseUrl: setting<string | undefined>({
    name: 'CASEMENT_APP_DATABASE_URL',
    meaning: 'The same database as the role that the application works as, where DATABASE_URL may not make one.',
    whenUnset: undefined,
    thenUnset: 'a role that Casement makes itself',
    expects: 'postgresql://user:password@host:5432/database (a socket folder as host: %2Frun%2Fpostgresql)',
    secret: true,
    read: databaseAddress,
  }),
  postgresBin: setting<string | undefined>({
    name: 'CASEMENT_POSTGRES_BIN',
    meaning: 'The folder of the PostgreSQL programs to start in place of the ones that came with Casement.',
    whenUnset: undefined,
    thenUnset: 'the ones that came with Casement',
    expects: 'the full path of a folder that holds initdb and postgres',
    read: (text) => (isAbsolute(text) && existsSync(join(text, 'postgres')) ? text : undefined),
  }),
  logLevel: setting<string>({
    name: 'CASEMENT_LOG_LEVEL',
    meaning: 'How much is logged.',
    whenUnset: 'info',
    expects: 'fatal, error, warn, info, debug or silent',
    read: (text) => (['fatal', 'error', 'warn', 'info', 'debug', 'silent'].includes(text) ? text : undefined),
  }),
  isDemonstration: setting<boolean | undefined>({
    name: 'CASEMENT_DEMONSTRATION',
    meaning: 'With 1, a first start makes the demonstration landlord, and the sign-in page shows its sign-ins; with 0, never.',
    whenUnset: undefined,
    thenUnset: '1 unless DATABASE_URL is set',
    expects: '0 or 1',
    read: (text) => ({ '0': false, '1': true })[text],
  }),
  hasTestClock: setting<boolean>({
    name: 'CASEMENT_TEST_CLOCK',
    meaning: 'With 1, tests may set the time over the API.',
    whenUnset: false,
    thenUnset: '0',
    expects: '0 or 1',
    read: (text) => ({ '0': false, '1': true })[text],
  }),
  isProduction: setting<boolean>({
    name: 'NODE_ENV',
    meaning: 'With "production", nothing that is meant for tests can be switched on.',
    whenUnset: false,
    thenUnset: 'not production',
    expects: 'production, development or test',
    read: (text) => ({ production: true, development: false, test: false })[text],
  }),
} satisfies Record<string, Setting<unknown>>

export type Settings = { [Key in keyof typeof SETTINGS]: (typeof SETTINGS)[Key]['whenUnset'] }
export type Environment = Record<string, string | undefined>

/**
 * Reads every setting once.
 * @throws OperatorError that names all wrong settings together
 */
export function readSettings(environment: Environment = process.env): Settings {
  const problems: string[] = []
  const settings = Object.fromEntries(
    Object.entries<Setting<unknown>>(SETTINGS).map(([key, one]) => {
      const text = environment[one.name]
      if (text === undefined || text === '') return [key, one.whenUnset]
      const value = one.read(text)
      if (value === undefined) problems.push(describeProblem(one, text))
      return [key, value]
    }),
  ) as Settings
  problems.push(...findContradictions(settings))
  if (problems.length === 0) return settings
  const count = problems.length === 1 ? 'A setting is wrong' : `${problems.length} settings are wrong`
  throw new OperatorError(`${count}:\n  ${problems.join('\n  ')}`, 'Correct or unset them and start again; "npx casement doctor" lists every setting. Nothing was changed.')
}

/** What begins so and is no setting: the launcher of a process, and what tests are run with. */
const NO_SETTINGS = ['CASEMENT_LAUNCHER', 'CASEMENT_NIGHTLY', 'CASEMENT_WRITE_OPENAPI']

/** Names in the environment that look like settings of Casement and are none: nothing reads them. */
export function findUnknownSettings(environment: Environment): string[] {
  const known = new Set([...Object.values<Setting<unknown>>(SETTINGS).map(({ name }) => name), ...NO_SETTINGS])
  return Object.keys(environment).filter((name) => name.startsWith('CASEMENT_') && !known.has(name)).toSorted()
}

function describeProblem({ name, expects, secret }: Setting<unknown>, text: string): string {
  return `${name} must be ${expects}${secret ? '' : `; it is "${text}"`}`
}

function findContradictions({ hasTestClock, isProduction, appDatabaseUrl, databaseUrl }: Settings): string[] {
  const problems: string[] = []
  if (hasTestClock && isProduction) problems.push('CASEMENT_TEST_CLOCK must not be 1 where NODE_ENV is production')
  if (appDatabaseUrl && !databaseUrl) problems.push('CASEMENT_APP_DATABASE_URL needs DATABASE_URL beside it')
  return problems
}

/** Whether this installation shows the demonstration: its own PostgreSQL does unless told not to, another only when told to. */
export function isDemonstrationMode({ isDemonstration, databaseUrl }: Pick<Settings, 'isDemonstration' | 'databaseUrl'>): boolean {
  return isDemonstration ?? databaseUrl === undefined
}

function setting<T>(one: Setting<T>): Setting<T> {
  return one
}

function wholeNumber(text: string, largest: number): number | undefined {
  return /^\d+$/.test(text) && Number(text) <= largest ? Number(text) : undefined
}

function databaseAddress(text: string): string | undefined {
  const address = addressOf(text, ['postgres:', 'postgresql:'])
  return address !== undefined && address.pathname.length > 1 ? text : undefined
}

function addressOf(text: string, protocols: string[]): URL | undefined {
  const address = URL.canParse(text) ? new URL(text) : undefined
  return address !== undefined && protocols.includes(address.protocol) ? address : undefined
}
