import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findCluster } from '../postgres/cluster.ts'
import { findPostmaster } from '../postgres/postmaster-file.ts'
import { stopPostmaster } from '../postgres/postmaster.ts'

/** A new folder for CASEMENT_HOME, which the account that PostgreSQL runs as may pass through. */
export function makeTemporaryHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'casement-home-'))
  chmodSync(home, 0o711)
  return home
}

/** Stops what a test that failed left running there, and removes the folder. */
export async function removeTemporaryHome(home: string): Promise<void> {
  const cluster = findCluster({ home })
  const postmaster = cluster && findPostmaster(cluster)
  if (postmaster) await stopPostmaster(postmaster)
  rmSync(home, { recursive: true, force: true })
}
