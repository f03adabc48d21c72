import type { CaseSummary } from '../contract/contract.ts'
import { inLandlord, isUuid } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { isMoment, pageOf, readCursor } from '../http/cursor.ts'
import type { Parts } from '../http/parts.ts'
import { subjectNamed } from '../records/read-subjects.ts'
import { type CasePlace, caseSummary, namedInList, placeAfter, readCaseList } from './read-case-list.ts'

/** `GET /cases`: cases by subject, status, type or owner, newest first or as asked. */
export function listCases(parts: Parts): Handler<'listCases'> {
  return async ({ query, session }) => {
    const { status, caseType, owner, sort, fields, limit } = query
    // A place in one order is none in another: the order stands in the cursor.
    const [, ...after] = readCursor(query.cursor, ([order, at = '', id = '', ...rest]) => order === sort && isMoment(at) && isUuid(id) && rest.length === 0) ?? []
    return inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
      const filter = { status, caseType, owner: owner === 'me' ? session.staffId : owner, subject: query.subject === undefined ? undefined : subjectNamed(query.subject) }
      const rows = await readCaseList(tx, { filter, sort, limit, after: after.length > 0 ? (after as CasePlace) : undefined })
      const nameOf = await parts.names.learn(tx, namedInList(rows))
      const { items, next } = pageOf(rows, limit, (row) => [sort, ...placeAfter(row, sort)])
      return { items: items.map((row) => only(caseSummary(row, nameOf), fields)), next }
    })
  }
}

function only(summary: CaseSummary, fields: (keyof CaseSummary)[] | undefined): Partial<CaseSummary> {
  return fields === undefined ? summary : Object.fromEntries(fields.map((field) => [field, summary[field]]))
}
