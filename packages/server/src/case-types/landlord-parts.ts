import { type LoadedFragment, libraryFragments } from '@casement/case-types'
import type { Actor, Calendar, FragmentDefinition } from '@casement/engine'
import { recordAudit } from '../audit/record-audit.ts'
import { insertRows } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { lockLandlord } from '../landlords/lock-landlord.ts'
import { isSameContent, tellOtherProcesses } from './save-library.ts'

/** What case types are made with: calendars and fragments of a landlord's own, version beside version. */
export type Part = { kind: 'calendar'; definition: Calendar } | { kind: 'fragment'; definition: FragmentDefinition }

type By = Pick<Actor, 'kind' | 'id'>

const TABLES = { calendar: 'casement.calendar', fragment: 'casement.fragment' }

/** Publishes a version unless it is there, with the same content or another: what runs by it must stay as it is. One at a time for a landlord, so that the answer is true. */
export async function publishPart(tx: LandlordTransaction, { kind, definition }: Part, by: By = { kind: 'import', id: `${definition.id} version ${definition.version}` }): Promise<'published' | 'there' | 'differs'> {
  const { id, version } = definition
  await lockLandlord(tx)
  const row = await tx.findRow<{ definition: unknown }>(`select definition from ${TABLES[kind]} where landlord_id = $1 and id = $2 and version = $3`, [tx.landlordId, id, version])
  const there = row?.definition ?? (kind === 'fragment' ? findInLibrary(id, version) : undefined)
  if (there !== undefined) return isSameContent(there, definition) ? 'there' : 'differs'
  await insertRows(tx, { into: { table: TABLES[kind], columns: ['id', 'version', 'definition'] }, rows: [[id, version, JSON.stringify(definition)]] })
  await tellOtherProcesses(tx)
  await recordAudit(tx, [{ actor: by, action: `publish-${kind}`, details: { [kind]: id, version } }])
  return 'published'
}

/** The latest version of each last. */
export async function readCalendars(tx: LandlordTransaction): Promise<Calendar[]> {
  const rows = await tx.rows<{ definition: Calendar }>('select definition from casement.calendar where landlord_id = $1 order by id, version', [tx.landlordId])
  return rows.map(({ definition }) => definition)
}

/** The landlord's own, and those of the library. A version that both have is the landlord's: the library's may have come later. */
export async function readFragments(tx: LandlordTransaction): Promise<LoadedFragment[]> {
  const rows = await tx.rows<{ definition: FragmentDefinition }>('select definition from casement.fragment where landlord_id = $1 order by id, version', [tx.landlordId])
  const own = rows.map(({ definition }): LoadedFragment => ({ name: `${definition.id}-${definition.version}`, fragment: definition, findings: [], locate: () => ({}) }))
  return [...own, ...libraryFragments().filter(({ fragment }) => !rows.some(({ definition }) => definition.id === fragment?.id && definition.version === fragment.version))]
}

function findInLibrary(id: string, version: number): FragmentDefinition | undefined {
  return libraryFragments().find(({ fragment }) => fragment?.id === id && fragment.version === version)?.fragment
}
