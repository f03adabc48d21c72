import type { Chance } from './chance.ts'
import { complaintHabits } from './habits/complaint.ts'
import { hazardHabits } from './habits/hazard.ts'
import { suspectedAbandonmentHabits } from './habits/suspected-abandonment.ts'
import { inventName } from './names.ts'
import type { AddedStep } from './turnings.ts'

/**
 * How the staff of the demonstration work cases of a type: what they tend to find, and their words. A type that has no
 * habits of its own is worked all the same, with even odds and plain words.
 */
export interface Habits {
  /** Cases a year for each thousand homes. */
  perYear: number
  /** How many cases each month brings, from January, against the mean. */
  months: readonly number[]
  /** What cases are about, each with words of its own; one is picked for each case. */
  stories: readonly Story[]
  /** Odds of each outcome, by step; of a wait, of `answered` against `silent`. */
  odds: Odds
  /** Notes on a task done, with the words of the case in braces, by `step.outcome` or `step`. */
  taskNotes: Record<string, readonly string[]>
  /** Answers, by `step.outcome.field`, `step.field` or `field`: choices, or what follows from the day they are given. */
  answers: Record<string, UsualAnswer>
  caseNotes: readonly string[]
  /** Tasks that the type offers to add: how often, how many working days after the opening, and while which other task is live. */
  addedSteps: readonly (AddedStep & { share: number; days: readonly [number, number] })[]
  /** How often an offered task is started, by step. */
  startedShares: Partial<Record<string, number>>
  /** Tasks that people add by hand. */
  extraTasks: readonly string[]
  redoReasons: readonly string[]
  holdNotes: readonly string[]
  cancelReasons: readonly string[]
  /** Why a clock of the law or a code was not met. */
  latenessWords: readonly string[]
  /** How often a clock that may be given more time is. */
  extendedShare: number
  /** Why it is. */
  extensionReasons: readonly string[]
  /** Roles of the people around the tenant. */
  parties: readonly string[]
}

export type Odds = Record<string, Partial<Record<string, number>>>

/** What one case is about. */
export interface Story {
  /** Of several words one is chosen; a word may have others in braces. */
  words: Readonly<Record<string, string | readonly string[]>>
  /** Where they differ from those of the type. */
  odds?: Odds
  answers?: Record<string, UsualAnswer>
  /** Months, from 1, in which it happens; any when not said. */
  months?: readonly number[]
  /** The first and the last day on which it can be told like this. */
  from?: string
  until?: string
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

/** Picks what a case is about, among what happens at that time of the year. */
export function pickStory(habits: Habits, { day, chance, words }: { day: string; chance: Chance; words: CaseWords }): { habits: Habits; words: CaseWords } {
  const month = Number(day.slice(5, 7))
  const told = habits.stories.filter(({ from, until, months }) => (from ?? day) <= day && day <= (until ?? day) && (months?.includes(month) ?? true))
  if (told.length === 0) return { habits, words }
  const story = chance.pick(told)
  const chosen = { ...words, ...Object.fromEntries(Object.entries(story.words).map(([word, choices]) => [word, typeof choices === 'string' ? choices : chance.pick(choices)])) }
  return { habits: { ...habits, odds: { ...habits.odds, ...story.odds }, answers: { ...habits.answers, ...story.answers } }, words: Object.fromEntries(Object.entries(chosen).map(([word, text]) => [word, fillWords(text, chosen)])) }
}

const EVEN_MONTHS = Array.from({ length: 12 }, () => 1)

const plainHabits: Habits = {
  perYear: 10,
  months: EVEN_MONTHS,
  stories: [],
  odds: {},
  taskNotes: {},
  answers: {},
  caseNotes: ['Rang back and left a message with my name and number.', 'Spoke to the tenant on the phone. They are content with how this is going.'],
  addedSteps: [],
  startedShares: {},
  latenessWords: ['We did not keep to the date: too few of us were at work that week.'],
  extendedShare: 0.1,
  extensionReasons: ['We need to hear one more colleague before we can answer.'],
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
