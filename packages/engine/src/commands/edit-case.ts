import { record, type Turn } from '../case/turn.ts'
import { refuse, isRefusal, type Refusal } from '../refusal.ts'
import type { CommandOf } from './command.ts'
import { refuseFields } from './open-case.ts'
import { findStrand } from './strands.ts'
import { openStrands, setStrandPriority, takesHighest } from '../settle/strands.ts'
import { findClock, refuseUnlessOpen, type Situation } from './situation.ts'

export function setPriority(turn: Turn, command: CommandOf<'set-priority'>, situation: Situation): Refusal | undefined {
  const refusal = refuseUnlessOpen(situation)
  if (refusal) return refusal
  if (command.strand !== undefined) {
    const strand = findStrand(situation, command.strand)
    if (isRefusal(strand)) return strand
    setStrandPriority(turn, strand.id, command)
    return undefined
  }
  if (takesHighest(turn) && openStrands(turn.state).length > 0) return refuse('priority-of-strands', 'The case takes the highest priority of its strands.', { remedy: 'Set the priority of a strand.' })
  record(turn, 'priority-set', { priority: command.priority, reason: command.reason })
  return undefined
}

/** Editing data re-reads unfinished things only (semantics 15). */
export function editFields(turn: Turn, command: CommandOf<'edit-fields'>, situation: Situation): Refusal | undefined {
  const refusal = refuseUnlessOpen(situation)
  if (refusal) return refusal
  // An event that changes nothing would stand in the log for ever.
  if (Object.keys(command.fields).length === 0) {
    return refuse('fields-invalid', 'No field is named, so nothing would change.', { at: [{ place: 'fields', words: 'At least one field is needed.' }], remedy: 'Give at least one field its new value.' })
  }
  // Whether a field is needed may depend on one that is edited with it.
  record(turn, 'fields-edited', { values: command.fields, reason: command.reason })
  return refuseFields(turn, command.fields, false)
}

/** A note may be added to a case in any state; notes are never deleted. */
export function addNote(turn: Turn, command: CommandOf<'add-note'>): Refusal | undefined {
  if (command.text.trim() === '') return refuse('text-missing', 'The note is empty.', { remedy: 'Write what is to be remembered.' })
  record(turn, 'note-added', { text: command.text })
  return undefined
}

/** Something outside the case happened that a step may wait for. Recorded also while the case is on hold (semantics 28). */
export function recordOutsideEvent(turn: Turn, command: CommandOf<'record-outside-event'>, situation: Situation): Refusal | undefined {
  const refusal = refuseUnlessOpen(situation)
  if (refusal) return refusal
  record(turn, 'outside-event', { name: command.name, notes: command.notes })
  return undefined
}

/** Lateness is explained at the clock that it concerns. */
export function explainLateness(turn: Turn, command: CommandOf<'explain-lateness'>, situation: Situation): Refusal | undefined {
  const refusal = refuseExplanation(situation, command)
  if (refusal) return refusal
  record(turn, 'lateness-explained', { clock: command.clock, words: command.words })
  return undefined
}

/** Why these words explain no clock; closing a case asks the same of each that it brings. */
export function refuseExplanation(situation: Situation, { clock: id, words }: { clock: string; words: string }, place?: string): Refusal | undefined {
  const clock = findClock(situation, id, place)
  if (isRefusal(clock)) return clock
  return words.trim() === '' ? refuse('text-missing', `The explanation of ${clock.terms.name} is empty.`, { remedy: 'Say why it was late.' }) : undefined
}
