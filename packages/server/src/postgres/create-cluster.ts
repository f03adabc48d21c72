import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { OperatorError } from '../operator-error.ts'
import { type Cluster, notWritable } from './cluster.ts'
import { isAlive } from './postmaster-file.ts'

export const OWNER_ROLE = 'casement'
const MEGABYTE = 1024 * 1024
const NEEDED_MEGABYTES = 100
const HALF_MADE = /^postgres-new-(\d+)-/

/** Makes the data folder when there is none; it appears whole or not at all. */
export async function createClusterIfMissing(cluster: Cluster): Promise<void> {
  removeHalfMade(dirname(cluster.folder))
  if (existsSync(cluster.folder)) return
  const made = makeFolder(cluster)
  try {
    await runInitdb(cluster, made)
    renameSync(made, cluster.folder)
  } catch (error) {
    rmSync(made, { recursive: true, force: true })
    // Another process was quicker: its data folder is the one.
    if (!existsSync(cluster.folder)) throw error
  }
}

/** What to add when PostgreSQL broke off: on a full disk its last words need not say so. */
export function describeFreeSpace(bytes: number): string {
  const free = Math.floor(bytes / MEGABYTE)
  return free > NEEDED_MEGABYTES ? '' : `\n  The disk may be full: ${free} MB are free there, and new data take some ${NEEDED_MEGABYTES} MB.`
}

/** A process that was killed in the middle leaves its folder behind. */
function removeHalfMade(parent: string): void {
  try {
    for (const name of readdirSync(parent)) {
      const pid = HALF_MADE.exec(name)?.[1]
      if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(parent, name), { recursive: true, force: true })
    }
  } catch {
    // What may not be looked at or changed is said by whoever has to write there.
  }
}

function makeFolder({ folder, passwordFile, account }: Cluster): string {
  try {
    const made = mkdtempSync(join(dirname(folder), `postgres-new-${process.pid}-`))
    const password = join(made, basename(passwordFile))
    writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
    chmodSync(made, 0o700)
    if (account !== undefined) for (const path of [password, made]) chownSync(path, account.uid, account.gid)
    return made
  } catch (cause) {
    throw notWritable(dirname(folder), cause)
  }
}

async function runInitdb(cluster: Cluster, made: string): Promise<void> {
  const identity = cluster.account === undefined ? {} : { uid: cluster.account.uid, gid: cluster.account.gid }
  const args = [
    `--pgdata=${join(made, 'data')}`,
    `--username=${OWNER_ROLE}`,
    `--pwfile=${join(made, basename(cluster.passwordFile))}`,
    '--encoding=UTF8',
    '--auth=scram-sha-256',
    '--data-checksums',
    ...localeArguments(cluster.programs.major),
    ...(cluster.durable ? [] : ['--no-sync']),
  ]
  try {
    await promisify(execFile)(join(cluster.programs.bin, 'initdb'), args, {
      ...identity,
      cwd: '/',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    })
  } catch (cause) {
    const said = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim().split('\n').slice(-3).join(' ') : String(cause)
    throw new OperatorError(`PostgreSQL could not make its data folder in ${dirname(cluster.folder)}: ${said}${sayFreeSpace(made)}`, 'Put that right and start again, or set DATABASE_URL.', { cause })
  }
}

function sayFreeSpace(folder: string): string {
  const { bavail, bsize } = statfsSync(folder)
  return describeFreeSpace(bavail * bsize)
}

/**
 * Sorting by code point is the same on every machine and after every update of the system. The character classes that
 * word search needs still come from the system, so they must be of UTF-8.
 */
function localeArguments(major: number): string[] {
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
  if (major < 17) return [`--locale=${locale}`, '--lc-collate=C']
  return [`--locale=${locale}`, '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
}
