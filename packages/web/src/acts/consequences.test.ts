import type { Preview } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { makeAlmanac } from '../look/dates.ts'
import { consequencesOf, foldLong } from './consequences.ts'

const almanac = makeAlmanac({ now: Date.parse('2026-12-01T09:41:00Z') })

let seq = 0

function event(type: string, words: string | null, payload: object): Preview['events'][number] {
  return { seq: ++seq, type, occurredAt: '2026-12-01T09:41:00Z', recordedAt: '2026-12-01T09:41:00Z', payload, words }
}

function preview(more: Partial<Preview>): Preview {
  return { preview: true, events: [], consequences: [], stands: [], clocks: [], advice: [], owner: null, followers: [], ...more }
}

const opening = preview({
  events: [
    event('case-opened', null, {}),
    event('owner-assigned', 'Gives the case its owner', {}),
    event('clock-started', 'Starts the clock First visit', { clock: 'first-visit.1' }),
    event('items-made', null, { items: [{ id: 'enquiries.1', kind: 'stage' }] }),
    event('item-started', 'Opens the stage Enquiries', { item: 'enquiries.1' }),
    event('item-started', 'Starts Check our records', { item: 'records.1' }),
    event('clock-started', 'Starts the clock Check our records', { clock: 'records.1', of: 'records.1' }),
    event('item-started', 'Starts Notice runs', { item: 'notice.1' }),
    event('clock-started', 'Begins the wait Notice runs', { clock: 'notice.1', of: 'notice.1', wait: true }),
    event('item-started', 'Starts Notice runs', { item: 'notice.2' }),
  ],
  clocks: [
    { id: 'first-visit.1', name: 'First visit', basis: 'landlord', dueAt: '2026-12-03T23:59:59Z', dueOn: '2026-12-03' },
    { id: 'records.1', name: 'Check our records', basis: 'law', dueAt: '2026-12-02T23:59:59Z', dueOn: '2026-12-02' },
  ],
  owner: { kind: 'person', id: 'rq', name: 'Rosalind Quill' },
})

it('says who will own the case and by when each clock is due, and says no wait and nothing else twice', () => {
  expect(consequencesOf(opening, almanac)).toEqual([
    { kind: 'owner', first: 'Rosalind Quill owns it' },
    { kind: 'date', first: 'First visit by Thu 3 Dec', second: 'in 2 working days · our own target' },
    { kind: 'stage', first: 'Opens the stage Enquiries' },
    { kind: 'task', first: 'Starts Check our records', second: 'by Wed 2 Dec · next working day · set by law' },
    { kind: 'task', first: 'Starts Notice runs' },
  ])
})

it('takes a name for a name, whatever it sounds like', () => {
  const { clocks } = opening
  const named = preview({
    clocks,
    events: [
      event('item-started', 'Starts the clock First visit', { item: 'mend.1' }),
      event('task-completed', 'Completes Hold the letter while on hold', { item: 'hold.1' }),
      event('item-started', 'Starts First visit', { item: 'other.1' }),
    ],
  })
  expect(consequencesOf(named, almanac)).toEqual([
    { kind: 'task', first: 'Starts the clock First visit' },
    { kind: 'task', first: 'Completes Hold the letter while on hold' },
    { kind: 'task', first: 'Starts First visit' },
  ])
})

it('says of more time for a clock until when it would run', () => {
  const words = 'Proposes to extend the clock Reply by 3 working days: it counts once the letter has gone out in time'
  const extending = preview({
    clocks: [{ id: 'reply.1', name: 'Reply', basis: 'code', dueAt: '2026-12-03T23:59:59Z', dueOn: '2026-12-03' }],
    events: [
      event('clock-extension-proposed', words, { clock: 'reply.1' }),
      event('item-started', 'Starts More time', { item: 'more-time.1' }),
      event('message-prepared', 'Prepares the letter More time', { item: 'more-time.1' }),
    ],
  })
  expect(consequencesOf(extending, almanac)).toEqual([
    { kind: 'date', first: words, second: 'new date Thu 3 Dec · in 2 working days · set by a code of practice' },
    { kind: 'letter', first: 'Starts More time' },
    { kind: 'letter', first: 'Prepares the letter More time' },
  ])
})

it('says what stands last', () => {
  expect(consequencesOf(preview({ events: [event('item-started', 'Starts Visit', { item: 'visit.2' })], stands: ['Cannot unsend Notice'] }), almanac).map(({ first }) => first)).toEqual(['Starts Visit', 'Cannot unsend Notice'])
})

it('tells the reader that the case will be theirs', () => {
  expect(consequencesOf(opening, almanac, 'rq')[0]).toEqual({ kind: 'owner', first: 'You own it' })
})

it('folds what no longer counts where it is much, and never what starts or stands', () => {
  const line = (first: string, over?: true) => ({ kind: 'task' as const, first, ...(over ? { over } : {}) })
  const consequences = (count: number) => [line('Restarts the path'), ...Array.from({ length: count }, (_, index) => line(`Takes back ${index + 1}`, true)), line('Starts Visit'), line('Cannot unsend the letter')]
  const counts = (count: number) => { const { told, folded } = foldLong(consequences(count)); return [told.length, folded.length] }
  expect([counts(0), counts(4), counts(5), counts(30)]).toEqual([[3, 0], [7, 0], [6, 2], [6, 27]])
})
