import { differenceOf, loadCaseType } from '@casement/case-types'
import type { RouteReply } from '../contract/contract.ts'
import type { api } from '../contract/contract.ts'
import { readLandlord } from '../cases/ground.ts'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import type { CaseTypeRow } from '../database/rows.ts'
import type { Handler } from '../http/answer.ts'
import { notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { actorOf } from '../http/session.ts'
import { readKnownNames } from './known-names.ts'
import { alreadyPublished, faultyText, wordsOfFinding } from './publishing-problem.ts'
import { publishOnce, saveDraft, withdrawVersion } from './save-library.ts'

type Saved = RouteReply<(typeof api)['saveCaseType']>

/** `POST /case-types`: checks a case type against what the landlord has, and publishes it or keeps it as a draft; cases take it at once. */
export function saveCaseType({ casework }: Parts): Handler<'saveCaseType'> {
  return ({ body, session }) => inLandlord({ pool: casework.pool, landlordId: session.landlordId }, async (tx) => {
    const found = loadCaseType(body.text, 'text', await readKnownNames(tx))
    const { definition } = found
    if (definition === undefined || found.findings.some(({ severity }) => severity === 'error')) throw faultyText(found.findings, { code: 'case-type-faulty', what: 'case type' })
    const outcome = body.draft === true ? await saveDraft(tx, definition, actorOf(session)) : await publishOnce(tx, definition, actorOf(session))
    if (outcome === 'differs') throw alreadyPublished(definition, 'cases run on it')
    return { ...(await getRow(tx, definition)), findings: found.findings.map(wordsOfFinding) }
  })
}

/** `POST /case-types/{id}/versions/{version}/withdrawal`: no new case takes it; those that have it go on. */
export function withdrawCaseType({ casework }: Parts): Handler<'withdrawCaseType'> {
  return ({ params, session }) => inLandlord({ pool: casework.pool, landlordId: session.landlordId }, async (tx) => {
    if (!(await withdrawVersion(tx, params, actorOf(session)))) throw notFound()
    return { ...(await getRow(tx, params)), findings: [] }
  })
}

/** `GET /case-types/{id}/versions/{version}/difference`: what differs from another version, in sentences. */
export function getDifference({ casework }: Parts): Handler<'getDifference'> {
  return ({ params, query, session }) => inLandlord({ pool: casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
    const library = await casework.libraries.get(tx, (await readLandlord(tx)).library_version)
    const [from, to] = [await library.findCaseType(tx, { id: params.id, version: query.from }), await library.findCaseType(tx, params)]
    if (!from || !to) throw notFound()
    return { items: differenceOf(from.definition, to.definition) }
  })
}

async function getRow(tx: LandlordTransaction, { id, version }: { id: string; version: number }): Promise<Omit<Saved, 'findings'>> {
  const row = await tx.findRow<Pick<CaseTypeRow, 'id' | 'version' | 'name' | 'status' | 'effective_from'>>('select id, version, name, status, effective_from from casement.case_type where landlord_id = $1 and id = $2 and version = $3', [tx.landlordId, id, version])
  if (row === undefined) throw new Error('A case type that was saved is not there')
  const { effective_from: effectiveFrom, ...rest } = row
  return { ...rest, effectiveFrom }
}
