import { loadFragment } from '@casement/case-types'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { actorOf } from '../http/session.ts'
import { readKnownNames } from './known-names.ts'
import { publishPart, readFragments } from './landlord-parts.ts'
import { alreadyPublished, faultyText, wordsOfFinding } from './publishing-problem.ts'

/** `POST /fragments`: publishes a version; case types that are saved from now on may use it. */
export function saveFragment({ casework }: Parts): Handler<'saveFragment'> {
  return ({ body, session }) => inLandlord({ pool: casework.pool, landlordId: session.landlordId }, async (tx) => {
    const { fragment, findings } = loadFragment(body.text, 'text', await readKnownNames(tx))
    if (fragment === undefined || findings.some(({ severity }) => severity === 'error')) throw faultyText(findings, { code: 'fragment-faulty', what: 'fragment' })
    if ((await publishPart(tx, { kind: 'fragment', definition: fragment }, actorOf(session))) === 'differs') throw alreadyPublished(fragment, 'case types use it')
    return { id: fragment.id, version: fragment.version, name: fragment.name, findings: findings.map(wordsOfFinding) }
  })
}

/** `GET /fragments`: every version that a case type of the landlord may use, those of the library too. */
export function listFragments({ casework }: Parts): Handler<'listFragments'> {
  return ({ session }) => inLandlord({ pool: casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
    const fragments = await readFragments(tx)
    return { items: fragments.flatMap(({ fragment }) => (fragment ? [{ id: fragment.id, version: fragment.version, name: fragment.name }] : [])), next: null }
  })
}

/** `GET /fragments/{id}/versions/{version}`: one version, as its author wrote it. */
export function getFragmentVersion({ casework }: Parts): Handler<'getFragmentVersion'> {
  return ({ params, session }) => inLandlord({ pool: casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
    const found = (await readFragments(tx)).find(({ fragment }) => fragment?.id === params.id && fragment.version === params.version)
    if (!found?.fragment) throw notFound()
    const { id, version, name } = found.fragment
    return { id, version, name, definition: { ...found.fragment } }
  })
}
