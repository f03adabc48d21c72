import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { OperatorError } from '../operator-error.ts'

/** The system account that PostgreSQL runs as: it refuses to run as root. */
export interface Account {
  name: string
  uid: number
  gid: number
}

/**
 * The account to run PostgreSQL as when this process is root: the owner of the data when there is any, else `postgres`,
 * else `nobody`. Undefined for an ordinary user, whose own account will do.
 */
export function findAccount(existingData: string | undefined): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = existingData === undefined ? undefined : statSync(existingData)
  if (owner !== undefined && owner.uid !== 0) return { name: findName(owner.uid), uid: owner.uid, gid: owner.gid }
  const account = findByName('postgres') ?? findByName('nobody')
  if (account !== undefined) return account
  throw new OperatorError(
    'PostgreSQL never runs as root, and this system has neither a user "postgres" nor a user "nobody".',
    'Make a user for it (useradd --system postgres), start Casement as an ordinary user, or set DATABASE_URL.',
  )
}

/** Whether the account may enter this folder and everything above it. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  return runAs(account, 'test', ['-x', folder])
}

/** Whether the program starts under the account (its libraries are found and readable too). */
export function canRun(account: Account | undefined, program: string): boolean {
  return runAs(account, program, ['--version'])
}

/** Whether the account may read this file. */
export function canRead(account: Account | undefined, file: string): boolean {
  return runAs(account, 'test', ['-r', file])
}

function runAs(account: Account | undefined, program: string, args: string[]): boolean {
  const identity = account === undefined ? {} : { uid: account.uid, gid: account.gid }
  return spawnSync(program, args, { ...identity, cwd: '/', stdio: 'ignore' }).status === 0
}

function findByName(name: string): Account | undefined {
  const [, , uid, gid] = passwdLines().find(([login]) => login === name) ?? []
  return uid === undefined || gid === undefined ? undefined : { name, uid: Number(uid), gid: Number(gid) }
}

function findName(uid: number): string {
  return passwdLines().find((line) => line[2] === String(uid))?.[0] ?? String(uid)
}

function passwdLines(): string[][] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
}
