import { inLandlord, isUuid } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { isMoment, pageOf, readCursor } from '../http/cursor.ts'
import type { Parts } from '../http/parts.ts'
import { subjectNamed } from '../records/read-subjects.ts'
import { type CasePlace, caseSummary, namedInList, readCaseList } from './read-case-list.ts'

/** `GET /cases`: cases by subject, status, type or owner, newest first. */
export function listCases(parts: Parts): Handler<'listCases'> {
  return async ({ query, session }) => {
    const { status, caseType, owner, limit } = query
    const after = readCursor(query.cursor, ([at = '', id = '', ...rest]) => isMoment(at) && isUuid(id) && rest.length === 0) as CasePlace | undefined
    return inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
      const rows = await readCaseList(tx, { filter: { status, caseType, owner: owner === 'me' ? session.staffId : owner, subject: query.subject === undefined ? undefined : subjectNamed(query.subject) }, limit, after })
      const nameOf = await parts.names.learn(tx, namedInList(rows))
      const { items, next } = pageOf(rows, limit, ({ opened_sort, id }) => [opened_sort, id])
      return { items: items.map((row) => caseSummary(row, nameOf)), next }
    })
  }
}

