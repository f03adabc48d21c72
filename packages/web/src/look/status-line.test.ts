import { expect, it } from 'vitest'
import { Problem, Unreachable } from '../api.ts'
import { notTakenBack } from './status-line.tsx'

const undo = () => Promise.resolve()
const refusal = new Problem(422, { detail: 'The task is not on hold.' })
const conflict = new Problem(412, { detail: 'The case has changed.' })

it.each([
  ['a refusal, which stays one', refusal, undefined],
  ['that somebody else was quicker', conflict, undo],
  ['that the line is gone', new Unreachable(undefined), undo],
])('says of an undo that fails %s, and offers it again where it may work', (_, error, again) => {
  expect(notTakenBack({ words: 'Visit the home is on hold.', undo }, error)).toEqual({ words: `Not taken back. ${error.message}`, isTrouble: true, ...(again && { undo: again }) })
})
