import type { CaseRecord } from '@casement/server/contract'

/** Those whom the case is about, who have no part in it beside that. */
export function subjectPeople({ subject, parties }: Pick<CaseRecord, 'subject' | 'parties'>): { id: string; name: string; role: string }[] {
  const role = subject?.kind === 'person' ? 'whom it is about' : 'tenant'
  const named = new Set(parties.map(({ person }) => person))
  return (subject?.people ?? []).filter(({ id }) => !named.has(id)).map((person) => ({ ...person, role }))
}
