import type { Handler } from '../http/answer.ts'
import { HttpProblem, notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { ClockRunsForward } from './freeze-clock.ts'

/** `PUT /test/clock`: freezes the clock and answers when all that is due has settled. Not there outside tests. */
export function setTestClock({ setTestClock: set }: Parts): Handler<'setTestClock'> {
  return async ({ body }) => {
    if (!set) throw notFound()
    try {
      return { now: await set(body.now) }
    } catch (error) {
      if (!(error instanceof ClockRunsForward)) throw error
      throw new HttpProblem('clock-runs-forward', { detail: error.message, remedy: 'Give that moment or a later one.' })
    }
  }
}
