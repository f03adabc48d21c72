import { handlers, type Command, type CommandOf, type CommandType, type Handler } from '../commands/command.ts'
import { refuseMalformed, withOwnParts } from '../commands/command-shapes.ts'
import { withReasonInWords } from '../commands/listed-reasons.ts'
import { situationOf } from '../commands/situation.ts'
import { utcText } from '../calendars/instant.ts'
import { isRefusal, refuse, type Refusal } from '../refusal.ts'
import { advanceTime } from '../settle/advance-time.ts'
import { settle } from '../settle/settle.ts'
import type { CaseEvent } from './event.ts'
import { noCase } from './evolve.ts'
import type { CaseState } from './state.ts'
import { beginTurn, record, type Context, type Turn } from './turn.ts'

/** What a command led to: the events, and the case as they leave it (always equal to their replay). */
export interface Decision {
  events: CaseEvent[]
  state: CaseState
  /** A rule asked for `context.allocation`, which was not given: decide again with it. */
  lacksFacts?: boolean
}

/**
 * The one rule of Casement: a case, a command and a context give events or a refusal. Pure: no clock, no chance, no input.
 * What is no command is refused too, never thrown: whoever calls may have it from outside.
 * What time alone has caused up to `context.now` comes first, so that the answer does not hang on when a sweeper last ran.
 */
export function decide(state: CaseState | undefined, asked: Command, given: Context): Decision | Refusal {
  const context = inUtc(given)
  const malformed = refuseMalformed(asked)
  if (malformed) return malformed
  const command = withOwnParts(asked)
  if (command.type === 'open-case') return openNew(state, command, context)
  if (!state) return refuse('case-missing', 'There is no case yet.', { remedy: 'Open it first.' })
  const turn = beginTurn(state, context)
  advanceTime(turn, context.now)
  if (command.type === 'advance-time') return decisionOf(turn)
  return carryOut(turn, command)
}

function openNew(state: CaseState | undefined, command: CommandOf<'open-case'>, context: Context): Decision | Refusal {
  if (state) return refuse('case-exists', `Case ${state.ref} exists already.`)
  return carryOut(beginTurn(noCase, context), command)
}

function carryOut(turn: Turn, asked: Exclude<Command, { type: 'advance-time' }>): Decision | Refusal {
  const listed = withReasonInWords(turn, asked)
  const command = isRefusal(listed) ? asked : listed
  turn.at = command.occurredAt === undefined ? turn.now : utcText(command.occurredAt)
  const run = handlers[command.type] as Handler<CommandType>
  // A case that has stalled never came to rest.
  const since = turn.state.stalled === undefined ? turn.events.length : undefined
  const refused = refuseMoment(turn) ?? run(turn, command, situationOf(turn))
  // What the state of the case forbids is said first: no other reason would make it possible.
  if (isRefusal(listed) && (!refused || refused.refused === 'reason-missing')) return listed
  const refusal = refused ?? settle(turn, since)
  if (refusal) return refusal
  // The path came to rest again, so a case that had stalled goes on.
  if (turn.state.stalled !== undefined) record(turn, 'case-settled', {})
  advanceTime(turn, turn.now)
  return decisionOf(turn)
}

function decisionOf({ events, state, lacksFacts }: Turn): Decision {
  return lacksFacts ? { events, state, lacksFacts } : { events, state }
}

/** Back-dated is normal; the future is not, nor the time before the case began, save in an import of what others recorded. */
function refuseMoment(turn: Turn): Refusal | undefined {
  if (turn.at > turn.now) return refuse('in-the-future', `${turn.at} is in the future.`, { remedy: `Give a moment up to ${turn.now}.` })
  if (turn.at < turn.state.openedAt && turn.actor.kind !== 'import') return refuse('before-the-case', `${turn.at} is before the case was opened, ${turn.state.openedAt}.`, { remedy: 'Give a later moment.' })
  return undefined
}

/** Instants inside the engine are UTC text of one form, so that they compare as text. */
function inUtc(context: Context): Context {
  const recordedAt = context.recordedAt === undefined ? undefined : utcText(context.recordedAt)
  return { ...context, now: utcText(context.now), recordedAt }
}
