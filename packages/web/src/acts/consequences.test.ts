import type { Preview } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { makeAlmanac } from '../look/dates.ts'
import { consequencesOf } from './consequences.ts'

const almanac = makeAlmanac({ now: Date.parse('2026-12-01T09:41:00Z') })
const preview: Preview = {
  preview: true,
  events: [],
  consequences: ['Gives the case its owner', 'Starts the clock First visit', 'Starts Check our records', 'Starts the clock Check our records', 'Starts Notice runs', 'Begins the wait Notice runs'],
  clocks: [{ name: 'First visit', basis: 'landlord', dueAt: '2026-12-03T23:59:59Z', dueOn: '2026-12-03' }, { name: 'Check our records', basis: 'law', dueAt: '2026-12-02T23:59:59Z', dueOn: '2026-12-02' }],
  owner: { kind: 'person', id: 'rq', name: 'Rosalind Quill' },
  followers: [],
}

it('says who will own the case and by when each clock is due, and says no wait twice', () => {
  expect(consequencesOf(preview, almanac)).toEqual([
    { kind: 'owner', first: 'Rosalind Quill owns it' },
    { kind: 'date', first: 'First visit by Thu 3 Dec', second: 'in 2 working days · our own target' },
    { kind: 'task', first: 'Starts Check our records', second: 'by Wed 2 Dec · next working day · set by law' },
    { kind: 'task', first: 'Starts Notice runs' },
  ])
})

it('says of more time for a clock until when it would run', () => {
  const consequences = ['Proposes to extend the clock Reply by 3 working days: it counts once the letter has gone out in time', 'Starts Letter about more time']
  expect(consequencesOf({ ...preview, consequences, clocks: [{ name: 'Reply', basis: 'code', dueAt: '2026-12-03T23:59:59Z', dueOn: '2026-12-03' }] }, almanac)).toEqual([
    { kind: 'date', first: consequences[0], second: 'new date Thu 3 Dec · in 2 working days · set by a code of practice' },
    { kind: 'letter', first: 'Starts Letter about more time' },
  ])
})

it('tells the reader that the case will be theirs', () => {
  expect(consequencesOf(preview, almanac, 'rq')[0]).toEqual({ kind: 'owner', first: 'You own it' })
})
