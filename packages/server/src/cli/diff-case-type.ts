import { basename } from 'node:path'
import { type Difference, differenceOf, loadCaseType } from '@casement/case-types'
import type { CaseTypeDefinition } from '@casement/engine'
import { OperatorError } from '../operator-error.ts'
import { readCaseTypeText } from './case-type-findings.ts'

/**
 * `casement diff-case-type OLD NEW`: what differs between two files, in sentences, and of a text that changed the words.
 * @throws OperatorError when a file cannot be read as a case type
 */
export async function diffCaseType([before, after]: string[]): Promise<void> {
  if (before === undefined || after === undefined) throw new OperatorError('Two files are needed.', 'Write it as: casement diff-case-type OLD NEW')
  const differences = differenceOf(read(before), read(after))
  for (const { place, words, text } of differences) console.log(`${place}: ${words}${text === undefined ? '' : `\n    ${marked(text)}`}`)
  console.log(differences.length === 0 ? 'Nothing differs.' : `${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}.`)
}

function read(file: string): CaseTypeDefinition {
  const { definition } = loadCaseType(readCaseTypeText(file), basename(file))
  if (definition === undefined) throw new OperatorError(`${file} is no case type that can be read.`, `Run "npx casement check-case-types ${file}", which names what is wrong.`)
  return definition
}

/** As in a margin: [-taken away-] {+added+}. */
function marked(text: NonNullable<Difference['text']>): string {
  return text.map(({ text: words, change }) => (change === 'same' ? words : change === 'added' ? `{+${words}+}` : `[-${words}-]`)).join('')
}
