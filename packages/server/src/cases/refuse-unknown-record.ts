import type { Command, Refusal, Subject } from '@casement/engine'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { readSubjects } from '../records/read-subjects.ts'

/** The engine knows no records: what is linked to a case must be a record of this landlord. */
export async function refuseUnknownRecord(tx: LandlordTransaction, command: Command | undefined): Promise<Refusal | undefined> {
  const record = namedIn(command)
  if (record === undefined || (await readSubjects(tx, [record])).size > 0) return undefined
  const words = `There is no ${record.kind} with the id ${record.id}.`
  return { refused: 'fields-invalid', words, remedy: `Search for the ${record.kind} and use its id.`, at: [{ place: 'id', words }] }
}

function namedIn(command: Command | undefined): Subject | undefined {
  return command?.type === 'link-record' ? command.record : undefined
}
