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
import { OperatorError } from '../operator-error.ts'
import { printFindings } from './case-type-findings.ts'
import type { NamedLandlord } from './find-landlord.ts'

interface CaseTypeImport {
  file: string
  text: string
  landlord: NamedLandlord
}

/**
 * Checks a case type against what the landlord has, and publishes it for them; a running server takes it at once.
 * @throws OperatorError when a finding stops it, or when the landlord has that version with another content
 */
export async function importCaseType(pool: Pool, { file, text, landlord }: CaseTypeImport): Promise<void> {
  const done = await inLandlord({ pool, landlordId: landlord.id }, async (tx) => {
    const { definition, caseType, ...found } = loadCaseType(text, basename(file), await readKnownNames(tx))
    const errors = printFindings(file, { definition, caseType, ...found })
    if (errors > 0 || definition === undefined) throw stoppedBy(errors)
    const what = `${definition.name} (${definition.id} version ${definition.version})`
    const outcome = await publishOnce(tx, definition)
    if (outcome === 'there') return `${landlord.name} has ${what} already, with the same content. Nothing was changed.`
    if (outcome === 'differs') throw new OperatorError(`${landlord.name} has ${definition.id} version ${definition.version} already, with another content. Nothing was changed.`, 'Raise its version: a version that is published never changes, because cases run on it.')
    return `Published ${what} for ${landlord.name}. ${await sayWhoTakesIt(tx, definition)}`
  })
  console.log(done)
}

function stoppedBy(errors: number): OperatorError {
  return new OperatorError(`${errors === 1 ? 'One finding stops' : `${errors} findings stop`} this case type from being published. Nothing was changed.`, 'Correct the lines marked as errors above, and import it again.')
}

async function sayWhoTakesIt(tx: LandlordTransaction, { id, version, effectiveFrom }: CaseTypeDefinition): Promise<string> {
  const landlord = await readLandlord(tx)
  const today = dayAt(landlordNow(landlord), landlord.zone)
  const library = await new LibraryCache().get(tx, landlord.library_version)
  if (effectiveFrom !== undefined && effectiveFrom > today) return `Cases opened from ${effectiveFrom} take it.`
  const taken = library.findVersion(id, today)
  return taken === version ? 'New cases take it.' : `New cases take version ${taken}, which is higher.`
}
