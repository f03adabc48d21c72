import type { CaseState, CaseType } from '@casement/engine'
import type { LandlordLibrary } from '../case-types/landlord-library.ts'
import type { CaseRecord } from '../contract/contract.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { Parts } from '../http/parts.ts'
import { type Session, actorOf, nowOf } from '../http/session.ts'
import type { Named } from '../people/name-book.ts'
import { type SeenCase, subjectView } from './case-view.ts'

interface CaseToShow {
  state: CaseState
  caseType: CaseType
  library: LandlordLibrary
  /** The landlord's time now when not said. */
  now?: string
}

type SubjectRow = { label: string; detail: string | null }

/** Gathers what showing a case to somebody needs beside its state: its subject and the names in it. */
export async function seeCase(tx: LandlordTransaction, { state, caseType, library, now }: CaseToShow, { session, parts }: { session: Session; parts: Parts }): Promise<SeenCase> {
  const subject = await readSubject(tx, state)
  const nameOf = await parts.names.learn(tx, namedIn(state))
  return { state, caseType, calendar: library.calendar, now: now ?? nowOf(session), actor: actorOf(session), subject, nameOf }
}

async function readSubject(tx: LandlordTransaction, { subject }: CaseState): Promise<CaseRecord['subject']> {
  if (!subject || subject.kind === 'none') return null
  const row = await tx.findRow<SubjectRow>('select label, detail from casement.search_entry where landlord_id = $1 and kind = $2 and id = $3', [tx.landlordId, subject.kind, subject.id])
  return subjectView(subject, row)
}

/** Everyone whom a case names: its owner, who has its tasks, its parties. */
export function namedIn({ owner, items, parties }: CaseState): Named[] {
  const assignees = [owner, ...Object.values(items).map(({ assignee }) => assignee)]
  const residents = parties.flatMap(({ person }): Named[] => (person === undefined ? [] : [{ kind: 'resident', id: person }]))
  return [...assignees.flatMap((assignee) => (assignee && assignee.kind !== 'owner' ? [assignee] : [])), ...residents]
}
