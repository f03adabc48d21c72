import { z } from 'zod'
import { HttpProblem } from './http-problem.ts'
import { isStorable } from './read-body.ts'

/** The place after which the next page begins, in a form that nobody is meant to read. */
export function writeCursor(place: string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/**
 * The place that a cursor names.
 * @throws HttpProblem 400 when it is not one of ours
 */
export function readCursor(cursor: string | undefined, isPlace: (parts: string[]) => boolean): string[] | undefined {
  if (cursor === undefined) return undefined
  const place = parse(cursor)
  if (place && isPlace(place)) return place
  throw new HttpProblem('request-invalid', { detail: 'cursor is not one that this list gave.', fields: [{ path: 'cursor', words: 'Send `next` of the page before, as it was.' }] })
}

function parse(cursor: string): string[] | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(read) && read.every((part) => typeof part === 'string' && isStorable(part)) ? read : undefined
  } catch {
    return undefined
  }
}

/** One row more than asked for was read: it says whether there is a next page. */
export function pageOf<Row>(rows: Row[], limit: number, placeOf: (row: Row) => string[]): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? writeCursor(placeOf(last)) : null }
}

const civilDate = z.iso.date()
const MOMENT = /^((?!0000)\d{4}-\d\d-\d\d) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d){0,2}$/

/** A moment as PostgreSQL writes it, on a day that there is, or infinity for what has none. */
export function isMoment(text: string): boolean {
  return text === 'infinity' || civilDate.safeParse(MOMENT.exec(text)?.[1]).success
}
