import type { Assignee, Command } from '@casement/engine'
import { inLandlord, isUuid, type LandlordTransaction } from '../database/landlord-transaction.ts'
import { HttpProblem } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import type { Session } from '../http/session.ts'

/**
 * The engine knows no records: whoever is to be given work, or to take part, must be somebody of this landlord.
 * @throws HttpProblem 422 with the field
 */
export async function refuseUnknownPeople(command: Command, { parts, session }: { parts: Parts; session: Session }): Promise<void> {
  const asked = namedInCommand(command)
  if (asked) await refuseUnknown(asked, { parts, session })
}

/** The same of somebody who is to have work, named in the request at this path. */
export async function refuseUnknownHolder(to: Assignee, { path, ...rest }: { path: string; parts: Parts; session: Session }): Promise<void> {
  const asked = naming(to, `${path}.${to.kind}`)
  if (asked) await refuseUnknown(asked, rest)
}

async function refuseUnknown(asked: Naming, { parts, session }: { parts: Parts; session: Session }): Promise<void> {
  const isKnown = await inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, (tx) => exists(tx, asked))
  if (!isKnown) throw new HttpProblem('refused', { status: 422, detail: 'There is nobody of this id to name here.', code: 'person-unknown', fields: [{ path: asked.path, words: 'Choose one of the staff, teams or people of this landlord.' }] })
}

interface Naming {
  kind: 'person' | 'team' | 'role' | 'resident'
  id: string
  path: string
}

function namedInCommand(command: Command): Naming | undefined {
  if ('to' in command) return naming(command.to)
  if (command.type === 'add-task') return naming(command.for, 'for.id')
  if (command.type === 'add-party' && command.party.person !== undefined) return { kind: 'resident', id: command.party.person, path: 'person' }
  return undefined
}

function naming(to: Assignee | undefined, path?: string): Naming | undefined {
  return !to || to.kind === 'owner' ? undefined : { ...to, path: path ?? to.kind }
}

const EXISTS = {
  person: 'select 1 as one from casement.staff where landlord_id = $1 and id = $2::uuid and left_at is null',
  resident: 'select 1 as one from casement.person where landlord_id = $1 and id = $2::uuid',
  team: 'select 1 as one from casement.team where landlord_id = $1 and id = $2',
}

async function exists(tx: LandlordTransaction, { kind, id }: Naming): Promise<boolean> {
  if (kind === 'role') return ['officer', 'manager', 'administrator'].includes(id)
  if (kind !== 'team' && !isUuid(id)) return false
  return (await tx.findRow(EXISTS[kind], [tx.landlordId, id])) !== undefined
}
