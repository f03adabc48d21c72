import type { Subject, SubjectKind } from '@casement/engine'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

/** The records of one kind by the words that a log has for them: their id or their reference. */
export async function findSubjects(tx: LandlordTransaction, kind: SubjectKind, words: string[]): Promise<Map<string, Subject>> {
  const statement = STATEMENTS[kind]
  if (statement === undefined || words.length === 0) return new Map()
  const rows = await tx.rows<{ id: string; reference: string | null }>(statement, [tx.landlordId, words])
  return new Map(rows.flatMap(({ id, reference }) => [id, ...(reference === null ? [] : [reference])].map((word): [string, Subject] => [word, { kind, id }])))
}

/** One for each kind of record; $1 is the landlord, $2 the words. */
const STATEMENTS: Partial<Record<SubjectKind, string>> = {
  person: 'select id, reference from casement.person where landlord_id = $1 and (id::text = any($2) or reference = any($2))',
  home: 'select id, reference from casement.home where landlord_id = $1 and (id::text = any($2) or reference = any($2))',
  tenancy: 'select id, reference from casement.tenancy where landlord_id = $1 and (id::text = any($2) or reference = any($2))',
  block: 'select id, reference from casement.block where landlord_id = $1 and (id::text = any($2) or reference = any($2))',
  household: 'select id, null as reference from casement.household where landlord_id = $1 and id::text = any($2)',
  case: 'select ref as id, null as reference from casement.case_record where landlord_id = $1 and ref = any($2)',
}
