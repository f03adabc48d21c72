import type { CaseRecord, PartyView } from '@casement/server/contract'
import type { ActForm, AskedField } from './act-form.ts'

/** Somebody on record or somebody else, in one of the roles of the case type, where it says in which people take part. */
export function newPartyForm({ partyRoles }: CaseRecord): ActForm {
  const role: AskedField = partyRoles ? { kind: 'choice', id: 'role', label: 'What part do they have?', choices: partyRoles } : { kind: 'line', id: 'role', label: 'What part do they have? (neighbour, agency, next of kin)' }
  return {
    title: 'Add somebody to the case', send: 'Add them', done: 'They are on the case.', path: 'parties',
    asks: [
      { kind: 'choice', id: 'whoIs', label: 'Who is it?', choices: [{ id: 'known', name: 'Somebody on our records' }, { id: 'other', name: 'Somebody else' }] },
      { kind: 'record', id: 'person', label: 'Which person?', record: 'person', onlyFor: { id: 'whoIs', answer: 'known' } },
      { kind: 'line', id: 'name', label: 'What are they called?', onlyFor: { id: 'whoIs', answer: 'other' } },
      role,
      { kind: 'choice', id: 'mustNotBeTold', label: 'May they be told the outcome?', choices: [{ id: 'no', name: 'They may be told' }, { id: 'yes', name: 'They must not be told' }] },
    ],
  }
}

export function endOfPartForm({ id, name }: PartyView): ActForm {
  return { title: `${name} no longer takes part`, send: 'End their part', done: `${name} no longer takes part.`, path: `parties/${encodeURIComponent(id)}`, method: 'DELETE', asks: [] }
}
