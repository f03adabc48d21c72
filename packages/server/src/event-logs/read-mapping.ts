import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { issueWords } from '../issue-words.ts'
import { OperatorError } from '../operator-error.ts'
import { whyUnreadable } from '../unreadable-file.ts'
import { mappingFile, type WrittenMapping } from './mapping.ts'

/** Reads a mapping file, YAML or JSON. @throws OperatorError when it is not there or says what it may not */
export function readMapping(path: string): WrittenMapping {
  const read = mappingFile.safeParse(readYaml(path), { error: issueWords('key') })
  if (read.success) return read.data
  const problems = read.error.issues.map(({ path, message }) => (path.length === 0 ? message.replace(/^[a-z]/, 'It $&') : `${path.join('.')}: ${message}`))
  throw new OperatorError(`The mapping file ${path} cannot be used. ${problems.join(' ')}`, `It may say ${Object.keys(mappingFile.shape).join(', ')}, each with the name of a column; see docs/how-to/import-an-event-log.md.`)
}

function readYaml(path: string): unknown {
  try {
    // YAML contains JSON.
    return parse(readFileSync(path, 'utf8')) ?? {}
  } catch (cause) {
    const why = whyUnreadable(cause)
    if (why !== undefined) throw new OperatorError(`The mapping file ${path} cannot be read: ${why}.`, 'Name a file of YAML or JSON. Nothing was changed.', { cause })
    throw new OperatorError(`The mapping file ${path} is neither YAML nor JSON: ${cause instanceof Error ? cause.message.trim() : String(cause)}`, 'Put it right at that place. Nothing was changed.', { cause })
  }
}
