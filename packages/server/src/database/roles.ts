import { createHmac } from 'node:crypto'
import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg'
import { OperatorError } from '../operator-error.ts'

/** The role that the application works as: it owns nothing, so row-level security holds for it. */
export interface ApplicationRole {
  appUrl: string
  appRole: string
}

/**
 * The application's role on this database: the one of `appUrl` when given, else `casement_app_<database>`, which is made
 * when missing, with a password derived from the owner's, so that there is nothing to store.
 * @throws OperatorError when the owner may not make roles, or when the given role could evade row-level security
 */
export async function prepareApplicationRole({ ownerUrl, appUrl }: { ownerUrl: string; appUrl?: string | undefined }): Promise<ApplicationRole> {
  if (appUrl === undefined) return makeRole(ownerUrl)
  await refuseUnsafeRole(appUrl, new URL(ownerUrl).username)
  return { appUrl, appRole: decodeURIComponent(new URL(appUrl).username) }
}

async function makeRole(ownerUrl: string): Promise<ApplicationRole> {
  const url = new URL(ownerUrl)
  const appRole = `casement_app_${decodeURIComponent(url.pathname.slice(1))}`.slice(0, 63)
  if (url.password === '') throw askForAppUrl('DATABASE_URL holds no password to derive the one of the application from', appRole)
  const password = createHmac('sha256', decodeURIComponent(url.password)).update(appRole).digest('base64url')
  url.username = encodeURIComponent(appRole)
  url.password = password
  const appUrl = url.toString()
  if (!(await canSignIn(appUrl))) await createOrRenew(ownerUrl, { appRole, password })
  return { appUrl, appRole }
}

async function canSignIn(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url })
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    // 28P01 and 28000: no such role, or another password.
    if (error instanceof DatabaseError && (error.code === '28P01' || error.code === '28000')) return false
    throw error
  }
}

async function createOrRenew(ownerUrl: string, { appRole, password }: { appRole: string; password: string }): Promise<void> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [appRole])
    const verb = rowCount === 0 ? 'create' : 'alter'
    await client.query(
      `${verb} role ${escapeIdentifier(appRole)} login password ${escapeLiteral(password)} nosuperuser nocreatedb nocreaterole noreplication nobypassrls`,
    )
  } catch (cause) {
    // 42501: not permitted. 42710 and 23505: another process made it at the same moment.
    if (!(cause instanceof DatabaseError)) throw cause
    if (cause.code === '42501') throw askForAppUrl(`the role of DATABASE_URL may not make the role ${appRole}`, appRole, cause)
    if (cause.code !== '42710' && cause.code !== '23505') throw cause
  } finally {
    await client.end()
  }
}

async function refuseUnsafeRole(appUrl: string, owner: string): Promise<void> {
  const client = new Client({ connectionString: appUrl })
  await client.connect()
  const { rows } = await client.query('select rolname, rolsuper or rolbypassrls as evades from pg_roles where rolname = current_user')
  await client.end()
  if (rows[0].evades !== true && rows[0].rolname !== decodeURIComponent(owner)) return
  throw new OperatorError(
    `The role ${rows[0].rolname} of CASEMENT_APP_DATABASE_URL can read every landlord: it is the owner, a superuser or exempt from row-level security.`,
    'Name a role of its own: create role casement_app login password \'…\' nosuperuser nobypassrls;',
  )
}

function askForAppUrl(problem: string, appRole: string, cause?: unknown): OperatorError {
  return new OperatorError(
    `Casement works as a role of its own, and ${problem}.`,
    `Let a database administrator run: create role ${escapeIdentifier(appRole)} login password '…' nosuperuser nobypassrls; ` +
      'and set CASEMENT_APP_DATABASE_URL to an address with that role and password.',
    { cause },
  )
}
