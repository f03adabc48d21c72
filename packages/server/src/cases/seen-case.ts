import type { CaseState, CaseType, SubjectKind } from '@casement/engine'
import type { LandlordLibrary } from '../case-types/landlord-library.ts'
import type { CaseRecord } from '../contract/contract.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { Parts } from '../http/parts.ts'
import { type Session, actorOf, nowOf } from '../http/session.ts'
import type { Named } from '../people/name-book.ts'
import type { SeenCase } from './case-view.ts'

interface CaseToShow {
  state: CaseState
  caseType: CaseType
  library: LandlordLibrary
  /** The landlord's time now when not said. */
  now?: string
}

/** Gathers what showing a case to somebody needs beside its state: its subject and the names in it. */
export async function seeCase(tx: LandlordTransaction, { state, caseType, library, now }: CaseToShow, { session, parts }: { session: Session; parts: Parts }): Promise<SeenCase> {
  const subject = await readSubject(tx, state)
  const nameOf = await parts.names.learn(tx, namedIn(state))
  return { state, caseType, calendar: library.calendar, now: now ?? nowOf(session), actor: actorOf(session), subject, nameOf }
}

async function readSubject(tx: LandlordTransaction, { subject }: CaseState): Promise<CaseRecord['subject']> {
  if (!subject || subject.kind === 'none') return null
  const row = await tx.findRow<{ label: string; address: string | null }>(`select e.label, ${ADDRESS[subject.kind] ?? 'null'} as address from casement.search_entry e where e.landlord_id = $1 and e.kind = $2 and e.id = $3`, [tx.landlordId, subject.kind, subject.id])
  return { kind: subject.kind, id: subject.id, label: row?.label ?? subject.id, address: row?.address ?? null }
}

/** Where each kind of record is; a person, where they hold a tenancy now. */
const ADDRESS: Partial<Record<SubjectKind, string>> = {
  home: `(select concat_ws(', ', h.address, h.postcode) from casement.home h where h.landlord_id = $1 and h.id = e.id::uuid)`,
  tenancy: `(select concat_ws(', ', h.address, h.postcode) from casement.tenancy t join casement.home h on h.landlord_id = t.landlord_id and h.id = t.home_id where t.landlord_id = $1 and t.id = e.id::uuid)`,
  person: `(select concat_ws(', ', h.address, h.postcode) from casement.tenancy_person p
     join casement.tenancy t on t.landlord_id = p.landlord_id and t.id = p.tenancy_id
     join casement.home h on h.landlord_id = t.landlord_id and h.id = t.home_id
     where p.landlord_id = $1 and p.person_id = e.id::uuid and t.ended_on is null order by t.started_on desc limit 1)`,
}

/** Everyone whom a case names: its owner, who has its tasks, its parties. */
export function namedIn({ owner, items, parties }: CaseState): Named[] {
  const assignees = [owner, ...Object.values(items).map(({ assignee }) => assignee)]
  const residents = parties.flatMap(({ person }): Named[] => (person === undefined ? [] : [{ kind: 'resident', id: person }]))
  return [...assignees.flatMap((assignee) => (assignee && assignee.kind !== 'owner' ? [assignee] : [])), ...residents]
}
