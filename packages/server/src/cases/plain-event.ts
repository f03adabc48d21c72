import type { CaseEvent } from '@casement/engine'
import type { Done } from '../contract/contract.ts'

/** An event as the one who caused it reads it: what happened and when. */
export function plainEvent({ seq, type, occurredAt, recordedAt, payload }: CaseEvent): Done['events'][number] {
  return { seq, type, occurredAt, recordedAt, payload }
}
