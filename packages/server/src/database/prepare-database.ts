import { Client, DatabaseError } from 'pg'
import { OperatorError } from '../operator-error.ts'
import { OLDEST_MAJOR } from '../postgres/postgres-programs.ts'
import { findMissingMigrations, migrate } from './migrate.ts'
import { prepareApplicationRole } from './roles.ts'
import type { ApplicationRole } from './roles.ts'

/** A database ready for work: the owner's address is for migrations only, the application's for all else. */
export interface PreparedDatabase extends ApplicationRole {
  ownerUrl: string
  appliedMigrations: string[]
}

/**
 * Makes the application's role and applies the missing migrations. Looks before it changes anything.
 * @throws OperatorError when the database cannot be reached, is too old a PostgreSQL, or is newer than this code
 */
export async function prepareDatabase({ ownerUrl, appUrl }: { ownerUrl: string; appUrl?: string | undefined }): Promise<PreparedDatabase> {
  await refuseUnusable(ownerUrl, 'DATABASE_URL')
  if (appUrl !== undefined) await refuseUnusable(appUrl, 'CASEMENT_APP_DATABASE_URL')
  await findMissingMigrations({ ownerUrl })
  const role = await prepareApplicationRole({ ownerUrl, appUrl })
  const appliedMigrations = await migrate({ ownerUrl, appRole: role.appRole })
  return { ownerUrl, ...role, appliedMigrations }
}

/** @throws OperatorError when this address of a database leads nowhere, or to a PostgreSQL older than 15 */
export async function refuseUnusable(url: string, setting: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (cause) {
    throw notReachable({ url, setting, cause })
  }
  const { rows } = await client.query(`select current_setting('server_version_num')::int / 10000 as major`)
  await client.end()
  if (rows[0].major >= OLDEST_MAJOR) return
  throw new OperatorError(`${setting} names a PostgreSQL ${rows[0].major}; Casement needs ${OLDEST_MAJOR} or newer.`, 'Upgrade that PostgreSQL, or unset the setting to use Casement\'s own.')
}

function notReachable({ url, setting, cause }: { url: string; setting: string; cause: unknown }): OperatorError {
  const { hostname, port, pathname } = new URL(url)
  const place = `${decodeURIComponent(hostname) || 'localhost'}${port === '' ? '' : `:${port}`}`
  const database = decodeURIComponent(pathname.slice(1))
  return new OperatorError(
    `The database "${database}" at ${place}, named by ${setting}, cannot be used: ${reasonOf(cause)}.`,
    `Start that PostgreSQL or correct ${setting} (postgresql://user:password@host:5432/database); without DATABASE_URL Casement starts a PostgreSQL of its own.`,
    { cause },
  )
}

function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0])
  if (!(cause instanceof Error)) return String(cause)
  if (cause instanceof DatabaseError) return cause.message
  const code = 'code' in cause ? String(cause.code) : ''
  return { ECONNREFUSED: 'nothing answers there', ENOTFOUND: 'there is no such host', ENOENT: 'there is no such socket' }[code] ?? cause.message
}
