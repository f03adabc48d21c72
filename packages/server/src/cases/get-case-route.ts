import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { versionTag } from '../http/etag.ts'
import { notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { findCase } from './case-store.ts'
import { presentCase } from './case-view.ts'
import { seeCase } from './seen-case.ts'

/** `GET /cases/{ref}`: one case as it stands. */
export function getCase(parts: Parts): Handler<'getCase'> {
  return async ({ params, session, reply }) => {
    const { pool, libraries } = parts.casework
    const seen = await inLandlord({ pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
      const found = await findCase(tx, params.ref)
      if (!found) throw notFound()
      const library = await libraries.get(tx, found.library_version)
      const caseType = await library.getCaseType(tx, found.state.caseType)
      return seeCase(tx, { state: found.state, caseType, library }, { session, parts })
    })
    reply.header('etag', versionTag(seen.state.version))
    return presentCase(seen)
  }
}
