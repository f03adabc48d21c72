/**
 * The closed list of reasons for which the engine says no. A refusal is a value, never thrown, and changes nothing.
 * The words are what a person reads; `remedy` says what would make it possible.
 */
export const refusalCodes = [
  'command-invalid', 'case-missing',
  'case-exists', 'case-closed', 'case-cancelled', 'case-not-ended', 'case-on-hold',
  'task-unknown', 'task-not-live', 'task-ended', 'task-on-hold', 'task-not-offered', 'task-not-skipped', 'task-automatic',
  'required-task', 'required-in-chain',
  'outcome-missing', 'outcome-unknown', 'outcome-not-possible', 'answers-invalid', 'fields-invalid',
  'assessment-not-scored', 'override-invalid',
  'reason-missing', 'reason-unknown', 'text-missing', 'choice-unknown', 'value-invalid',
  'hold-unknown', 'owner-missing', 'already-assigned', 'not-taking-part', 'not-claimable', 'four-eyes', 'party-unknown', 'party-ended', 'role-unknown', 'party-unnamed', 'too-many-parties', 'record-linked', 'record-unknown', 'strand-unknown', 'strand-open', 'priority-of-strands',
  'step-unknown', 'step-not-addable', 'step-running', 'stage-not-next', 'element-missing', 'element-unknown',
  'gates-open', 'clock-unknown', 'advised-instead',
  'clock-not-extendable', 'clock-ended', 'clock-past-due', 'extension-pending', 'extension-used-up', 'extension-too-long', 'extension-invalid',
  'clock-not-revisable', 'revision-invalid', 'revision-out-of-step',
  'not-redoable', 'kept-and-superseded', 'narrowed-by-type',
  'not-a-letter', 'not-approved', 'not-to-approve', 'not-sent', 'must-not-be-told',
  'same-case', 'already-linked', 'not-linked', 'other-case-ended', 'request-unknown',
  'in-the-future', 'already-past', 'before-the-case',
  'move-needs-choice', 'move-would-breach', 'move-not-possible',
  'path-does-not-settle',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

export interface Refusal {
  refused: RefusalCode
  words: string
  remedy?: string
  /** Where: field paths, or the items, gates and clocks that stand in the way, each with its own words. */
  at?: { place: string; words: string }[]
  /** What whoever starts a case is told, although it is not opened. */
  advice?: string[]
}

export function refuse(refused: RefusalCode, words: string, more: Pick<Refusal, 'remedy' | 'at' | 'advice'> = {}): Refusal {
  return { refused, words, ...more }
}

/** Where something else was to be chosen: the field of the command, never what it may hold, which the words name with their ids. */
export function choicesAt(place: string, choices: readonly { id: string; name: string }[]): NonNullable<Refusal['at']> {
  return [{ place, words: choices.length === 0 ? 'There is nothing to choose from.' : `Choose ${choices.length === 1 ? '' : 'one of '}${choices.map(({ id, name }) => `${name} (${id})`).join(', ')}.` }]
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value
}
