import { epochMilliseconds, instantText } from '@casement/engine'
import { wallClockInstant } from './wall-clock-instant.ts'

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?([.,]\d{1,9})?)? ?(Z|[+-]\d\d(?::?\d\d)?)?$/i
const EARLIEST_YEAR = 1900
const LATEST_YEAR = 2199

/** A moment read from a log, in UTC; `hasOffset` is false where the landlord's zone had to be assumed. */
export type ReadMoment = { at: string; hasOffset: boolean } | { reason: string }

/** Reads `2011-10-11 13:45:40.276+02:00`, with T or a space; finer than milliseconds is cut off. */
export function readMoment(text: string, zone: string): ReadMoment {
  const [, date, minutes = '00:00', seconds = ':00', fraction = '', offset] = MOMENT.exec(text.trim()) ?? []
  if (date === undefined) return { reason: `"${shorten(text)}" is not a time: write it like 2011-10-11T13:45:40+02:00` }
  const local = Date.parse(`${date}T${minutes}${seconds}${milliseconds(fraction)}Z`)
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(`${date}T${minutes}`)) return { reason: `"${shorten(text)}" is no moment of the calendar` }
  const year = Number(date.slice(0, 4))
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) return { reason: `the year ${year} is not between ${EARLIEST_YEAR} and ${LATEST_YEAR}` }
  if (offset === undefined) return { at: instantText(wallClockInstant(local, zone)), hasOffset: false }
  const written = `${date}T${minutes}${seconds}${milliseconds(fraction)}${fullOffset(offset)}`
  return Number.isNaN(Date.parse(written)) ? { reason: `"${shorten(offset)}" is no offset from UTC` } : { at: instantText(epochMilliseconds(written)), hasOffset: true }
}

function milliseconds(fraction: string): string {
  return `.${fraction.slice(1, 4).padEnd(3, '0')}`
}

/** `+02` and `+0200` as +02:00. */
function fullOffset(offset: string): string {
  if (offset.toUpperCase() === 'Z') return 'Z'
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0')
  return `${offset.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
