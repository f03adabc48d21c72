import { instantOf, momentInWords, timeOf } from './dates.ts'
import type { Almanac, Day } from './dates.ts'

/** A day and a time ("09:41") as somebody chose them, in the landlord's zone; the time is empty while it is being typed. */
export type PastMoment = { day: Day; time: string }

/** The time that a chosen day begins with, unless that is still to come. */
const MORNING = '09:00'

export function momentOn(day: Day, time: string | undefined, almanac: Almanac): PastMoment {
  if (time) return { day, time }
  const now = timeOf(almanac.now, almanac.zone)
  return { day, time: day === almanac.today && now < MORNING ? now : MORNING }
}

/** The instant of a chosen moment; nothing stands for now. */
export function instantOfMoment(moment: PastMoment | undefined, almanac: Almanac): string | undefined {
  return moment?.time ? instantOf(moment.day, moment.time, almanac.zone) : undefined
}

/** Why nothing can have happened then, in words; `since` is when the case was opened. */
export function findMomentProblem(moment: PastMoment | undefined, almanac: Almanac, since?: string): string | undefined {
  if (!moment) return undefined
  const at = instantOfMoment(moment, almanac)
  if (at === undefined) return 'Give the time as well'
  if (Date.parse(at) > almanac.now) return 'That is still to come: choose an earlier time'
  return since && Date.parse(at) < Date.parse(since) ? `The case was opened later: ${momentInWords(since, almanac)}` : undefined
}
