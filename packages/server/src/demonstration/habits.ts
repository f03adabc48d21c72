import type { Chance } from './chance.ts'
import { complaintHabits } from './habits/complaint.ts'
import { hazardHabits } from './habits/hazard.ts'
import { suspectedAbandonmentHabits } from './habits/suspected-abandonment.ts'
import { inventName } from './names.ts'

/**
 * How the staff of the demonstration work cases of a type: what they tend to find, and their words. A type that has no
 * habits of its own is worked all the same, with even odds and plain words.
 */
export interface Habits {
  /** Odds of each outcome, by step; of a wait, of `answered` against `silent`. */
  odds: Record<string, Partial<Record<string, number>>>
  /** Notes on a task done, with the words of the case in braces, by `step.outcome` or `step`. */
  taskNotes: Record<string, readonly string[]>
  /** Answers, by `step.outcome.field`, `step.field` or `field`: choices, or what follows from the day they are given. */
  answers: Record<string, UsualAnswer>
  caseNotes: readonly string[]
  /** Tasks that people add by hand. */
  extraTasks: readonly string[]
  redoReasons: readonly string[]
  holdNotes: readonly string[]
  cancelReasons: readonly string[]
  /** Roles of the people around the tenant. */
  parties: readonly string[]
}

/** `today` is a civil date. */
export type UsualAnswer = readonly unknown[] | ((today: string, chance: Chance) => unknown)

/** What differs from case to case in the same words: `{meter}`, `{neighbour}`, `{kin}`. */
export type CaseWords = Record<string, string>

export function inventCaseWords(chance: Chance): CaseWords {
  return {
    meter: String(chance.whole(10_400, 96_900)),
    neighbour: `${chance.pick(['Mrs', 'Mr', 'Ms'])} ${inventName(chance).surname}`,
    kin: inventName(chance).given,
    next: chance.pick(['next door', 'opposite', 'upstairs', 'at the corner']),
  }
}

export function fillWords(text: string, words: CaseWords): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole)
}

const plainHabits: Habits = {
  odds: {},
  taskNotes: {},
  answers: {},
  caseNotes: ['Rang back and left a message with my name and number.', 'Spoke to the tenant on the phone. They are content with how this is going.'],
  extraTasks: ['Ring back when the post has come', 'Ask the caretaker what he has seen'],
  redoReasons: ['The answer was written on the wrong case.'],
  holdNotes: ['Agreed with Dawn at our one-to-one.'],
  cancelReasons: ['Opened twice: the first one goes on.'],
  parties: ['Next of kin', 'Neighbour'],
}

const habitsByCaseType: Partial<Record<string, Partial<Habits>>> = {
  complaint: complaintHabits,
  hazard: hazardHabits,
  'suspected-abandonment': suspectedAbandonmentHabits,
}

export function habitsOf(caseType: string): Habits {
  return { ...plainHabits, ...habitsByCaseType[caseType] }
}
