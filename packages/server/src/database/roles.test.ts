import { randomBytes } from 'node:crypto'
import { Client, escapeIdentifier } from 'pg'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { inMaintenanceDatabase, withDatabase } from '../testing/maintenance-database.ts'
import { prepareDatabase } from './prepare-database.ts'
import { prepareApplicationRole } from './roles.ts'

const clusterUrl = inject('databaseTemplate').ownerUrl
let name: string
let ownerUrl: string

beforeEach(async () => {
  name = `roles_${randomBytes(6).toString('hex')}`
  ownerUrl = withDatabase(clusterUrl, name)
  await inMaintenanceDatabase(clusterUrl, `create database ${name}`)
})

afterEach(async () => {
  await inMaintenanceDatabase(clusterUrl, `drop database ${name} with (force)`)
  for (const role of [`casement_app_${name}`, `${name}_limited`]) await inMaintenanceDatabase(clusterUrl, `drop role if exists ${escapeIdentifier(role)}`)
})

describe('the role of the application', () => {
  test('is made for its database, can sign in, and can do nothing that an administrator can', async () => {
    const { appUrl, appRole } = await prepareApplicationRole({ ownerUrl })
    expect(appRole).toBe(`casement_app_${name}`)
    expect(await query(appUrl, 'select current_user::text as role, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user')).toEqual([
      { role: appRole, rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
    ])
  })

  test('keeps its password from start to start, and follows the owner when that one gets a new password', async () => {
    const first = await prepareApplicationRole({ ownerUrl })
    expect(await prepareApplicationRole({ ownerUrl })).toEqual(first)
    await query(ownerUrl, `alter role casement_app_${name} password 'another'`)
    const again = await prepareApplicationRole({ ownerUrl })
    expect(await query(again.appUrl, 'select 1 as answer')).toEqual([{ answer: 1 }])
  })

  test('is asked for by name where the owner may not make roles', async () => {
    const limitedUrl = await makeLimitedOwner()
    await expect(prepareApplicationRole({ ownerUrl: limitedUrl })).rejects.toMatchObject({ remedy: expect.stringContaining('CASEMENT_APP_DATABASE_URL') })
  })

  test('is asked for by name where the owner has no password to derive one from', async () => {
    const withoutPassword = new URL(ownerUrl)
    withoutPassword.password = ''
    await expect(prepareApplicationRole({ ownerUrl: withoutPassword.toString() })).rejects.toThrow('DATABASE_URL holds no password')
  })

  test('may be one that an administrator made, but never one that evades row-level security', async () => {
    const limitedUrl = await makeLimitedOwner()
    expect(await prepareApplicationRole({ ownerUrl, appUrl: limitedUrl })).toEqual({ appUrl: limitedUrl, appRole: `${name}_limited` })
    await expect(prepareApplicationRole({ ownerUrl, appUrl: ownerUrl })).rejects.toThrow('can read every landlord')
  })
})

describe('a database that cannot be used', () => {
  test('is named with its setting, and without its password', async () => {
    const address = 'postgresql://me:secret@127.0.0.1:1/casement'
    const refusal = prepareDatabase({ ownerUrl: address })
    await expect(refusal).rejects.toThrow('The database "casement" at 127.0.0.1:1, named by DATABASE_URL, cannot be used: nothing answers there.')
    await expect(refusal).rejects.not.toThrow('secret')
  })

  test('is one that does not exist, too', async () => {
    await expect(prepareDatabase({ ownerUrl: withDatabase(clusterUrl, 'no_such_database') })).rejects.toThrow('database "no_such_database" does not exist')
  })

  test('is left as it was when it is newer than this version', async () => {
    await query(ownerUrl, `create schema casement; create table casement.schema_migration (number int, name text, checksum text, applied_at timestamptz);
      insert into casement.schema_migration values (9999, '9999-from-tomorrow.sql', '', now())`)
    await expect(prepareDatabase({ ownerUrl })).rejects.toThrow('The database is newer than this Casement: it has migration 9999-from-tomorrow.sql')
    expect(await query(ownerUrl, `select rolname from pg_roles where rolname = 'casement_app_${name}'`)).toEqual([])
  })
})

async function makeLimitedOwner(): Promise<string> {
  await query(ownerUrl, `create role ${name}_limited login password 'limited'`)
  const url = new URL(ownerUrl)
  url.username = `${name}_limited`
  url.password = 'limited'
  return url.toString()
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
