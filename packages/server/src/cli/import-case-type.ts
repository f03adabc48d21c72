import { basename } from 'node:path'
import { loadCaseType } from '@casement/case-types'
import { type CaseTypeDefinition, dayAt } from '@casement/engine'
import type { Pool } from 'pg'
import { readKnownNames } from '../case-types/known-names.ts'
import { LibraryCache } from '../case-types/landlord-library.ts'
import { publishOnce } from '../case-types/save-library.ts'
import { readLandlord } from '../cases/ground.ts'
import { landlordNow } from '../clock/now.ts'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import { isThereOtherwise, printFindings, stoppedBy } from './case-type-findings.ts'
import type { NamedLandlord } from './find-landlord.ts'

/** A file whose content is published for a landlord. */
export interface FileImport {
  file: string
  text: string
  landlord: NamedLandlord
}

/**
 * Checks a case type against what the landlord has, and publishes it for them; a running server takes it at once.
 * @throws OperatorError when a finding stops it, or when the landlord has that version with another content
 */
export async function importCaseType(pool: Pool, { file, text, landlord }: FileImport): Promise<void> {
  const done = await inLandlord({ pool, landlordId: landlord.id }, async (tx) => {
    const { definition, caseType, ...found } = loadCaseType(text, basename(file), await readKnownNames(tx))
    const errors = printFindings(file, { definition, caseType, ...found })
    if (errors > 0 || definition === undefined) throw stoppedBy(errors, 'case type')
    const what = `${definition.name} (${definition.id} version ${definition.version})`
    const outcome = await publishOnce(tx, definition)
    if (outcome === 'there') return `${landlord.name} has ${what} already, with the same content. Nothing was changed.`
    if (outcome === 'differs') throw isThereOtherwise(landlord.name, definition, 'cases run on it')
    return `Published ${what} for ${landlord.name}. ${await sayWhoTakesIt(tx, definition)}`
  })
  console.log(done)
}

async function sayWhoTakesIt(tx: LandlordTransaction, { id, version, effectiveFrom }: CaseTypeDefinition): Promise<string> {
  const landlord = await readLandlord(tx)
  const today = dayAt(landlordNow(landlord), landlord.zone)
  const library = await new LibraryCache().get(tx, landlord.library_version)
  if (effectiveFrom !== undefined && effectiveFrom > today) return `Cases opened from ${effectiveFrom} take it.`
  const taken = library.findVersion(id, today)
  return taken === version ? 'New cases take it.' : `New cases take version ${taken}, which is higher.`
}
