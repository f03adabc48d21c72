import { expect, test } from 'vitest'
import { handlers, type CommandOf, type CommandType } from './command.ts'

/** What other cases and the work behind the case report; time brings nothing but itself. */
type GivenByNobody = 'advance-time' | 'note-linked-case' | 'answer-request' | 'record-message-delivered'

/** Commands that have no place for why they are given: none of those that people give. */
type Silent = { [T in Exclude<CommandType, GivenByNobody>]: [Extract<'reason' | 'notes' | 'note' | 'text' | 'words' | 'details', keyof CommandOf<T>>] extends [never] ? T : never }[Exclude<CommandType, GivenByNobody>]

test('every command of a person takes a reason, or words that say it', () => {
  // A command named in an error of this line needs a reason.
  const silent: never[] = [] as Silent[]
  expect([silent, Object.keys(handlers).length > 0]).toEqual([[], true])
})
