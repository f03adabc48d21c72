import type { Handler } from '../http/answer.ts'
import { notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'

/** `PUT /test/clock`: freezes the clock and answers when all that is due has settled. Not there outside tests. */
export function setTestClock({ setTestClock: set }: Parts): Handler<'setTestClock'> {
  return async ({ body }) => {
    if (!set) throw notFound()
    return { now: await set(body.now) }
  }
}
