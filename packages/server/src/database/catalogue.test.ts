import { readFileSync } from 'node:fs'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts'

/** What lets the same schema shard by landlord on Citus, and keeps landlords apart on any PostgreSQL. */

let database: TestDatabase
let owner: Client
let appRole: string

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
  appRole = decodeURIComponent(new URL(database.appUrl).username)
})

afterAll(async () => {
  await owner.end()
  await database.drop()
})

const TABLES = `select c.oid, c.relname as name from pg_class c where c.relnamespace = 'casement'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_migration'`

const UNGUARDED = `${TABLES} and (not c.relrowsecurity or c.relforcerowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid))`

const OF_LANDLORD = `landlord_id = nullif(current_setting('app.landlord_id', true), '')::uuid`

/** A policy may ask for more than the landlord, never for less. */
const LOOSE_POLICIES = `select c.relname || '.' || p.polname as name from pg_policy p join pg_class c on c.oid = p.polrelid, unnest(array[pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)]) expression
  where c.relnamespace = 'casement'::regnamespace and expression !~ ('^\\(?\\(' || case when c.relname = 'landlord' then 'id' else 'landlord_id' end
    || ' = \\(NULLIF\\(current_setting\\(''app\\.landlord_id''::text, true\\), ''''::text\\)\\)::uuid\\)( AND .*\\))?$') order by 1`

async function names(statement: string, values: unknown[] = []): Promise<string[]> {
  const { rows } = await owner.query(statement, values)
  return rows.map(({ name }) => name)
}

/** What a check names while these statements hold; then they are taken back. */
async function within(statements: string, check: string): Promise<string[]> {
  await owner.query(`begin; ${statements}`)
  try {
    return await names(check)
  } finally {
    await owner.query('rollback')
  }
}

describe('every table of a landlord', () => {
  test('is looked at here', async () => {
    const found = await names(TABLES)
    expect(found).toEqual(expect.arrayContaining(['landlord', 'case_record', 'case_event', 'event_payload', 'task', 'outbox', 'audit', 'idempotency_key']))
    expect(found.length).toBeGreaterThan(20)
  })

  test('has a primary key that begins with the landlord', async () => {
    const keyed = `select conrelid as oid from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where k.contype = 'p' and a.atttypid = 'uuid'::regtype and a.attname = case when k.conrelid = 'casement.landlord'::regclass then 'id' else 'landlord_id' end`
    expect(await names(`${TABLES} and c.oid not in (${keyed})`)).toEqual([])
  })

  test('has no unique constraint, unique index or foreign key that begins with anything else', async () => {
    const constraints = `select k.conname as name from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
      where k.connamespace = 'casement'::regnamespace and k.contype in ('u', 'f', 'x') and a.attname <> 'landlord_id' and k.conrelid <> 'casement.landlord'::regclass`
    const indexes = `select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where c.relnamespace = 'casement'::regnamespace and i.indisunique and a.attname not in ('landlord_id', 'id', 'number')`
    expect(await names(constraints)).toEqual([])
    expect(await names(indexes)).toEqual([])
  })

  test('points by foreign keys to the same landlord, and nulls nothing when a row goes', async () => {
    const crossed = `select k.conname as name from pg_constraint k join pg_attribute a on a.attrelid = k.confrelid and a.attnum = k.confkey[1]
      where k.connamespace = 'casement'::regnamespace and k.contype = 'f' and (k.confdeltype in ('n', 'd')
        or a.attname <> case when k.confrelid = 'casement.landlord'::regclass then 'id' else 'landlord_id' end)`
    expect(await names(crossed)).toEqual([])
  })

  test('has row-level security that is enabled and not forced, and a policy', async () => {
    expect(await names(UNGUARDED)).toEqual([])
  })

  test('has policies that let nobody past app.landlord_id; only ids and names of landlords can be read without it', async () => {
    expect(await names(LOOSE_POLICIES)).toEqual(['landlord.landlord_read'])
  })

  test('may be made as migrations/README.md says', async () => {
    const written = /```sql\n([^]*?)```/.exec(readFileSync(join(import.meta.dirname, 'migrations/README.md'), 'utf8'))?.[1] ?? ''
    const made = written.replaceAll('{{app_role}}', `"${appRole}"`)
    expect(made).toContain('create table casement.alarm')
    expect(await within(made, UNGUARDED)).toEqual([])
    expect(await within(made, LOOSE_POLICIES)).toEqual(['landlord.landlord_read'])
  })

  test.each([
    ['nothing', '', UNGUARDED, ['alarm']],
    ['no policy', 'alter table casement.alarm enable row level security', UNGUARDED, ['alarm']],
    ['an open policy', 'create policy of_landlord on casement.alarm using (true)', LOOSE_POLICIES, ['alarm.of_landlord', 'landlord.landlord_read']],
    ['a policy with a way round', `create policy of_landlord on casement.alarm using (${OF_LANDLORD} or true)`, LOOSE_POLICIES, ['alarm.of_landlord', 'landlord.landlord_read']],
    ['a policy that lets anything be written', `create policy of_landlord on casement.alarm using (${OF_LANDLORD}) with check (true)`, LOOSE_POLICIES, ['alarm.of_landlord', 'landlord.landlord_read']],
  ] as const)('is named when it has %s', async (...[, guard, check, named]) => {
    expect(await within(`create table casement.alarm (landlord_id uuid not null, id uuid not null, primary key (landlord_id, id)); ${guard}`, check)).toEqual(named)
  })

  test('has no triggers, no rules and no defaults but constants', async () => {
    expect(await names(`select tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where c.relnamespace = 'casement'::regnamespace and not tgisinternal`)).toEqual([])
    expect(await names(`select rulename as name from pg_rules where schemaname = 'casement'`)).toEqual([])
    expect(await names(`select pg_get_expr(adbin, adrelid) as name from pg_attrdef d join pg_class c on c.oid = d.adrelid where c.relnamespace = 'casement'::regnamespace and pg_get_expr(adbin, adrelid) !~ '^(\\d+|false|true)$'`)).toEqual([])
  })

  test('says what it holds', async () => {
    const silent = `select c.relname as name from pg_class c where c.relnamespace in ('casement'::regnamespace, 'sign_in'::regnamespace) and c.relkind in ('r', 'p') and coalesce(obj_description(c.oid, 'pg_class'), '') = ''`
    expect(await names(silent)).toEqual([])
  })
})

describe('the role of the application', () => {
  test('owns nothing and cannot step round row-level security', async () => {
    expect(await names(`select relname as name from pg_class where relowner = $1::regrole`, [`"${appRole}"`])).toEqual([])
    const { rows } = await owner.query('select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = $1', [appRole])
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }])
  })

  test('can neither change nor remove events, payloads or the audit', async () => {
    const may = async (table: string, what: string) => (await owner.query('select has_table_privilege($1, $2, $3) as may', [appRole, table, what])).rows[0].may
    for (const what of ['update', 'delete', 'truncate']) {
      for (const table of ['casement.case_event', 'casement.audit']) expect([table, what, await may(table, what)]).toEqual([table, what, false])
    }
    expect(await may('casement.event_payload', 'delete')).toBe(false)
    const columns = `select a.attname as name from pg_attribute a where a.attrelid = 'casement.event_payload'::regclass and a.attnum > 0 and has_column_privilege($1, a.attrelid, a.attnum, 'update') order by 1`
    expect(await names(columns, [appRole])).toEqual(['payload', 'salt'])
  })

  test('uses functions of the owner only where their search path is fixed and nobody else may call them', async () => {
    const loose = `select p.proname as name from pg_proc p where p.prosecdef and p.pronamespace in ('casement'::regnamespace, 'sign_in'::regnamespace)
      and (p.proconfig is null or not exists (select from unnest(p.proconfig) c where c like 'search_path=pg_catalog%') or exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0))`
    expect(await names(loose)).toEqual([])
  })
})

describe('the statements of the server', () => {
  const sources = globSync('**/*.ts', { cwd: join(import.meta.dirname, '..') }).filter((path) => !path.endsWith('.test.ts'))
  const read = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8')

  test('say in one place only whose rows can be seen', () => {
    expect(sources.filter((path) => read(path).includes('app.landlord_id'))).toEqual(['database/landlord-transaction.ts'])
    expect(sources.filter((path) => read(path).includes('set_config'))).toEqual([])
  })

  test('take ids and times from the application', () => {
    expect(sources.filter((path) => /clock_timestamp|statement_timestamp|gen_random_uuid|uuidv7\(\)|current_timestamp|= now\(\)/.test(read(path)))).toEqual([])
  })
})
