import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { notFound } from '../http/http-problem.ts'

/** What a landlord calls its case types and their hold reasons, in the latest version that names them. */
export interface TypeNames {
  /** Every case type, by name. */
  types: { id: string; name: string }[]
  nameOf(caseType: string): string
  reasonName(caseType: string, reason: string): string
}

interface Row {
  id: string
  name: string
  reasons: { id: string; name: string }[] | null
  [column: string]: unknown
}

/** @throws HttpProblem 404 when the one asked for is not the landlord's */
export async function readTypeNames(tx: LandlordTransaction, asked?: string): Promise<TypeNames> {
  const rows = await tx.rows<Row>(`select id, name, definition->'holdReasons' as reasons from casement.case_type where landlord_id = $1 order by id, version`, [tx.landlordId])
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const reasons = new Map(rows.flatMap(({ id, reasons }) => (reasons ?? []).map((reason) => [`${id} ${reason.id}`, reason.name])))
  if (asked !== undefined && !names.has(asked)) throw notFound()
  return {
    types: [...names].map(([id, name]) => ({ id, name })).toSorted((one, other) => one.name.localeCompare(other.name)),
    nameOf: (caseType) => names.get(caseType) ?? caseType,
    reasonName: (caseType, reason) => reasons.get(`${caseType} ${reason}`) ?? reason,
  }
}
