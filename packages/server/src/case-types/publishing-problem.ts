import type { PlacedFinding } from '@casement/case-types'
import { HttpProblem } from '../http/http-problem.ts'

/** Every finding that stops a text from being saved, each in one line. */
export function faultyText(findings: PlacedFinding[], { code, what }: { code: string; what: string }): HttpProblem {
  const errors = findings.filter(({ severity }) => severity === 'error')
  return new HttpProblem('refused', {
    status: 422, code, detail: `${errors.length === 1 ? 'One finding stops' : `${errors.length} findings stop`} this ${what} from being saved.`,
    remedy: 'Correct what is named, and send it again.', fields: errors.map((finding) => ({ path: 'text', words: wordsOfFinding(finding) })),
  })
}

export function wordsOfFinding({ line, place, message, remedy }: PlacedFinding): string {
  return `${line === undefined ? '' : `Line ${line}, `}${place}: ${message} ${remedy}`
}

/** @param why what must stay as it is */
export function alreadyPublished({ id, version }: { id: string; version: number }, why: string): HttpProblem {
  return new HttpProblem('refused', { code: 'version-published', detail: `Version ${version} of ${id} is published already, with another content.`, remedy: `Raise its version: a version that is published never changes, because ${why}.` })
}
