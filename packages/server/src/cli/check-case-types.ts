import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { libraryCalendars, libraryCaseTypes, loadCaseType, playExample, readExamples, libraryNames, type LoadedCaseType } from '@casement/case-types'
import { OperatorError } from '../operator-error.ts'
import { printFindings, readCaseTypeText } from './case-type-findings.ts'

/**
 * `casement check-case-types [FILE…]`: names everything wrong with case types, each finding with its line and a remedy, and
 * plays the stories of an `examples.yaml` beside each file. Without a file, the library is checked. Of a file the roles and the calendars
 * of the library are known; the landlord's teams, calendars and what else it has are asked when it is imported.
 * @throws OperatorError at the end when a case type may not be published
 */
export async function checkCaseTypes(files: string[]): Promise<void> {
  const wrong = files.length === 0 ? checkLibrary() : files.map(checkFile).reduce((sum, errors) => sum + errors, 0)
  if (wrong > 0) throw new OperatorError(`${wrong === 1 ? 'One finding stops' : `${wrong} findings stop`} these case types from being published.`, 'Correct the lines marked as errors above, and check again.')
}

function checkLibrary(): number {
  return libraryCaseTypes().reduce((sum, { definition, yaml }) => sum + printFindings(definition.id, loadCaseType(yaml, definition.id, libraryNames())), 0)
}

function checkFile(file: string): number {
  const { calendars, roles } = libraryNames()
  const found = loadCaseType(readCaseTypeText(file), basename(file), { calendars, roles })
  return printFindings(file, found) + playExamples(file, found)
}

function playExamples(file: string, { caseType }: LoadedCaseType): number {
  const beside = join(dirname(file), 'examples.yaml')
  if (!caseType || basename(file) === 'examples.yaml' || !existsSync(beside)) return 0
  let wrong = 0
  for (const example of readStories(beside)) {
    const difference = findDifference(() => playExample(example, caseType, libraryCalendars()))
    if (difference !== undefined) wrong += 1
    console.log(difference === undefined ? `${beside}  ok: ${example.name}` : `${beside}  error  ${example.name}: ${difference}\n    What to do: correct the story or the case type.`)
  }
  return wrong
}

function readStories(file: string): ReturnType<typeof readExamples> {
  try {
    return readExamples(readCaseTypeText(file), file)
  } catch (cause) {
    throw new OperatorError(cause instanceof Error ? cause.message : String(cause), 'See examples.yaml in docs/case-types.md.', { cause })
  }
}

/** The first moment at which a story goes otherwise than it says. */
function findDifference(play: () => ReturnType<typeof playExample>): string | undefined {
  try {
    const other = play().find(({ expected, found }) => JSON.stringify(sorted(expected)) !== JSON.stringify(sorted(found)))
    return other && `at ${other.on} expected ${JSON.stringify(other.expected)}, found ${JSON.stringify(other.found)}.`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Order plays no part: not of keys, not of what is live. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(String).toSorted()
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value).map(([key, entry]) => [key, sorted(entry)] as const).toSorted(([a], [b]) => a.localeCompare(b))
}
