import { expect, it } from 'vitest'
import { makeActKeys } from './act-keys.ts'

it('gives the same words the same key, other words another, until they are forgotten', () => {
  const keys = makeActKeys()
  const note = { ref: 'SA-26-00001', body: { text: 'Rang twice' } }
  const first = keys.keyOf(note)
  expect([keys.keyOf({ ...note }), keys.keyOf({ ...note, ref: 'SA-26-00002' }) === first, keys.keyOf(note)]).toEqual([first, false, first])
  keys.forget()
  expect(keys.keyOf(note)).not.toBe(first)
})
