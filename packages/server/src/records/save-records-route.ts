import { recordAudit } from '../audit/record-audit.ts'
import { insertRows, orReplace } from '../database/insert-rows.ts'
import { type LandlordTransaction, inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { HttpProblem } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { actorOf } from '../http/session.ts'
import { findRecordFaults } from './find-record-faults.ts'
import { type HeardOpening, readListening, saveAndOpen } from './record-openings.ts'
import { saveBlocks, saveHomes, saveHouseholds, savePeople, saveTenancies } from './save-records.ts'
import { type SentRecords, namesOf } from './sent-records.ts'

/** `POST /records`: what another system knows, all of it or nothing. */
export function saveRecords({ casework }: Parts): Handler<'saveRecords'> {
  return async ({ body, session }) => {
    const records = namesOf(body)
    const opening = await inLandlord({ pool: casework.pool, landlordId: session.landlordId }, async (tx): Promise<HeardOpening[]> => {
      const listening = await readListening(tx, casework)
      const faults = await findRecordFaults(tx, body, listening.types)
      if (faults.length > 0) throw new HttpProblem('request-invalid', { detail: 'Nothing was saved.', fields: faults })
      await recordAudit(tx, [{ actor: actorOf(session), action: 'save-records', details: { as: body.as, ...countsOf(body) } }])
      const save = () => saveAll(tx, body, listening.now)
      return body.as === 'news' ? saveAndOpen(tx, listening, { records, save }) : save().then(() => [])
    })
    return { saved: records.length, opening }
  }
}

/** In the order in which they name each other. */
async function saveAll(tx: LandlordTransaction, { people, blocks, homes, households, tenancies, others }: SentRecords, now: string): Promise<void> {
  await savePeople(tx, people)
  await saveBlocks(tx, blocks)
  await saveHomes(tx, homes)
  await saveHouseholds(tx, households)
  await saveTenancies(tx, tenancies)
  await insertRows(tx, {
    into: { table: 'casement.sent_record', columns: ['kind', 'id', 'content', 'changed_at'] },
    rows: others.map(({ kind, id, values }) => [kind, id, JSON.stringify(values), now]),
    whenThere: orReplace('landlord_id, kind, id', ['content', 'changed_at']),
  })
}

function countsOf({ as: _as, ...lists }: SentRecords): Record<string, number> {
  return Object.fromEntries(Object.entries(lists).flatMap(([name, { length }]) => (length === 0 ? [] : [[name, length]])))
}
