import type { Assignee, Command } from '@casement/engine'
import { isUuid, type LandlordTransaction } from '../database/landlord-transaction.ts'

/**
 * The engine knows no records: whoever is to be given work, or to take part, must be somebody of this landlord.
 * The field that names nobody, if one does.
 */
export async function findUnknownPerson(tx: LandlordTransaction, command: Command): Promise<string | undefined> {
  const asked = namedInCommand(command)
  return asked === undefined || (await exists(tx, asked)) ? undefined : asked.path
}

interface Naming {
  kind: 'person' | 'team' | 'role' | 'resident'
  id: string
  path: string
}

function namedInCommand(command: Command): Naming | undefined {
  if (command.type === 'reassign-task' || command.type === 'assign-owner') return naming(command.to)
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
