import type { CaseEventView } from '@casement/server/contract'
import { describe, expect, it } from 'vitest'
import { makeAlmanac } from '../look/dates.ts'
import { splitWords, timelineOf } from './timeline-entries.ts'

const almanac = makeAlmanac({ now: Date.parse('2026-12-10T09:41:00Z') })

function event(seq: number, type: string, told: { occurredAt: string } & Partial<CaseEventView>): CaseEventView {
  return { seq, type, actor: { kind: 'person', id: 'rq', name: 'Rosalind Quill' }, recordedAt: told.occurredAt, payload: {}, words: 'Something happened.', ...told }
}

describe('the timeline', () => {
  it('runs newest first by when things happened, and names each day once', () => {
    const entries = timelineOf(
      [event(1, 'case-opened', { occurredAt: '2026-12-07T09:00:00Z' }), event(2, 'task-completed', { occurredAt: '2026-12-09T15:12:00Z' }), event(3, 'note-added', { occurredAt: '2026-12-09T10:05:00Z' })],
      'main',
      almanac,
    )
    expect(entries.map((entry) => [entry.event.seq, entry.firstOfDay])).toEqual([[2, true], [3, false], [1, true]])
  })

  it.each([
    ['main', ['task-completed', 'note-added', 'case-opened']],
    ['all', ['clock-started', 'items-made', 'task-completed', 'note-added', 'case-opened']],
    ['notes', ['note-added']],
    ['clocks', ['clock-started']],
  ] as const)('filtered to %s shows %j', (filter, types) => {
    const events = ['case-opened', 'note-added', 'task-completed', 'items-made', 'clock-started'].map((type, index) => event(index + 1, type, { occurredAt: '2026-12-09T10:00:00Z' }))
    expect(timelineOf(events, filter, almanac).map((entry) => entry.event.type)).toEqual(types)
  })

  it('shows both times when something was written up later than it happened', () => {
    const late = event(1, 'task-completed', { occurredAt: '2026-12-09T10:00:00Z', recordedAt: '2026-12-09T14:05:00Z' })
    expect(timelineOf([late], 'main', almanac)[0]?.writtenUpLater).toBe(true)
    expect(timelineOf([event(1, 'task-completed', { occurredAt: '2026-12-09T10:00:00Z' })], 'main', almanac)[0]?.writtenUpLater).toBe(false)
  })

  it.each([
    ['Visit 2: no sign of life.', 'Visit 2:', 'no sign of life.'],
    ['Paused. Police asked us not to enter.', 'Paused.', 'Police asked us not to enter.'],
    ['Contact letter sent', 'Contact letter sent', ''],
    ['Seen at 9.41 am', 'Seen at 9.41 am', ''],
  ])('sets the first words of "%s" apart', (words, first, rest) => {
    expect(splitWords(words)).toEqual({ first, rest })
  })

  it.each([
    ['Visit 2 done: no sign of life. Post behind the door', { notes: 'Post behind the door' }, 'Visit 2 done: no sign of life.'],
    ['Note: Rang back', { text: 'Rang back' }, 'Note: '],
    ['Visit 2 done: no sign of life.', {}, 'Visit 2 done: no sign of life.'],
  ])('sets a person’s own words apart: %s', (words, payload, sentence) => {
    const [entry] = timelineOf([event(1, 'note-added', { occurredAt: '2026-12-09T10:00:00Z', payload, words })], 'main', almanac)
    expect(`${entry?.words.first} ${entry?.words.rest}`).toBe(sentence)
    expect(entry?.quote).toBe(Object.values(payload)[0])
  })
})
