import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Client, DatabaseError, escapeIdentifier } from 'pg'
import { OperatorError } from '../operator-error.ts'

const MIGRATIONS = join(import.meta.dirname, 'migrations')
const FILE_NAME = /^(\d{4})-[a-z0-9-]+\.sql$/

/** In a migration, `{{app_role}}` stands for the role that the application works as; it receives the grants. */
const APP_ROLE = '{{app_role}}'

interface Migration {
  number: number
  name: string
  sql: string
  checksum: string
}

/** `appRole` is the plain name of the application's role; `folder` holds files like 0001-create-cases.sql. */
export interface MigrationOrder {
  ownerUrl: string
  appRole: string
  folder?: string
}

/**
 * Applies the migrations that are missing, each in a transaction of its own, in the order of their numbers; returns
 * their names. Several processes may do so at once: the first does the work.
 * @throws OperatorError when the database is newer than this code, when an applied file was changed, or when one fails
 */
export async function migrate({ ownerUrl, appRole, folder = MIGRATIONS }: MigrationOrder): Promise<string[]> {
  const migrations = readMigrations(folder)
  const client = new Client({ connectionString: ownerUrl, application_name: 'casement migrate' })
  await client.connect()
  try {
    refuseMismatch(migrations, await readApplied(client))
    if (!(await hasHistory(client))) await createHistory(client)
    const applied: string[] = []
    for (const migration of migrations) {
      if (await applyIfMissing(client, { migration, appRole })) applied.push(migration.name)
    }
    return applied
  } finally {
    await client.end()
  }
}

/** The migrations that this database still lacks. Changes nothing. @throws OperatorError as `migrate` does */
export async function findMissingMigrations({ ownerUrl, folder = MIGRATIONS }: { ownerUrl: string; folder?: string }): Promise<string[]> {
  const migrations = readMigrations(folder)
  const client = new Client({ connectionString: ownerUrl, application_name: 'casement migrate' })
  await client.connect()
  try {
    const applied = await readApplied(client)
    refuseMismatch(migrations, applied)
    return migrations.filter(({ number }) => !applied.has(number)).map(({ name }) => name)
  } finally {
    await client.end()
  }
}

function readMigrations(folder: string): Migration[] {
  const migrations = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => readMigration(folder, name))
  const twice = migrations.find(({ number }, index) => migrations[index - 1]?.number === number)
  if (twice !== undefined) throw new OperatorError(`Two migrations have the number of ${twice.name}.`, 'Give the newer one the next free number.')
  return migrations
}

function readMigration(folder: string, name: string): Migration {
  const number = Number(FILE_NAME.exec(name)?.[1])
  if (Number.isNaN(number)) throw new OperatorError(`The migration ${name} has a wrong name.`, 'Name it like 0007-add-notes.sql.')
  const sql = readFileSync(join(folder, name), 'utf8')
  return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

/** Number and checksum of every applied migration; none when the database is new. */
async function readApplied(client: Client): Promise<Map<number, { name: string; checksum: string }>> {
  if (!(await hasHistory(client))) return new Map()
  const { rows } = await client.query('select number, name, checksum from casement.schema_migration')
  return new Map(rows.map(({ number, name, checksum }) => [number, { name, checksum }]))
}

async function hasHistory(client: Client): Promise<boolean> {
  const { rows } = await client.query(`select to_regclass('casement.schema_migration') is not null as is_there`)
  return rows[0].is_there
}

function refuseMismatch(migrations: Migration[], applied: Map<number, { name: string; checksum: string }>): void {
  const last = migrations.at(-1)?.number ?? 0
  const newer = [...applied].find(([number]) => number > last)
  if (newer !== undefined) {
    throw new OperatorError(
      `The database is newer than this Casement: it has migration ${newer[1].name}, and the newest one here is number ${last}.`,
      'Start the newer Casement again. There is no way back but to restore a backup. Nothing was changed.',
    )
  }
  for (const { number, name, checksum } of migrations) refuseDifference({ number, name, checksum }, applied)
}

function refuseDifference(migration: Omit<Migration, 'sql'>, applied: Map<number, { name: string; checksum: string }>): void {
  const before = applied.get(migration.number)
  if (before !== undefined && before.checksum !== migration.checksum) {
    throw new OperatorError(
      `The migration ${migration.name} was changed after it had been applied (then as ${before.name}).`,
      'Put the file back as it was, and write the change as a new migration. Nothing was changed.',
    )
  }
  if (before === undefined && Math.max(0, ...applied.keys()) > migration.number) {
    throw new OperatorError(
      `The migration ${migration.name} is missing in the database, though later ones were applied.`,
      'Give it the next free number. Nothing was changed.',
    )
  }
}

async function createHistory(client: Client): Promise<void> {
  try {
    await client.query(`
      create schema if not exists casement;
      create table if not exists casement.schema_migration (
        number integer primary key,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null
      );
      comment on table casement.schema_migration is 'Which numbered changes of the schema this database has had, and when';`)
  } catch (error) {
    // 23505: another process makes it at the same moment; "if not exists" does not see that.
    if (!(error instanceof DatabaseError && error.code === '23505')) throw error
    await createHistory(client)
  }
}

async function applyIfMissing(client: Client, { migration, appRole }: { migration: Migration; appRole: string }): Promise<boolean> {
  const { number, name, sql, checksum } = migration
  await client.query('begin')
  try {
    await client.query('lock table casement.schema_migration in share row exclusive mode')
    const { rowCount } = await client.query('select from casement.schema_migration where number = $1', [number])
    if (rowCount === 0) {
      await client.query(sql.replaceAll(APP_ROLE, escapeIdentifier(appRole)))
      await client.query('insert into casement.schema_migration values ($1, $2, $3, $4)', [number, name, checksum, new Date()])
    }
    await client.query('commit')
    return rowCount === 0
  } catch (cause) {
    await client.query('rollback').catch(() => undefined)
    throw didNotApply(migration, cause)
  }
}

function didNotApply({ name, sql }: Migration, cause: unknown): OperatorError {
  const position = cause instanceof DatabaseError && cause.position ? Number(cause.position) : undefined
  const where = position === undefined ? '' : ` at line ${sql.slice(0, position).split('\n').length}`
  const said = cause instanceof Error ? cause.message : String(cause)
  return new OperatorError(`The migration ${name} failed${where}: ${said}`, 'It was undone whole; the ones before it stand. Put right what it names and start again.', { cause })
}
