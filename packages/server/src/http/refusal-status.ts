import type { Refusal, RefusalCode } from '@casement/engine'
import { HttpProblem } from './http-problem.ts'

/** 422: what was sent is wrong; 409: the case is not in a state for it; 403: not for this person; 404: the case has no such part. */
const STATUS: Record<RefusalCode, 403 | 404 | 409 | 422> = {
  'case-exists': 409,
  'case-closed': 409,
  'case-cancelled': 409,
  'case-not-ended': 409,
  'case-on-hold': 409,
  'task-unknown': 404,
  'task-not-live': 409,
  'task-ended': 409,
  'task-on-hold': 409,
  'task-not-offered': 409,
  'task-not-skipped': 409,
  'task-automatic': 409,
  'required-task': 409,
  'required-in-chain': 409,
  'outcome-missing': 422,
  'outcome-unknown': 422,
  'answers-invalid': 422,
  'fields-invalid': 422,
  'reason-missing': 422,
  'reason-unknown': 422,
  'text-missing': 422,
  'hold-unknown': 409,
  'already-assigned': 409,
  'not-claimable': 409,
  'four-eyes': 403,
  'party-unknown': 404,
  'party-ended': 409,
  'step-unknown': 422,
  'step-not-addable': 409,
  'step-running': 409,
  'gates-open': 409,
  'clock-unknown': 404,
  'clock-not-extendable': 409,
  'clock-ended': 409,
  'clock-past-due': 409,
  'extension-pending': 409,
  'extension-used-up': 409,
  'extension-too-long': 422,
  'extension-invalid': 422,
  'not-redoable': 409,
  'kept-and-superseded': 422,
  'narrowed-by-type': 403,
  'in-the-future': 422,
  'already-past': 422,
  'before-the-case': 422,
  'path-does-not-settle': 409,
}

/** A refusal of the engine as a problem: its code, its words, where, and what would make it possible. */
export function refusalProblem({ refused, words, remedy, at }: Refusal): HttpProblem {
  return new HttpProblem('refused', { status: STATUS[refused], detail: words, code: refused, remedy, fields: at?.map(({ place, words }) => ({ path: place, words })) })
}
