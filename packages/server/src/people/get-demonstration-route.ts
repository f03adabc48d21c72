import type { Handler } from '../http/answer.ts'
import { notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'

/** `GET /demonstration`: who can be signed in as, where everything is invented. Not there otherwise. */
export function getDemonstration({ findDemonstration }: Parts): Handler<'getDemonstration'> {
  return async () => {
    const demonstration = await findDemonstration()
    if (!demonstration) throw notFound()
    return demonstration
  }
}
