import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, DatabaseError } from 'pg'
import { OperatorError } from '../operator-error.ts'
import type { Cluster } from './cluster.ts'
import { OWNER_ROLE, createClusterIfMissing } from './create-cluster.ts'
import { startPostmaster, stopPostmaster } from './postmaster.ts'
import type { StartedPostgres } from './postmaster.ts'
import { findPostmaster, removeFileOfAnotherProgram } from './postmaster-file.ts'
import type { Postmaster } from './postmaster-file.ts'
import { refuseOtherMajor } from './refuse-other-major.ts'
import { removeSocketFolder } from './socket-folder.ts'

const POLL_MS = 40
const ENDING_MS = 8000

/** How long a second server waits for the first one to leave before it is refused. */
export const SERVER_LEAVES_MS = 4000

/**
 * Locks that PostgreSQL itself holds for a session: they end with the process, even under kill -9, so none is ever stale.
 * They lie in the database `postgres` of our own PostgreSQL only, never in one that DATABASE_URL names.
 */
const IN_USE = 7_265_001
const SERVER = 7_265_002

/** This process's hold on Casement's own PostgreSQL. */
export interface OwnPostgres {
  /** Address of the database `casement` as its owner; the same after a restart of PostgreSQL. */
  ownerUrl: string
  /** Lets go; the last process that uses this PostgreSQL stops it. */
  release(): Promise<void>
  /** Answers when PostgreSQL went away without being asked to. */
  lost: Promise<void>
}

/**
 * Uses the PostgreSQL of this data folder: the one that runs, else a new child process.
 * @param role `serve` is refused while another server uses the data; commands are let in beside it
 * @throws OperatorError when another server has it, when it does not start, or when its version does not fit
 */
export async function useOwnPostgres(cluster: Cluster, role: string): Promise<OwnPostgres> {
  await createClusterIfMissing(cluster)
  refuseOtherMajor(cluster)
  const { session, postmaster } = await openSession(cluster, role)
  const lost = new Promise<void>((resolve) => session.once('end', () => resolve()))
  const release = () => leave({ session, postmaster })
  try {
    if (role === 'serve') await becomeTheServer(session, cluster)
    await createDatabaseIfMissing(session)
  } catch (error) {
    await release()
    throw error
  }
  return { ownerUrl: urlOf(cluster, { postmaster, database: 'casement' }), release, lost }
}

/** The process number of the server that uses this data folder, if one does. Changes nothing and starts nothing. */
export async function findServer(cluster: Cluster): Promise<number | undefined> {
  const postmaster = findPostmaster(cluster)
  const session = postmaster && (await tryToConnect(cluster, { postmaster, role: 'look' }))
  if (session === undefined) return undefined
  const pid = await findServerOf(session)
  await session.end()
  return pid
}

interface Session {
  session: Client
  postmaster: Postmaster
}

async function openSession(cluster: Cluster, role: string): Promise<Session> {
  let started: StartedPostgres | undefined
  let inTheWaySince: number | undefined
  for (;;) {
    const postmaster = findPostmaster(cluster)
    const session = postmaster && (await tryToConnect(cluster, { postmaster, role }))
    if (postmaster && session && (await isLetIn(session))) return { session, postmaster }
    if (!postmaster && started?.hasEnded()) {
      inTheWaySince ??= performance.now()
      if (!isInTheWay(started.said()) || performance.now() - inTheWaySince > ENDING_MS) throw didNotStart(cluster, started)
      started = undefined
    }
    if (!postmaster && started === undefined) {
      removeFileOfAnotherProgram(cluster)
      started = startPostmaster(cluster)
    }
    await pause(POLL_MS)
  }
}

/** A PostgreSQL that was just killed, or is just stopping, is in the way for a moment; then it is tried again. */
function isInTheWay(lastWords: string): boolean {
  return /lock file ".*" already exists|pre-existing shared memory block|shut down/.test(lastWords)
}

async function tryToConnect(cluster: Cluster, { postmaster, role }: { postmaster: Postmaster; role: string }): Promise<Client | undefined> {
  const client = new Client({
    connectionString: urlOf(cluster, { postmaster, database: 'postgres' }),
    application_name: `casement ${role} ${process.pid}`,
    connectionTimeoutMillis: 2000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    // 28P01: wrong password. Anything else passes: it is starting, stopping or recovering.
    if (!(error instanceof DatabaseError) || error.code !== '28P01') return undefined
    throw new OperatorError(
      `PostgreSQL does not accept the password kept in ${cluster.passwordFile}.`,
      'Put back the password file that belongs to this data folder.',
      { cause: error },
    )
  }
}

/** False when the last process that used this PostgreSQL is stopping it just now. */
async function isLetIn(session: Client): Promise<boolean> {
  try {
    const { rows } = await session.query(`select pg_try_advisory_lock_shared(${IN_USE}) as let_in`)
    if (rows[0].let_in === true) return true
    await session.end()
  } catch {
    // It stopped under the question.
  }
  return false
}

/** Waits a little, because a server whose `npm` was killed is on its way out. */
async function becomeTheServer(session: Client, cluster: Cluster): Promise<void> {
  const end = performance.now() + SERVER_LEAVES_MS
  for (;;) {
    const { rows } = await session.query(`select pg_try_advisory_lock(${SERVER}) as is_ours`)
    if (rows[0].is_ours === true) return
    if (performance.now() > end) throw anotherServer(cluster.folder, await findServerOf(session))
    await pause(POLL_MS)
  }
}

/** What a second server on the same data folder is told. */
export function anotherServer(folder: string, pid: number | undefined): OperatorError {
  const who = pid === undefined ? 'Another Casement server' : `Another Casement server (process ${pid})`
  return new OperatorError(`${who} is using the data in ${folder}.`, 'Use that one, or stop it first; or set CASEMENT_HOME and PORT to run a second one beside it.')
}

async function findServerOf(session: Client): Promise<number | undefined> {
  const { rows } = await session.query(
    `select split_part(application_name, ' ', 3)::int as pid from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted and objid = ${SERVER} and application_name like 'casement serve %'`,
  )
  return rows[0]?.pid
}

async function createDatabaseIfMissing(session: Client): Promise<void> {
  const { rowCount } = await session.query(`select from pg_database where datname = 'casement'`)
  if (rowCount === 0) await session.query('create database casement').catch(unlessItIsThere)
}

/** 42P04 and 23505: another process made it at the same moment. */
function unlessItIsThere(error: unknown): void {
  if (!(error instanceof DatabaseError && (error.code === '42P04' || error.code === '23505'))) throw error
}

async function leave({ session, postmaster }: Session): Promise<void> {
  try {
    await session.query(`select pg_advisory_unlock_shared(${IN_USE})`)
    const { rows } = await session.query(`select pg_try_advisory_lock(${IN_USE}) as is_last`)
    if (rows[0].is_last === true) await stopPostmaster(postmaster)
  } catch {
    // It is gone already.
  }
  await session.end().catch(() => undefined)
}

function urlOf(cluster: Cluster, { postmaster, database }: { postmaster: Postmaster; database: string }): string {
  const password = encodeURIComponent(readFileSync(cluster.passwordFile, 'utf8'))
  return `postgresql://${OWNER_ROLE}:${password}@${encodeURIComponent(postmaster.socketFolder)}:${postmaster.port}/${database}`
}

function didNotStart(cluster: Cluster, started: StartedPostgres): OperatorError {
  removeSocketFolder(started.socketFolder)
  const said = started.said().trim().split('\n').slice(-4).join('\n  ')
  return new OperatorError(`Casement's own PostgreSQL did not start:\n  ${said}`, `The rest of what it said is in ${cluster.log}. Put that right and start again, or set DATABASE_URL.`)
}
