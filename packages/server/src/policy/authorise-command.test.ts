import { expect, test } from 'vitest'
import { mayStart } from './authorise-command.ts'

test('a case type may say which roles and teams start its cases; managers always may, and without it everyone who works cases', () => {
  const officer = { role: 'officer' as const, teams: [{ id: 'north' }] }
  const manager = { role: 'manager' as const, teams: [] }
  const told = [undefined, ['officer'], ['north'], ['south'], ['manager']].map((start) => [start, mayStart({ start }, officer), mayStart({ start }, manager)])
  expect(told).toEqual([[undefined, true, true], [['officer'], true, true], [['north'], true, true], [['south'], false, true], [['manager'], false, true]])
})
