import { basename } from 'node:path'
import { loadCalendar } from '@casement/case-types'
import type { Pool } from 'pg'
import { publishPart, readCalendars } from '../case-types/landlord-parts.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { isThereOtherwise, printEach, stoppedBy } from './case-type-findings.ts'
import type { FileImport } from './import-case-type.ts'

/**
 * Publishes a version of a calendar for a landlord; a running server counts by it at once.
 * @throws OperatorError when a finding stops it, or when the landlord has that version with another content
 */
export async function importCalendar(pool: Pool, { file, text, landlord }: FileImport): Promise<void> {
  const done = await inLandlord({ pool, landlordId: landlord.id }, async (tx) => {
    const there = await readCalendars(tx)
    const { calendar, findings } = loadCalendar(text, basename(file), there)
    const errors = printEach(file, findings)
    if (calendar === undefined) throw stoppedBy(errors, 'calendar')
    const what = `the calendar ${calendar.name} (${calendar.id} version ${calendar.version})`
    const outcome = await publishPart(tx, { kind: 'calendar', definition: calendar })
    if (outcome === 'there') return `${landlord.name} has ${what} already, with the same content. Nothing was changed.`
    if (outcome === 'differs') throw isThereOtherwise(landlord.name, calendar, 'clocks run on it')
    const latest = Math.max(...there.filter(({ id }) => id === calendar.id).map(({ version }) => version), calendar.version)
    return `Published ${what} for ${landlord.name}. ${latest === calendar.version ? 'Clocks that start from now on count by it; those that run keep their version.' : `Clocks that start count by version ${latest}, which is higher.`}`
  })
  console.log(done)
}
