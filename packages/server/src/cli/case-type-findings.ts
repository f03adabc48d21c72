import { readFileSync } from 'node:fs'
import type { LoadedCaseType } from '@casement/case-types'
import { OperatorError } from '../operator-error.ts'
import { whyUnreadable } from '../unreadable-file.ts'

/** The text of a file with a case type or its stories. @throws OperatorError when it cannot be read */
export function readCaseTypeText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new OperatorError(`${file} cannot be read: ${whyUnreadable(cause) ?? String(cause)}.`, 'Name a file with a case type, YAML or JSON.', { cause })
  }
}

/** Prints what was found, each finding with its place and remedy; gives the number of errors. */
export function printFindings(file: string, { caseType, definition, findings }: LoadedCaseType): number {
  for (const { line, column, place, severity, message, remedy } of findings) {
    const at = line === undefined ? file : `${file}:${line}:${column}`
    console.log(`${at}  ${severity}  ${place}: ${message}\n    What to do: ${remedy}`)
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length
  if (errors === 0 && caseType) console.log(`${file}  ok: ${definition?.name}, version ${caseType.version}, ${caseType.steps.length} steps`)
  return errors
}
