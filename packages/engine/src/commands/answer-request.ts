import { record, type Turn } from '../case/turn.ts'
import { refuse, type Refusal } from '../refusal.ts'
import type { CommandOf } from './command.ts'
import type { Situation } from './situation.ts'

/** What came of something that the case had asked for outside of itself. Each request is answered once, in any state of the case. */
export function answerRequest(turn: Turn, { request: seq, case: other, failed }: CommandOf<'answer-request'>, { state }: Situation): Refusal | undefined {
  const request = state.requests?.find((asked) => asked.seq === seq)
  if (!request) return refuse('request-unknown', `Case ${state.ref} waits for no answer to ${seq}.`, { remedy: 'It was answered before.' })
  if (failed !== undefined) record(turn, 'request-failed', { request: seq, words: failed, from: request.from })
  else if (request.what === 'webhook') record(turn, 'webhook-called', { request: seq, webhook: request.name })
  else if (other) record(turn, 'case-linked', { link: request.link ?? 'caused-by', way: request.what === 'case' ? 'from' : 'to', case: other, request: seq })
  return undefined
}
