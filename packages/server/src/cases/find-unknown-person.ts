import type { Assignee, Command, CommandOf } from '@casement/engine'
import { isUuid, type LandlordTransaction } from '../database/landlord-transaction.ts'
import { HttpProblem } from '../http/http-problem.ts'

/**
 * The engine knows no records: whoever is to be given work, or to take part, must be somebody of this landlord.
 * The field that names nobody, if one does.
 */
export function findUnknownPerson(tx: LandlordTransaction, command: Command): Promise<string | undefined> {
  return findUnknown(tx, namedInCommand(command))
}

/** The same of those who take part in a case from its opening. */
export async function findUnknownParty(tx: LandlordTransaction, parties: CommandOf<'open-case'>['parties'] = []): Promise<string | undefined> {
  for (const [index, { person }] of parties.entries()) {
    if (person !== undefined && !(await exists(tx, { kind: 'resident', id: person, path: '' }))) return `parties[${index}].person`
  }
  return undefined
}

/** The same of somebody who is to have work. */
export function findUnknownHolder(tx: LandlordTransaction, to: Assignee): Promise<string | undefined> {
  return findUnknown(tx, naming(to))
}

/** What whoever named nobody is told. */
export function personUnknown(path: string): HttpProblem {
  return new HttpProblem('refused', { status: 422, detail: 'There is nobody of this id to name here.', code: 'person-unknown', fields: [{ path, words: 'Choose one of the staff, teams or people of this landlord.' }] })
}

async function findUnknown(tx: LandlordTransaction, asked: Naming | undefined): Promise<string | undefined> {
  return asked === undefined || (await exists(tx, asked)) ? undefined : asked.path
}

interface Naming {
  kind: 'person' | 'team' | 'role' | 'resident'
  id: string
  path: string
}

function namedInCommand(command: Command): Naming | undefined {
  if ('to' in command && typeof command.to === 'object') return naming(command.to)
  if (command.type === 'add-helper') return { kind: 'person', id: command.person, path: 'person' }
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
