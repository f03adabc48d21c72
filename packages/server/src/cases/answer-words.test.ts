import { compileCaseType } from '@casement/engine'
import { expect, test } from 'vitest'
import { voidVisit } from '../testing/void-visit.ts'
import { changeWords } from './answer-words.ts'

const { caseType } = compileCaseType({
  ...voidVisit,
  lists: { colours: [{ id: 'red', name: 'Signal red' }, { id: 'blue', name: 'Blue' }] },
  fields: {
    gas: { name: 'Gas at risk', yesNo: {} }, rooms: { name: 'Rooms', number: { unit: 'rooms' } }, on: { name: 'Seen on', date: {} }, at: { name: 'Seen at', time: {} }, door: { name: 'Door', choice: 'colours' }, walls: { name: 'Walls', list: 'colours' },
    meter: { name: 'Meter', text: {} }, ill: { name: 'Illness', yesNo: {}, personal: 'special-category' }, who: { name: 'Who called', person: {} },
  },
})

test.each<[string, unknown, string]>([
  ['gas', true, 'Gas at risk to yes'],
  ['gas', false, 'Gas at risk to no'],
  ['gas', null, 'Gas at risk to nothing'],
  ['rooms', 3, 'Rooms to 3 rooms'],
  ['on', '2026-11-16', 'Seen on to 16 November 2026'],
  ['at', '09:30', 'Seen at to 09:30'],
  ['door', 'red', 'Door to Signal red'],
  ['walls', ['red', 'blue'], 'Walls to Signal red and Blue'],
  ['meter', 'M9', 'Meter to “M9”'],
  ['meter', 'M'.repeat(61), 'Meter'],
  ['ill', true, 'Illness'],
  ['who', '0b1c', 'Who called'],
  ['no-longer-there', 1, 'no longer there'],
])('a change of %s to %j reads: %s', (field, value, words) => {
  expect(changeWords(field, value, caseType!)).toBe(words)
})
