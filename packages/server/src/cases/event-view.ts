import type { CaseEvent } from '@casement/engine'
import type { CaseEventView } from '../contract/contract.ts'
import type { Named } from '../people/name-book.ts'
import { type EventWordsContext, eventWords } from './event-words.ts'

/** An event as the API shows it: who did it by name, and a sentence. */
export function eventView(event: CaseEvent, context: EventWordsContext): CaseEventView {
  const { seq, type, actor, occurredAt, recordedAt, payload } = event
  return { seq, type, actor: { kind: actor.kind, id: actor.id, name: actorName(actor, context) }, occurredAt, recordedAt, payload, words: eventWords(event, context) }
}

/** Who did it, and to whom something was given by it. */
export function namedBy({ actor, payload }: CaseEvent): Named[] {
  const given = Object.entries(payload ?? {}).flatMap(([key, value]) => (key === 'owner' || key === 'assignee' ? [value] : []))
  return [...(actor.kind === 'person' ? [{ kind: 'person', id: actor.id } as const] : []), ...given.filter(isNamed)]
}

function actorName({ kind, id }: CaseEvent['actor'], { nameOf }: EventWordsContext): string {
  if (kind === 'person') return nameOf({ kind, id })
  return kind === 'import' ? 'Import' : 'Casement'
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && 'kind' in value && 'id' in value && value.kind !== 'owner'
}
