import { readSettings } from '../settings.ts'
import { openDatabase } from './open-database.ts'

/** `casement migrate`: brings the database to the schema of this version, beside a running server or without one. */
export async function migrateDatabase(): Promise<void> {
  const database = await openDatabase(readSettings(), 'migrate')
  await database.close()
  const applied = database.appliedMigrations
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`)
}
