import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Cluster, notWritable } from './cluster.ts'
import { clusterParameters } from './cluster-parameters.ts'
import { isAlive } from './postmaster-file.ts'
import type { Postmaster } from './postmaster-file.ts'
import { openSocketFolder, removeSocketFolder } from './socket-folder.ts'
import { whyUnwritable } from './why-unwritable.ts'

const LARGEST_LOG = 10 * 1024 * 1024
const FAST_STOP_MS = 3000
const IMMEDIATE_STOP_MS = 1000
const POLL_MS = 20

/** A PostgreSQL that this process started. */
export interface StartedPostgres {
  hasEnded(): boolean
  /** What it has said since it was started. */
  said(): string
  socketFolder: string
}

/**
 * Starts PostgreSQL as a child of its own process group, so that Ctrl-C reaches only the server, which stops it in order.
 * Returns before it takes connections.
 */
export function startPostmaster(cluster: Cluster): StartedPostgres {
  const { account, data, log, programs, durable } = cluster
  const { output, logged, socketFolder } = openFiles(cluster)
  const child = spawn(join(programs.bin, 'postgres'), ['-D', data, ...clusterParameters({ socketFolder, durable })], {
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
    cwd: '/',
    detached: true,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  child.unref()
  let failure: string | undefined
  child.once('error', (error) => (failure = error.message))
  return {
    hasEnded: () => failure !== undefined || child.exitCode !== null || child.signalCode !== null,
    said: () => failure ?? readFileSync(log).subarray(logged).toString(),
    socketFolder,
  }
}

/** @throws OperatorError when nothing can be written beside the data */
function openFiles(cluster: Cluster): { output: number; logged: number; socketFolder: string } {
  const { log } = cluster
  try {
    if (existsSync(log) && statSync(log).size > LARGEST_LOG) renameSync(log, `${log}.old`)
    const output = openSync(log, 'a', 0o600)
    return { output, logged: statSync(log).size, socketFolder: openSocketFolder(cluster) }
  } catch (cause) {
    throw whyUnwritable(cause) === undefined ? cause : notWritable(cluster.folder, cause)
  }
}

/** Stops PostgreSQL: in order, or at once when that takes too long (it then recovers at the next start). */
export async function stopPostmaster({ pid, socketFolder }: Postmaster): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [['SIGINT', FAST_STOP_MS], ['SIGQUIT', IMMEDIATE_STOP_MS], ['SIGKILL', IMMEDIATE_STOP_MS]]
  for (const [signal, patience] of steps) {
    if (!signalTo(pid, signal)) break
    if (await hasEnded(pid, patience)) break
  }
  removeSocketFolder(socketFolder)
}

function signalTo(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

async function hasEnded(pid: number, patience: number): Promise<boolean> {
  const end = performance.now() + patience
  while (performance.now() < end) {
    if (!isAlive(pid)) return true
    await pause(POLL_MS)
  }
  return false
}
