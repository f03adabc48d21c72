import type { CaseEventView } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { makeAlmanac } from '../look/dates.ts'
import { newsOf } from './case-news.tsx'

const almanac = makeAlmanac({ now: Date.parse('2026-12-10T09:41:00Z') })
const TARIQ = { kind: 'person', id: 'tf', name: 'Tariq Fennimore' } as const

function event(type: string, told: Partial<CaseEventView> = {}): CaseEventView {
  return { seq: 9, type, actor: TARIQ, occurredAt: '2026-12-10T09:40:30Z', recordedAt: '2026-12-10T09:40:30Z', payload: {}, words: 'Something happened.', ...told }
}

it.each([
  ['who completed what', [event('task-completed', { payload: { name: 'Visit the home' } })], 'Tariq Fennimore completed Visit the home just now'],
  ['what was done, not what followed from it', [event('item-started'), event('clock-stopped'), event('task-completed', { payload: { name: 'Visit the home' } })], 'Tariq Fennimore completed Visit the home just now'],
  ['a note without its words', [event('note-added', { payload: { text: 'Private' }, words: 'Note: Private' })], 'Tariq Fennimore added a note just now'],
  ['anything else in short', [event('hold-began', { words: 'Case put on hold: police ask us not to enter.' })], 'Tariq Fennimore: Case put on hold just now'],
  ['what fell due by itself', [event('clock-due', { actor: { kind: 'system', id: 'time', name: 'Casement' }, words: 'Enquiries finished is past due.' })], 'Enquiries finished is past due just now'],
  ['the time, once it is a while ago', [event('note-added', { recordedAt: '2026-12-10T09:12:00Z' })], 'Tariq Fennimore added a note at 9.12 am'],
  ['the last of several', [event('note-added'), event('task-completed', { payload: { name: 'Visit' } }), event('note-added')], 'Tariq Fennimore added a note just now, and 2 more'],
  ['nothing where nothing was done', [event('item-started')], undefined],
])('tells %s', (_, events, words) => {
  expect(newsOf(events, almanac)).toBe(words)
})
