import { chownSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, rmdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canEnter } from './account.ts'
import type { Cluster } from './cluster.ts'

/** A socket's path ends at 107 bytes (103 on macOS); `casement-XXXXXX/.s.PGSQL.5432` takes 30 of them. */
const LONGEST_PARENT = 103 - 30

/**
 * The folder of the socket, which no other user may enter. The same one serves a data folder for as long as it exists,
 * so that a restarted PostgreSQL is found where it was.
 */
export function openSocketFolder(cluster: Cluster): string {
  const remembered = findRemembered(cluster)
  if (remembered !== undefined) return remembered
  const folder = mkdtempSync(join(shortParent(cluster), 'casement-'))
  giveTo(cluster, folder)
  writeFileSync(cluster.socketFolderFile, folder)
  return folder
}

/** Takes away what is left in the system's temporary folder once PostgreSQL has stopped. */
export function removeSocketFolder(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Not empty: a new PostgreSQL is there already, which will remove it in its turn.
  }
}

function findRemembered(cluster: Cluster): string | undefined {
  if (!existsSync(cluster.socketFolderFile)) return undefined
  const folder = readFileSync(cluster.socketFolderFile, 'utf8')
  try {
    // Making it fails when anything has that name, so nobody can have put a folder of theirs there.
    mkdirSync(folder, { mode: 0o700 })
    giveTo(cluster, folder)
    return folder
  } catch {
    if (isOurs(cluster, folder)) return folder
    rmSync(cluster.socketFolderFile)
    return undefined
  }
}

function isOurs({ account }: Cluster, folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (found === undefined || !found.isDirectory()) return false
  return found.uid === (account?.uid ?? process.getuid?.()) && (found.mode & 0o077) === 0
}

function giveTo({ account }: Cluster, folder: string): void {
  if (account !== undefined) chownSync(folder, account.uid, account.gid)
}

function shortParent({ account }: Cluster): string {
  const parent = tmpdir()
  return Buffer.byteLength(parent) <= LONGEST_PARENT && canEnter(account, parent) ? parent : '/tmp'
}
