import type { ValueType } from './value-types.ts'

/** What an expression may ask of the case beside its fields, each with what it names and what it gives. */
interface Question {
  takes: string[]
  gives: ValueType
  /** Of what the first argument is the id. */
  of?: 'step' | 'role'
  example: string
}

export type QuestionName = 'outcome' | 'answer' | 'outcomes' | 'answers' | 'timesDone' | 'parties' | 'strands'

export const QUESTIONS: ReadonlyMap<QuestionName, Question> = new Map<QuestionName, Question>([
  ['outcome', { takes: ['step'], gives: 'text', of: 'step', example: 'outcome("visit")' }],
  ['answer', { takes: ['step', 'field'], gives: 'any', of: 'step', example: 'answer("visit", "score")' }],
  ['outcomes', { takes: ['step'], gives: 'list', of: 'step', example: 'outcomes("visit")' }],
  ['answers', { takes: ['step', 'field'], gives: 'list', of: 'step', example: 'answers("visit", "score")' }],
  ['timesDone', { takes: ['step'], gives: 'number', of: 'step', example: 'timesDone("visit")' }],
  ['parties', { takes: ['role'], gives: 'number', of: 'role', example: 'parties("witness")' }],
  ['strands', { takes: [], gives: 'number', example: 'strands()' }],
])

export function findQuestion(name: string): Question | undefined {
  return QUESTIONS.get(name as QuestionName)
}

export function asksOfStep(name: string): boolean {
  return findQuestion(name)?.of === 'step'
}

/** The questions that have one answer, however often the step was done. */
export function asksOne(name: string): boolean {
  return name === 'outcome' || name === 'answer'
}
