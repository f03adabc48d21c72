import { epochMilliseconds, HOUR } from '../calendars/instant.ts'
import type { CaseEvent } from './event.ts'

/**
 * Whether time acted long after its moment: the trigger was back-dated, or nobody looked. Derived and never stored, so that one jump
 * of time and many give the same events.
 */
export function isToldLate({ occurredAt, recordedAt }: Pick<CaseEvent, 'occurredAt' | 'recordedAt'>): boolean {
  return epochMilliseconds(recordedAt) - epochMilliseconds(occurredAt) > HOUR
}
