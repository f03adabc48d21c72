import type { CaseType } from '../case-type/case-type.ts'
import type { ActWithReason, ListedReason } from '../case-type/definition.ts'
import type { Turn } from '../case/turn.ts'
import { choicesAt, isRefusal, refuse, type Refusal } from '../refusal.ts'
import type { Command, CommandOf, CommandType } from './command.ts'

/** The act that a command is, by the word under which a case type lists reasons for it. */
const acts = {
  'cancel-case': 'cancel', 'reopen-case': 'reopen', 'assign-owner': 'reassign', 'reassign-task': 'reassign', 'set-priority': 'setPriority', 'move-to-stage': 'moveToStage',
  'skip-task': 'skip', 'cancel-task': 'cancelTask', 'redo-task': 'redo', 'restart-from': 'restart', 'extend-clock': 'extend', 'revise-clock': 'revise',
} as const satisfies { [T in CommandType]?: ActWithReason }

/** The reasons from which whoever gives the command chooses; undefined where it is given in words. */
export function findListedReasons({ definition: { reasons } }: Pick<CaseType, 'definition'>, { type }: Pick<Command, 'type'>): ListedReason[] | undefined {
  return reasons && Object.hasOwn(acts, type) ? reasons[acts[type as keyof typeof acts]] : undefined
}

/**
 * The command with its reason in words, as events tell it: the name of the one that was chosen, and what was said besides. Which one it was
 * is kept in each event that gives it. What others recorded, and what no person does, has a reason of its own.
 */
export function withReasonInWords<C extends Command>(turn: Turn, command: C): C | Refusal {
  if (!isListable(command)) return command
  const { reason, notes } = command
  const listed = turn.actor.kind === 'person' ? findListedReasons(turn.context.caseType, command) : undefined
  if (!listed) return notes === undefined ? command : { ...command, reason: joined(reason, notes) }
  const chosen = choose(listed, { reason, notes })
  if (isRefusal(chosen)) return chosen
  const words = joined(chosen.name, notes)
  turn.listed = { words, id: chosen.id }
  return { ...command, reason: words }
}

function isListable(command: Command): command is CommandOf<keyof typeof acts> {
  return Object.hasOwn(acts, command.type)
}

function choose(listed: ListedReason[], { reason, notes }: { reason?: string; notes?: string }): ListedReason | Refusal {
  const how = { at: choicesAt('reason', listed), remedy: 'Choose one of these reasons.' }
  if (reason === undefined || reason.trim() === '') return refuse('reason-missing', 'For this a reason is chosen.', how)
  const chosen = listed.find(({ id }) => id === reason)
  if (!chosen) return refuse('reason-unknown', `${reason} is not one of the reasons for this.`, how)
  if (chosen.words && !notes?.trim()) return refuse('text-missing', `${chosen.name} is not enough by itself.`, { at: [{ place: 'notes', words: 'Say more.' }], remedy: 'Say more, in a few words.' })
  return chosen
}

/** Opened twice: the call and the e-mail were the same. */
function joined(reason: string | undefined, notes = ''): string {
  return [reason?.trim(), notes.trim()].filter(Boolean).join(': ')
}
