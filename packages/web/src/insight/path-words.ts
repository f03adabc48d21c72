import { figure, timeTaken } from './figures.ts'
import { FIRST, LAST } from './path-arrows.ts'
import type { Arrow } from './path-arrows.ts'

/** What an end of an arrow is called. */
export function nameInWords(name: string): string {
  if (name === FIRST) return 'Case begins'
  return name === LAST ? 'Last so far' : name
}

/** What is written on an arrow: how often, and half within how long. */
export function arrowLabel({ count, medianSeconds }: Arrow): string {
  return medianSeconds === undefined ? figure(count) : `${figure(count)} · ${timeTaken(medianSeconds)}`
}

/** The whole of an arrow in one sentence. */
export function arrowSentence({ from, to, count, medianSeconds, meanSeconds }: Arrow, cases: number): string {
  if (from === FIRST) return `${figure(count)} of ${figure(cases)} cases begin with ${to}.`
  if (to === LAST) return `${figure(count)} of ${figure(cases)} cases have come to ${from} and no further.`
  const again = from === to ? `${from} is done again` : `${to} follows ${from}`
  const times = count === 1 ? 'once' : `${figure(count)} times`
  return `${again} ${times}: half of them within ${timeTaken(medianSeconds ?? 0)}, on average after ${timeTaken(meanSeconds ?? 0)}.`
}
