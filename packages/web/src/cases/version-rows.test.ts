import type { Task } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { versionRows } from './version-rows.ts'

const FIELDS = { meter: 'Meter reads', card: 'Calling card left', met: 'Whom we spoke to' }

function run(answers: Record<string, unknown>, told: Partial<Task>): Task {
  const fields = Object.entries(FIELDS).map(([id, name]) => ({ id, name, kind: id === 'card' ? 'yesNo' : 'text', required: false, value: answers[id] }))
  return { state: 'completed', outcome: null, outcomes: [{ id: 'empty', name: 'No sign of life' }, { id: 'lives', name: 'The tenant lives there' }], fields, ...told } as Task
}

it('sets every answer before beside the one now, and marks those that differ', () => {
  const before = run({ meter: '48213', card: true }, { state: 'superseded', outcome: 'empty', notes: 'Wrong door' })
  const now = run({ meter: '48213', card: false, met: 'Mrs Lund' }, { outcome: 'lives', notes: 'Wrong door' })
  expect(versionRows(before, now, '2026-12-10').map(({ name, before, after, changed }) => [name, before, after, changed])).toEqual([
    ['How it ended', 'No sign of life', 'The tenant lives there', true],
    ['Meter reads', '48213', '48213', false],
    ['Calling card left', 'Yes', 'No', true],
    ['Whom we spoke to', '–', 'Mrs Lund', true],
    ['Note', 'Wrong door', 'Wrong door', false],
  ])
})

it('calls nothing changed while it has still to be done again', () => {
  const rows = versionRows(run({ meter: '48213' }, { state: 'superseded', outcome: 'empty' }), run({}, { state: 'live' }), '2026-12-10')
  expect(rows.map(({ name, changed }) => [name, changed])).toEqual([['How it ended', false], ['Meter reads', false]])
})
