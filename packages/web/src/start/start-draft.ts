import type { CaseTypeSummary, SearchResult } from '@casement/server/contract'
import { givenAnswers } from '../acts/given-answers.ts'
import type { Almanac } from '../look/dates.ts'
import { instantOfMoment } from '../look/past-moment.ts'
import type { PastMoment } from '../look/past-moment.ts'

/** All that was typed and chosen so far; kept until the case is started. */
export type StartDraft = {
  words: string
  typeId?: string
  sought: string
  subject?: SearchResult
  fields: Record<string, unknown>
  /** The day and time at which we were told; absent means now. */
  toldOn?: string
  toldAt?: string
  /** How they told us, where that is to be recorded as a contact. */
  method?: string
  note: string
}

export const EMPTY_START: StartDraft = { words: '', sought: '', fields: {}, note: '' }

/** The request that starts the case, or nothing while the type or the subject is missing or they do not fit. */
export function findStartRequest(draft: StartDraft, type: CaseTypeSummary | undefined, almanac: Almanac) {
  if (!draft.typeId || (draft.subject ? !fits(draft.subject, type) : needsSubject(type))) return undefined
  const occurredAt = instantOfMoment(momentTold(draft), almanac)
  const fields = givenAnswers(type?.fields ?? [], draft.fields)
  return {
    caseType: draft.typeId,
    ...(draft.subject ? { subject: { kind: draft.subject.kind, id: draft.subject.id } } : {}),
    fields,
    ...(occurredAt ? { occurredAt } : {}),
  }
}

/** What they said is the first contact of the case where it is known how they told us; otherwise it is a note of its own. */
export function withContact(request: Record<string, unknown>, { method, note }: Pick<StartDraft, 'method' | 'note'>): { body: Record<string, unknown>; note?: string } {
  const notes = note.trim()
  if (notes === '') return { body: request }
  return method ? { body: { ...request, contact: { direction: 'in', method, notes } } } : { body: request, note: notes }
}

export function momentTold({ toldOn, toldAt }: StartDraft): PastMoment | undefined {
  return toldOn ? { day: toldOn, time: toldAt ?? '' } : undefined
}

/** Whether a case of this type has to be about a record. */
export function needsSubject(type: CaseTypeSummary | undefined): boolean {
  return !type?.subjectKinds.includes('none')
}

/** Whether a case of this type can be about this record. */
export function fits(subject: { kind: string }, type: CaseTypeSummary | undefined): boolean {
  return !type || type.subjectKinds.length === 0 || type.subjectKinds.some((kind) => kind === subject.kind)
}
