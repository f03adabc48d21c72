import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { Client, escapeIdentifier } from 'pg'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { inMaintenanceDatabase, withDatabase } from '../testing/maintenance-database.ts'
import { findMissingMigrations, migrate } from './migrate.ts'

const appRole = decodeURIComponent(new URL(inject('databaseTemplate').appUrl).username)
let folder: string
let database: string
let ownerUrl: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'migrations-'))
  database = `migrations_${randomBytes(6).toString('hex')}`
  ownerUrl = withDatabase(inject('databaseTemplate').ownerUrl, database)
  await inMaintenanceDatabase(ownerUrl, `create database ${escapeIdentifier(database)}`)
})

afterEach(async () => {
  await inMaintenanceDatabase(ownerUrl, `drop database ${escapeIdentifier(database)} with (force)`)
  rmSync(folder, { recursive: true })
})

describe('migrations', () => {
  test('are applied once, in the order of their numbers', async () => {
    write('0002-add-colour.sql', 'alter table casement.door add colour text;')
    write('0001-create-doors.sql', 'create table casement.door (id int primary key);')
    expect(await migrateHere()).toEqual(['0001-create-doors.sql', '0002-add-colour.sql'])
    expect(await migrateHere()).toEqual([])
    expect(await rows('select number, name from casement.schema_migration order by number')).toEqual([
      { number: 1, name: '0001-create-doors.sql' },
      { number: 2, name: '0002-add-colour.sql' },
    ])
  })

  test('are applied once when several processes start at the same moment', async () => {
    write('0001-create-doors.sql', 'create table casement.door (id int primary key);')
    write('0002-add-a-door.sql', 'insert into casement.door values (1);')
    const applied = await Promise.all([1, 2, 3, 4].map(migrateHere))
    expect(applied.flat().sort()).toEqual(['0001-create-doors.sql', '0002-add-a-door.sql'])
    expect(await rows('select id from casement.door')).toEqual([{ id: 1 }])
  })

  test('name the role of the application by a placeholder', async () => {
    write('0001-create-doors.sql', 'create table casement.door (id int primary key); grant select on casement.door to {{app_role}};')
    await migrateHere()
    expect(await rows(`select has_table_privilege('${appRole}', 'casement.door', 'select') as may`)).toEqual([{ may: true }])
  })

  test('that fail are undone whole, and say in which line', async () => {
    write('0001-create-doors.sql', 'create table casement.door (id int primary key);')
    write('0002-add-a-door.sql', 'insert into casement.door values (1);\ninsert into casement.window values (1);')
    await expect(migrateHere()).rejects.toThrow('The migration 0002-add-a-door.sql failed at line 2: relation "casement.window" does not exist')
    expect(await rows('select id from casement.door')).toEqual([])
    expect(await findMissingMigrations({ ownerUrl, folder })).toEqual(['0002-add-a-door.sql'])
  })

  test('are refused when the database is newer than the code', async () => {
    write('0001-create-doors.sql', 'create table casement.door (id int primary key);')
    write('0002-add-colour.sql', 'alter table casement.door add colour text;')
    await migrateHere()
    rmSync(join(folder, '0002-add-colour.sql'))
    await expect(migrateHere()).rejects.toThrow('The database is newer than this Casement: it has migration 0002-add-colour.sql')
  })

  test('are refused when one that was applied has changed since', async () => {
    write('0001-create-doors.sql', 'create table casement.door (id int primary key);')
    await migrateHere()
    write('0001-create-doors.sql', 'create table casement.door (id bigint primary key);')
    await expect(migrateHere()).rejects.toThrow('The migration 0001-create-doors.sql was changed after it had been applied')
  })

  test('are refused when an older number appears after a newer one was applied', async () => {
    write('0002-create-doors.sql', 'create table casement.door (id int primary key);')
    await migrateHere()
    write('0001-create-windows.sql', 'create table casement.window (id int primary key);')
    await expect(migrateHere()).rejects.toThrow('The migration 0001-create-windows.sql is missing in the database, though later ones were applied.')
  })

  test('are refused when two have the same number or one a wrong name', async () => {
    write('0001-create-doors.sql', 'select 1;')
    write('0001-create-windows.sql', 'select 1;')
    await expect(migrateHere()).rejects.toThrow('Two migrations have the number of 0001-create-windows.sql.')
    rmSync(join(folder, '0001-create-windows.sql'))
    write('2-create-windows.sql', 'select 1;')
    await expect(migrateHere()).rejects.toThrow('The migration 2-create-windows.sql has a wrong name.')
  })
})

function write(name: string, sql: string): void {
  writeFileSync(join(folder, name), sql)
}

function migrateHere(): Promise<string[]> {
  return migrate({ ownerUrl, appRole, folder })
}

async function rows(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  const answer = await client.query(sql)
  await client.end()
  return answer.rows
}
