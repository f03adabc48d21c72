import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import type { Parts } from '../http/parts.ts'
import { subjectNamed } from '../records/read-subjects.ts'
import { caseSummary, namedInList } from './read-case-list.ts'
import { readOpenCasesNear } from './read-open-cases-near.ts'

/** `GET /open-cases?near=`: what is open at a record, its people, household, home and block, and at neighbours. */
export function listOpenCasesNear(parts: Parts): Handler<'listOpenCasesNear'> {
  return ({ query, session }) =>
    inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
      const rows = await readOpenCasesNear(tx, subjectNamed(query.near))
      const nameOf = await parts.names.learn(tx, namedInList(rows))
      return { items: rows.map((row) => ({ ...caseSummary(row, nameOf), near: row.near })), next: null }
    })
}
