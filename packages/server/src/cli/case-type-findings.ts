import { readFileSync } from 'node:fs'
import type { LoadedCaseType, PlacedFinding } from '@casement/case-types'
import { OperatorError } from '../operator-error.ts'
import { whyUnreadable } from '../unreadable-file.ts'

/** The text of a file with a case type, its stories, or what else is said. @throws OperatorError when it cannot be read */
export function readCaseTypeText(file: string, what = 'case type'): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new OperatorError(`${file} cannot be read: ${whyUnreadable(cause) ?? String(cause)}.`, `Name a file with a ${what}, YAML or JSON.`, { cause })
  }
}

/** Prints what was found in a case type, each finding with its place and remedy; gives the number of errors. */
export function printFindings(file: string, { caseType, definition, findings }: LoadedCaseType): number {
  const errors = printEach(file, findings)
  if (errors === 0 && caseType) console.log(`${file}  ok: ${definition?.name}, version ${caseType.version}, ${caseType.steps.length} steps`)
  return errors
}

/** Prints findings; gives the number of errors. */
export function printEach(file: string, findings: PlacedFinding[]): number {
  for (const { line, column, place, severity, message, remedy } of findings) {
    const at = line === undefined ? file : `${file}:${line}:${column}`
    console.log(`${at}  ${severity}  ${place}: ${message}\n    What to do: ${remedy}`)
  }
  return findings.filter(({ severity }) => severity === 'error').length
}

/** Something is wrong with what was to be published. */
export function stoppedBy(errors: number, what: string): OperatorError {
  return new OperatorError(`${errors === 1 ? 'One finding stops' : `${errors} findings stop`} this ${what} from being published. Nothing was changed.`, 'Correct the lines marked as errors above, and import it again.')
}

/** A version that is there with another content stays as it is. */
export function isThereOtherwise(landlord: string, { id, version }: { id: string; version: number }, why: string): OperatorError {
  return new OperatorError(`${landlord} has ${id} version ${version} already, with another content. Nothing was changed.`, `Raise its version: a version that is published never changes, because ${why}.`)
}
