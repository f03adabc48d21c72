import { decide } from '../case/decide.ts'
import type { CaseEvent } from '../case/event.ts'
import type { CaseState } from '../case/state.ts'
import { beginTurn, type Context } from '../case/turn.ts'
import type { CommandOf } from '../commands/command.ts'
import { consequences } from '../consequences.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { advanceTime } from '../settle/advance-time.ts'
import { planMove, type OpenChoice } from './plan-move.ts'

export const verdicts = ['unaffected', 'can-move', 'needs-choice', 'would-breach', 'cannot-move'] as const

/** What moving a case would be: nothing but its version changes, it can, somebody has to choose, a clock would be past due, or it cannot. */
export interface MoveVerdict {
  verdict: (typeof verdicts)[number]
  /** Why, where it does not simply move. */
  refusal?: Refusal
  choices?: OpenChoice[]
  consequences: string[]
}

/** Tries to move a case, and changes nothing. */
export function judgeMove(state: CaseState, command: CommandOf<'move-to-version'>, context: Context): MoveVerdict {
  const decision = decide(state, command, context)
  if (!isRefusal(decision)) return { verdict: isUnaffected(decision.events) ? 'unaffected' : 'can-move', consequences: consequences(decision.state, sinceMove(decision.events)) }
  if (decision.refused === 'move-needs-choice') return { verdict: 'needs-choice', refusal: decision, choices: openChoices(state, command, context), consequences: [] }
  return { verdict: decision.refused === 'move-would-breach' ? 'would-breach' : 'cannot-move', refusal: decision, consequences: [] }
}

function openChoices(state: CaseState, command: CommandOf<'move-to-version'>, context: Context): OpenChoice[] {
  const turn = beginTurn(state, context)
  advanceTime(turn, context.now)
  return planMove(turn, { ...command, to: context.movingTo! }).open
}

/** Nothing follows but the move itself, and in that nothing is made, renamed or left out. */
function isUnaffected(events: CaseEvent[]): boolean {
  const [moved, ...rest] = sinceMove(events)
  return moved?.type === 'case-moved' && rest.length === 0 && moved.payload.items.length === 0 && moved.payload.made.length === 0 && Object.keys(moved.payload.names).length === 0
}

/** Of what time did before there is nothing to say; what is left out comes right before the move. */
function sinceMove(events: CaseEvent[]): CaseEvent[] {
  const first = events.findIndex((event) => event.type === 'case-moved' || (event.type === 'item-cancelled' && event.payload.by === 'case-moved'))
  return first < 0 ? [] : events.slice(first)
}
