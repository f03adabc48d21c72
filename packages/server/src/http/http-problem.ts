import type { Problem, ProblemType } from '../contract/contract.ts'

/** Status and title of every kind of problem; details are said by whoever found it. */
const KINDS: Record<ProblemType, { status: number; title: string }> = {
  'body-not-readable': { status: 400, title: 'The body is not JSON that can be read.' },
  'request-invalid': { status: 400, title: 'Something in the request is not as it should be.' },
  'sign-in-needed': { status: 401, title: 'Sign in first.' },
  'not-from-here': { status: 403, title: 'The request comes from another site.' },
  'not-allowed': { status: 403, title: 'Your role does not include this.' },
  'not-found': { status: 404, title: 'There is no such thing here.' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method.' },
  refused: { status: 409, title: 'This is not possible.' },
  'case-changed': { status: 412, title: 'Somebody changed the case meanwhile.' },
  'version-needed': { status: 428, title: 'Say which version of the case this is decided on.' },
  'key-in-use': { status: 409, title: 'A request with this key is being carried out.' },
  'key-used-for-another-request': { status: 422, title: 'This key was used for another request.' },
  'body-too-large': { status: 413, title: 'The body is too large.' },
  'body-not-json': { status: 415, title: 'The body must be JSON.' },
  'too-many-requests': { status: 429, title: 'Too many tries.' },
  'clock-runs-forward': { status: 409, title: 'The clock never runs backwards.' },
  fault: { status: 500, title: 'Something went wrong here.' },
  'database-away': { status: 503, title: 'The database cannot be reached.' },
}

type Details = Partial<Omit<Problem, 'type' | 'title'>>

/** A request that ends without being carried out, for the error handler to answer. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly kind: ProblemType
  readonly details: Details

  constructor(kind: ProblemType, details: Details = {}) {
    super(details.detail ?? KINDS[kind].title)
    this.kind = kind
    this.details = details
  }
}

/** The problem document (RFC 9457) of one kind of problem. */
export function problemDocument(kind: ProblemType, details: Details = {}): Problem {
  return { type: `/problems/${kind}`, ...KINDS[kind], ...details }
}

/** The same words whether a thing does not exist or is another's: not yours looks like not there. */
export function notFound(): HttpProblem {
  return new HttpProblem('not-found', { detail: 'It does not exist, or it is not yours to see.' })
}
