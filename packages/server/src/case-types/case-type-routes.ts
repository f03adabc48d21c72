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

/** `GET /case-types`: the procedures of which cases can be opened today, or as on another day: a case may be opened as of the day on which we were told. */
export function listCaseTypes(parts: Parts): Handler<'listCaseTypes'> {
  return ({ query, session }) =>
    inLibrary(parts, { session, on: query.on }, async ({ tx, library, day }) => {
      const caseTypes = await Promise.all(library.offeredOn(day).map((head) => library.getCaseType(tx, head)))
      return { items: caseTypes.map((caseType) => summaryOf(caseType, { session, day })), next: null }
    })
}

/** `GET /case-types/{id}`: a case type in the version that a case opened today, or on another day, takes. */
export function getCaseType(parts: Parts): Handler<'getCaseType'> {
  return ({ params, query, session }) => inLibrary(parts, { session, on: query.on }, (place) => showVersion(place, { id: params.id, version: place.library.findVersion(params.id, place.day) }))
}

/** `GET /case-types/{id}/versions/{version}`: one version, also one that new cases no longer take. */
export function getCaseTypeVersion(parts: Parts): Handler<'getCaseTypeVersion'> {
  return ({ params, query, session }: Asked<'getCaseTypeVersion'>) => inLibrary(parts, { session, on: query.on }, (place) => showVersion(place, params))
}

interface Place {
  tx: LandlordTransaction
  library: LandlordLibrary
  session: Session
  /** The day on which a case would be opened. */
  day: string
}

function inLibrary<T>({ casework }: Parts, { session, on }: { session: Session; on?: string }, work: (place: Place) => Promise<T>): Promise<T> {
  return inLandlord({ pool: casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) =>
    work({ tx, session, library: await casework.libraries.get(tx, session.libraryVersion), day: on ?? dayAt(nowOf(session), session.zone) }))
}

async function showVersion({ tx, library, session, day }: Place, { id, version }: { id: string; version: number | undefined }): Promise<CaseTypeVersion> {
  const caseType = version === undefined ? undefined : await library.findCaseType(tx, { id, version })
  if (!caseType) throw notFound()
  const { definition } = caseType
  return { ...summaryOf(caseType, { session, day }), reference: definition.reference, holdReasons: definition.holdReasons ?? [], closureReasons: definition.closureReasons ?? [], definition: { ...definition } }
}

function summaryOf(caseType: CaseType, { session, day }: Pick<Place, 'session' | 'day'>): CaseTypeSummary {
  const { id, version, definition } = caseType
  const { name, category, guidance, keywords } = definition
  return { id, version, name, category: category ?? null, description: guidance ?? null, words: keywords ?? [], subjectKinds: subjectKinds(definition), fields: fieldsView(caseType.fields, { caseType, openedOn: day }), mayStart: mayStart(definition, session), advises: caseType.advice.length > 0 }
}
