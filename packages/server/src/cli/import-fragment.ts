import { basename } from 'node:path'
import { loadFragment } from '@casement/case-types'
import type { Pool } from 'pg'
import { readKnownNames } from '../case-types/known-names.ts'
import { publishPart } from '../case-types/landlord-parts.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { isThereOtherwise, printEach, stoppedBy } from './case-type-findings.ts'
import type { FileImport } from './import-case-type.ts'

/**
 * Checks a fragment against what the landlord has, and publishes it for them: case types that are published from now on may use it.
 * @throws OperatorError when a finding stops it, or when that version is there with another content
 */
export async function importFragment(pool: Pool, { file, text, landlord }: FileImport): Promise<void> {
  const done = await inLandlord({ pool, landlordId: landlord.id }, async (tx) => {
    const { fragment, findings } = loadFragment(text, basename(file), await readKnownNames(tx))
    const errors = printEach(file, findings)
    if (errors > 0 || fragment === undefined) throw stoppedBy(errors, 'fragment')
    const what = `the fragment ${fragment.name} (${fragment.id} version ${fragment.version})`
    const outcome = await publishPart(tx, { kind: 'fragment', definition: fragment })
    if (outcome === 'there') return `${landlord.name} has ${what} already, with the same content. Nothing was changed.`
    if (outcome === 'differs') throw isThereOtherwise(landlord.name, fragment, 'case types use it')
    return `Published ${what} for ${landlord.name}. Case types use it by ${fragment.id}, version ${fragment.version}; those that use another version keep it.`
  })
  console.log(done)
}
