import { dayNumber } from '../calendars/civil-date.ts'
import { longDateWords } from '../calendars/date-words.ts'
import type { DatedValue } from '../case-type/definition.ts'

/** Whether a value can be chosen in a case that was opened on this day: both its first and its last day count. */
export function isInForce({ from, until }: DatedValue, openedOn: string): boolean {
  return (from === undefined || from <= openedOn) && (until === undefined || openedOn <= until)
}

/** Why a value that is there cannot be chosen: since when or until when it could, and when the case was opened. */
export function outOfForceWords({ name, from, until }: DatedValue, openedOn: string): string {
  const since = from === undefined ? [] : [`since ${inWords(from)}`]
  const to = until === undefined ? [] : [`until ${inWords(until)}`]
  return `${name} can be chosen in cases opened ${[...since, ...to].join(' and ')}, and this one was opened on ${inWords(openedOn)}`
}

function inWords(date: string): string {
  return longDateWords(dayNumber(date))
}
