import type { BandDefinition, QuestionDefinition } from '../case-type/assessment-definition.ts'
import type { Answers } from '../case/event.ts'
import { isEmpty } from '../fields/validate-answers.ts'
import { noCaseToAsk } from '../expressions/compile-expression.ts'
import type { Assessment } from './assessment.ts'

/** What the answers come to. */
export interface Score {
  /** By question, and by section: with their weights. */
  questions: Record<string, number>
  sections: Record<string, number>
  /** Absent when the total cannot be worked out: `warning` says why. */
  score?: number
  warning?: string
  band?: BandDefinition
  /** The questions of which an answer lifts the band above that of the score. */
  lifted: string[]
}

/** Scores the answers as they stand; a question that is not shown counts nothing, nor does one that is not answered. */
export function scoreAnswers({ definition, questions, total }: Assessment, answers: Answers, isShown: (question: string) => boolean): Score {
  const counted = Object.fromEntries(Object.entries(answers).filter(([id]) => Object.hasOwn(questions, id) && isShown(id)))
  const ofQuestions = mapValues(questions, (question, id) => rounded(scoreOf(question, counted[id])))
  const ofSections = Object.fromEntries(definition.sections.map(({ id, weight = 1, questions: asked }) => [id, rounded(weight * sum(Object.keys(asked).map((question) => ofQuestions[question]!)))]))
  const parts = { questions: ofQuestions, sections: ofSections }
  const { value, warning } = total ? total.evaluate({ ...NOTHING_ELSE, fields: { ...ofQuestions, ...ofSections } }) : { value: sum(Object.values(ofSections)) }
  if (warning !== undefined || typeof value !== 'number' || !Number.isFinite(value)) return { ...parts, warning: warning ?? 'It gives no number', lifted: [] }
  const score = rounded(value)
  return { ...parts, score, ...bandOf(definition.bands, score, { questions, counted }) }
}

/** A total speaks of scores alone, never of the case or the day. */
const NOTHING_ELSE = { ...noCaseToAsk, today: () => '2000-01-01' }

function bandOf(bands: BandDefinition[], score: number, { questions, counted }: { questions: Assessment['questions']; counted: Answers }): Pick<Score, 'band' | 'lifted'> {
  const reached = bands.findLastIndex(({ from }, index) => (from === undefined ? index === 0 : score >= from))
  const lifting = bands.map(({ anyOf = {} }) => Object.keys(anyOf).filter((id) => questions[id] && anyOf[id]!.some((answer) => isAnswer(questions[id]!, counted[id], answer))))
  const least = lifting.findLastIndex((found) => found.length > 0)
  return { band: bands[Math.max(reached, least, 0)], lifted: least > reached ? lifting[least]! : [] }
}

/** Whether a question was answered so, or, for a number, with at least so much. */
function isAnswer(question: QuestionDefinition, given: unknown, answer: string | number): boolean {
  if (isEmpty(given)) return false
  if ('number' in question) return typeof given === 'number' && given >= Number(answer)
  return keysOf(question, given).includes(String(answer))
}

function scoreOf(question: QuestionDefinition, given: unknown): number {
  const { scores, weight = 1 } = question
  if (scores === undefined || isEmpty(given)) return 0
  if (scores === 'value') return typeof given === 'number' ? weight * given : 0
  if ('number' in question) return weight * fromNumber(scores, given)
  return weight * sum(keysOf(question, given).map((key) => (Object.hasOwn(scores, key) ? scores[key]! : 0)))
}

/** Of the numbers from which on something counts, the highest that is reached. */
function fromNumber(scores: Record<string, number>, given: unknown): number {
  const reached = Object.keys(scores).map(Number).filter((from) => typeof given === 'number' && given >= from)
  return reached.length === 0 ? 0 : scores[String(Math.max(...reached))]!
}

/** What an answer is called where its score is written. */
function keysOf(question: QuestionDefinition, given: unknown): string[] {
  if ('yesNo' in question) return [given === true ? 'yes' : 'no']
  if ('choice' in question) return [String(given)]
  if ('list' in question) return Array.isArray(given) ? given.map(String) : []
  return ['answered']
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** Three times 0.1 is not 0.3 to a computer, and a band may begin there. */
const DECIMALS = 1e6

function rounded(value: number): number {
  return Math.round(value * DECIMALS) / DECIMALS
}

function mapValues<T, R>(values: Record<string, T>, map: (value: T, key: string) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value, key)]))
}
