import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { randomBytes, randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, escapeIdentifier } from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { searchWords } from '../records/search-words.ts'
import { inMaintenanceDatabase, withDatabase } from '../testing/maintenance-database.ts'
import { migrate } from './migrate.ts'

/** What an installation from before migration 0009 holds is found, and guessed, as what is written since. */

const migrations = join(import.meta.dirname, 'migrations')
const appRole = decodeURIComponent(new URL(inject('databaseTemplate').appUrl).username)
const landlordId = randomUUID()
const database = `older_${randomBytes(6).toString('hex')}`
const ownerUrl = withDatabase(inject('databaseTemplate').ownerUrl, database)
let older: string
let owner: Client

beforeEach(async () => {
  older = mkdtempSync(join(tmpdir(), 'migrations-'))
  for (const name of readdirSync(migrations).filter((each) => each < '0009')) cpSync(join(migrations, name), join(older, name))
  await inMaintenanceDatabase(ownerUrl, `create database ${escapeIdentifier(database)}`)
  await migrate({ ownerUrl, appRole, folder: older })
  owner = new Client({ connectionString: ownerUrl })
  await owner.connect()
})

afterEach(async () => {
  await owner.end()
  await inMaintenanceDatabase(ownerUrl, `drop database ${escapeIdentifier(database)} with (force)`)
  rmSync(older, { recursive: true })
})

test('migration 0009 learns the words of names and addresses, no e-mail address and no reference', async () => {
  await owner.query(`insert into casement.landlord values ($1, 'Larkmere Homes', 'Europe/London', 'weekdays', 1, null, false, now())`, [landlordId])
  await owner.query(`insert into casement.household (landlord_id, id, name) values ($1, $2, 'Wójcik-Smith household')`, [landlordId, randomUUID()])
  for (const [id, label, words] of [
    ['1', 'Siobhán O’Rourke', 'siobhán o’rourke pers-0042 adders@mailbox.example'],
    ['2', '12 St. Ann’s (BLK-77) Rd.', '12 st. ann’s (blk-77) rd. blk-77'],
  ]) await owner.query(`insert into casement.search_entry (landlord_id, kind, id, label, words) values ($1, 'person', $2, $3, $4)`, [landlordId, id, label, words])
  await migrate({ ownerUrl, appRole })
  const learnt = await owner.query('select word from casement.search_word order by word collate "C"')
  expect(learnt.rows.map(({ word }) => word)).toEqual(['ann', 'anns', 'household', 'orourke', 'rourke', 'siobhan', 'smith', 'wojcik', 'wojcik-smith'])
  const found = await owner.query(`select words from casement.search_entry order by id`)
  const wordsOf = (text: string) => new Set(text.split(' '))
  expect(wordsOf(found.rows[0].words)).toEqual(wordsOf(searchWords(['Siobhán O’Rourke', 'PERS-0042', 'adders@mailbox.example'])))
})
