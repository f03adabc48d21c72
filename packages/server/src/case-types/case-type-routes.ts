import { type CaseType, dayAt, subjectKinds } from '@casement/engine'
import type { CaseTypeSummary, CaseTypeVersion } from '../contract/contract.ts'
import { fieldsView } from '../cases/field-view.ts'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import type { Asked, Handler } from '../http/answer.ts'
import { notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { type Session, nowOf } from '../http/session.ts'
import { mayStart } from '../policy/authorise-command.ts'
import type { LandlordLibrary } from './landlord-library.ts'

/** `GET /case-types`: the procedures of which cases can be opened today. */
export function listCaseTypes(parts: Parts): Handler<'listCaseTypes'> {
  return ({ session }) =>
    inLibrary(parts, session, async ({ tx, library, today }) => {
      const caseTypes = await Promise.all(library.offeredOn(today).map((head) => library.getCaseType(tx, head)))
      return { items: caseTypes.map((caseType) => summaryOf(caseType, session)), next: null }
    })
}

/** `GET /case-types/{id}`: a case type in the version that a case opened today takes. */
export function getCaseType(parts: Parts): Handler<'getCaseType'> {
  return ({ params, session }) => inLibrary(parts, session, (place) => showVersion({ ...place, session }, { id: params.id, version: place.library.findVersion(params.id, place.today) }))
}

/** `GET /case-types/{id}/versions/{version}`: one version, also one that new cases no longer take. */
export function getCaseTypeVersion(parts: Parts): Handler<'getCaseTypeVersion'> {
  return ({ params, session }: Asked<'getCaseTypeVersion'>) => inLibrary(parts, session, (place) => showVersion({ ...place, session }, params))
}

interface Place {
  tx: LandlordTransaction
  library: LandlordLibrary
  today: string
}

function inLibrary<T>({ casework }: Parts, session: Session, work: (place: Place) => Promise<T>): Promise<T> {
  return inLandlord({ pool: casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) =>
    work({ tx, library: await casework.libraries.get(tx, session.libraryVersion), today: dayAt(nowOf(session), session.zone) }))
}

async function showVersion({ tx, library, session }: Place & { session: Session }, { id, version }: { id: string; version: number | undefined }): Promise<CaseTypeVersion> {
  const caseType = version === undefined ? undefined : await library.findCaseType(tx, { id, version })
  if (!caseType) throw notFound()
  const { definition } = caseType
  return { ...summaryOf(caseType, session), reference: definition.reference, holdReasons: definition.holdReasons ?? [], closureReasons: definition.closureReasons ?? [], definition: { ...definition } }
}

function summaryOf(caseType: CaseType, session: Session): CaseTypeSummary {
  const { id, version, definition } = caseType
  const { name, category, guidance, keywords, start } = definition
  return { id, version, name, category: category ?? null, description: guidance ?? null, words: keywords ?? [], subjectKinds: subjectKinds(definition), fields: fieldsView(caseType.fields, { caseType }), mayStart: mayStart(start, session) }
}
