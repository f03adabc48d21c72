import type { Almanac } from '../look/dates.ts'
import { findMomentProblem, instantOfMoment } from '../look/past-moment.ts'
import type { PastMoment } from '../look/past-moment.ts'
import type { AskedField } from './act-form.ts'

/** What was typed and chosen in a sheet, each as text; a moment as `2026-12-08T09:41`. */
export type Answers = Record<string, string>

export function momentOfAnswer(answer: string | undefined): PastMoment | undefined {
  const [day, time = ''] = (answer ?? '').split('T')
  return day ? { day, time } : undefined
}

/** The answers that say something, as they are sent. */
export function filledIn(asks: AskedField[], answers: Answers, almanac: Almanac): Answers {
  const moments = new Set(asks.flatMap(({ kind, id }) => (kind === 'when' ? [id] : [])))
  const sent = Object.entries(answers).map(([id, value]) => [id, moments.has(id) ? instantOfMoment(momentOfAnswer(value), almanac) ?? '' : value.trim()] as const)
  return Object.fromEntries(sent.filter(([, value]) => value !== ''))
}

/** What has still to be answered or put right, with the words to show beside each. */
export function findMissingAnswers(asks: AskedField[], answers: Answers, almanac: Almanac): Answers {
  return Object.fromEntries(asks.flatMap((asked) => {
    const words = whatIsWrong(asked, answers[asked.id]?.trim() ?? '', almanac)
    return words === undefined ? [] : [[asked.id, words]]
  }))
}

function whatIsWrong(asked: AskedField, answer: string, almanac: Almanac): string | undefined {
  switch (asked.kind) {
    case 'when': return findMomentProblem(momentOfAnswer(answer), almanac, asked.since)
    case 'amount': return /^\d+$/.test(answer) && Number(answer) >= 1 && Number(answer) <= asked.most ? undefined : `Write a number from 1 to ${asked.most}`
    case 'sum': return Number(answer) > 0 ? undefined : 'Write an amount above 0'
    case 'line': return answer || asked.optional ? undefined : 'Write a few words'
    case 'lines': return answer || !asked.required ? undefined : 'Write a few words'
    case 'choice':
    case 'pick': return asked.choices.some(({ id }) => id === answer) ? undefined : 'Choose one'
    case 'record':
    case 'case':
    case 'staff': return answer ? undefined : 'Choose one'
    default: return undefined
  }
}
