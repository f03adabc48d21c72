import { HttpProblem } from './http-problem.ts'

/** No case ever has this version: what was decided on none is stale. */
export const NO_VERSION = 0

/** The entity tag of a case: its version. */
export function versionTag(version: number): string {
  return `"${version}"`
}

/** The version that a change was decided on, from `If-Match`; undefined for `*`, which means whichever; NO_VERSION when it is missing or no version of ours. */
export function readIfMatch(header: string | undefined): number | undefined {
  if (header?.trim() === '*') return undefined
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header?.trim() ?? '')?.[1]
  return version === undefined ? NO_VERSION : Number(version)
}

/** Told only after an Idempotency-Key was looked up, so that a request sent again finds its answer first. */
export function versionNeeded(): HttpProblem {
  return new HttpProblem('version-needed', { detail: 'Send the ETag of the case as If-Match, so that nobody overwrites what they have not seen.', remedy: 'Read the case again and send its ETag.' })
}
