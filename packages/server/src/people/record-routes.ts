import { namedInList, caseSummary } from '../cases/read-case-list.ts'
import { readOpenCasesNear } from '../cases/read-open-cases-near.ts'
import type { RecordView } from '../contract/contract.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { findRecord } from './read-record.ts'

/** `GET /people/{id}`, `/homes/{id}`, `/tenancies/{id}`: plain facts, what belongs to it, and what is open about it, its people and its home. */
export function getRecord(kind: RecordView['kind'], parts: Parts): Handler<'getPerson' | 'getHome' | 'getTenancy'> {
  return ({ params, session }) =>
    inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
      const record = await findRecord(tx, { kind, id: params.id })
      if (!record) throw notFound()
      const rows = (await readOpenCasesNear(tx, { kind, id: params.id })).filter(({ near }) => near !== 'block' && near !== 'neighbour')
      const nameOf = await parts.names.learn(tx, namedInList(rows))
      return { ...record, openCases: rows.map((row) => caseSummary(row, nameOf)) }
    })
}
