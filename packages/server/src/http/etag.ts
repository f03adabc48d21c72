import { HttpProblem } from './http-problem.ts'

/** No case ever has this version: what was decided on none is stale. */
const NO_VERSION = 0

/** The entity tag of a case: its version. */
export function versionTag(version: number): string {
  return `"${version}"`
}

const TAGS = /^(W\/)?"[^"]*"(\s*,\s*(W\/)?"[^"]*")*$/

/**
 * The version that a change was decided on, from `If-Match`: the latest of several; undefined for `*`, which means whichever;
 * NO_VERSION when it is missing or no version of ours. A weak tag counts, because proxies that compress make tags weak.
 * @throws HttpProblem 400 when it holds no entity tags
 */
export function readIfMatch(header: string | undefined): number | undefined {
  const text = header?.trim() ?? ''
  if (text === '*') return undefined
  if (text !== '' && !TAGS.test(text)) throw notATag()
  return Math.max(NO_VERSION, ...[...text.matchAll(/"([1-9]\d{0,8})"/g)].map(([, version]) => Number(version)))
}

function notATag(): HttpProblem {
  const words = 'Send the ETag as it came, with its quotation marks: "7"; or * for whatever stands.'
  return new HttpProblem('request-invalid', { detail: `If-Match cannot be read. ${words}`, fields: [{ path: 'If-Match', words }] })
}

/** Told only after an Idempotency-Key was looked up, so that a request sent again finds its answer first. */
export function versionNeeded(): HttpProblem {
  return new HttpProblem('version-needed', { detail: 'Send the ETag of the case as If-Match, so that nobody overwrites what they have not seen.', remedy: 'Read the case again and send its ETag.' })
}
