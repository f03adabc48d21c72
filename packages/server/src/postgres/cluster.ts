import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { OperatorError } from '../operator-error.ts'
import { canEnter, canRead, canRun, findAccount } from './account.ts'
import type { Account } from './account.ts'
import { findPostgresPrograms } from './postgres-programs.ts'
import type { PostgresPrograms } from './postgres-programs.ts'
import { whyUnwritable } from './why-unwritable.ts'

const CLONE = resolve(import.meta.dirname, '../../../..')
const SYSTEM_ROOT = '/var/lib/casement'

/** One PostgreSQL data folder with what belongs to it. `postgres` runs as `account`, or as this process's user. */
export interface Cluster {
  folder: string
  data: string
  passwordFile: string
  socketFolderFile: string
  log: string
  account: Account | undefined
  programs: PostgresPrograms
  durable: boolean
}

export interface ClusterPlace {
  home: string
  /** The folder that holds `initdb` and `postgres`; found when not given. */
  postgresBin?: string | undefined
  /** False only for tests: no fsync, so that a power cut may lose everything. */
  durable?: boolean
  /** Where programs and data go when the account cannot enter the clone. */
  systemRoot?: string
}

/** Settles where the data and the programs of this home lie; makes the home folder, but no data. */
export function placeCluster(place: ClusterPlace): Cluster {
  const { folder, account, parentMode } = choosePlace(place)
  if (parentMode !== undefined) makeFolder(dirname(folder), parentMode)
  return describeCluster(place, { folder, account })
}

/**
 * The folder in which `placeCluster` would put the data of this home, when there are none yet. Leaves nothing behind.
 * @throws OperatorError when it cannot be made or written
 */
export function findPlaceForNew(place: ClusterPlace): string {
  const parent = dirname(choosePlace(place).folder)
  tryToWrite(parent)
  return parent
}

/** @throws OperatorError when nothing can be written to the folder, or the folder cannot be made */
export function tryToWrite(folder: string): void {
  const above = folderThatExists(folder)
  try {
    rmdirSync(mkdtempSync(join(above, '.casement-try-')))
  } catch (cause) {
    throw above === folder ? notWritable(folder, cause) : notMakeable(folder, cause)
  }
}

/** The folder that holds the data of this home, or would hold it. Makes nothing. */
export function findDataHome(place: ClusterPlace): string {
  return dirname(choosePlace(place).folder)
}

/** The data of this home when there is any. Makes nothing. */
export function findCluster(place: ClusterPlace): Cluster | undefined {
  const folder = findExisting(findSpots(place))
  return folder === undefined ? undefined : describeCluster(place, { folder, account: findAccount(folder) })
}

/** The two places where the data of a home may lie. */
interface Spots {
  home: string
  inHome: string
  inSystem: string
}

function findSpots({ home, systemRoot = SYSTEM_ROOT }: ClusterPlace): Spots {
  const full = resolve(home)
  return { home: full, inHome: join(full, 'postgres'), inSystem: join(systemRoot, folderName(full), 'postgres') }
}

function describeCluster(place: ClusterPlace, { folder, account }: { folder: string; account: Account | undefined }): Cluster {
  const there = folderThatExists(folder)
  if (!statSync(there).isDirectory()) throw new OperatorError(`The data of this home would lie in ${folder}, and ${there} is a file.`, 'Move that file away, or set CASEMENT_HOME to another folder.')
  if (!canEnter(account, there)) throw notReachable(folder, account)
  return {
    folder,
    data: join(folder, 'data'),
    passwordFile: join(folder, 'password'),
    socketFolderFile: join(folder, 'socket-folder'),
    log: join(folder, 'postgres.log'),
    account,
    programs: reachablePrograms(findPostgresPrograms(place.postgresBin), { account, systemRoot: place.systemRoot ?? SYSTEM_ROOT }),
    durable: place.durable ?? true,
  }
}

function findExisting({ inHome, inSystem }: Spots): string | undefined {
  if (existsSync(inHome)) return inHome
  if (!existsSync(inSystem)) return undefined
  if (process.getuid?.() === 0) return inSystem
  throw new OperatorError(
    `The data of this folder was made by root and lies in ${inSystem}.`,
    'Start Casement as root again, or set CASEMENT_HOME to another folder to begin with new data.',
  )
}

/** Where the data goes; `parentMode` where the folder around it may have to be made first. */
function choosePlace(place: ClusterPlace): { folder: string; account: Account | undefined; parentMode?: number } {
  const spots = findSpots(place)
  const existing = findExisting(spots)
  const account = findAccount(existing)
  if (existing !== undefined) return { folder: existing, account }
  const { home, inHome, inSystem } = spots
  const above = folderThatExists(home)
  if (!statSync(above).isDirectory()) throw new OperatorError(`The folder ${home} cannot be made: ${above} is a file.`, 'Set CASEMENT_HOME to the path of a folder.')
  if (canEnter(account, above)) return { folder: inHome, account, parentMode: account === undefined ? 0o700 : 0o711 }
  if (account === undefined) throw new OperatorError(`The folder ${home} cannot be used: this user may not enter ${above}.`, 'Set CASEMENT_HOME to a folder that this user may enter, or let them through (chmod o+x).')
  return { folder: inSystem, account, parentMode: 0o755 }
}

/** The mode is set apart because a umask would narrow it, and only on what is new. */
function makeFolder(folder: string, mode: number): void {
  try {
    makeFoldersTo(folder, mode)
  } catch (cause) {
    throw notMakeable(folder, cause)
  }
}

/** One by one: where a file system takes no new folders, such as /proc, `recursive` tries for ever. */
function makeFoldersTo(folder: string, mode: number): void {
  if (existsSync(folder)) return
  makeFoldersTo(dirname(folder), mode)
  try {
    mkdirSync(folder)
    chmodSync(folder, mode)
  } catch (error) {
    // Another process may have been quicker.
    if (!existsSync(folder)) throw error
  }
}

function notMakeable(folder: string, cause: unknown): OperatorError {
  return new OperatorError(`The folder ${folder} cannot be made: ${whyUnwritable(cause) ?? String(cause)}.`, 'Make the folder above it writable, or set CASEMENT_HOME to a folder that is.', { cause })
}

/** What is said where the folder is there, and nothing can be written in it. */
export function notWritable(folder: string, cause: unknown): OperatorError {
  return new OperatorError(`No data can be written to ${folder}: ${whyUnwritable(cause) ?? String(cause)}.`, 'Make it writable, or set CASEMENT_HOME to a folder that is.', { cause })
}

function folderThatExists(path: string): string {
  return existsSync(path) ? path : folderThatExists(dirname(path))
}

/** The default home is named after its clone; a home of one's own choice after itself. */
function folderName(home: string): string {
  const named = home === join(CLONE, 'casement-data') ? CLONE : home
  return createHash('sha256').update(named).digest('hex').slice(0, 16)
}

function reachablePrograms(programs: PostgresPrograms, to: { account: Account | undefined; systemRoot: string }): PostgresPrograms {
  const { account, systemRoot } = to
  if (programs.packageFolder === undefined) return programs
  const catalogue = join(programs.packageFolder, 'share/postgresql/postgres.bki')
  if (canRun(account, join(programs.bin, 'postgres')) && canRead(account, catalogue)) return programs
  const parent = join(systemRoot, folderName(join(CLONE, 'casement-data')))
  const packageFolder = join(parent, `postgresql-${programs.version}`)
  if (!existsSync(packageFolder)) copyPrograms(programs.packageFolder, { parent, packageFolder })
  return { ...programs, packageFolder, bin: join(packageFolder, 'bin') }
}

/** Copied beside and renamed, so that a half copy is never used. */
function copyPrograms(from: string, to: { parent: string; packageFolder: string }): void {
  makeFolder(to.parent, 0o755)
  const copy = mkdtempSync(join(to.parent, 'copy-'))
  cpSync(from, copy, { recursive: true, verbatimSymlinks: true })
  openForReading(copy)
  try {
    renameSync(copy, to.packageFolder)
  } catch (error) {
    rmSync(copy, { recursive: true })
    if (!existsSync(to.packageFolder)) throw error
  }
}

/** A clone made under a narrow umask has files that only root may read. */
function openForReading(path: string): void {
  const { mode } = lstatSync(path)
  if ((mode & 0o170000) === 0o120000) return
  const isFolder = (mode & 0o170000) === 0o040000
  const runs = isFolder || (mode & 0o100) !== 0
  chmodSync(path, runs ? 0o755 : 0o644)
  if (isFolder) for (const name of readdirSync(path)) openForReading(join(path, name))
}

function notReachable(folder: string, account: Account | undefined): OperatorError {
  const who = account === undefined ? 'this user' : `the user ${account.name}, which PostgreSQL runs as,`
  return new OperatorError(
    `The data lies in ${folder}, where ${who} cannot go.`,
    'Let it through the folders above (chmod o+x), start Casement as the owner of the data, or set CASEMENT_HOME to another folder.',
  )
}
