import { parseArgs } from 'node:util'
import { OperatorError } from '../operator-error.ts'

export type Options = Record<string, { type: 'string' | 'boolean' }>

/** What a command may be given. */
export interface Takes<O extends Options> {
  name: string
  /** As help shows it: `[--today DATE] [--size HOMES]`. */
  takes?: string
  options?: O
  /** The most words that are no options. */
  words?: number
}

export type GivenOptions<O extends Options> = { [Name in keyof O]?: O[Name]['type'] extends 'string' ? string : boolean }

/**
 * Reads what a command was given on its line.
 * @throws OperatorError that names the first argument that the command does not take
 */
export function readArguments<O extends Options>(args: string[], taking: Takes<O>): { words: string[]; options: GivenOptions<O> } {
  const { name, takes, options = {}, words = 0 } = taking
  const { tokens, values, positionals } = parseArgs({ args, options, strict: false, tokens: true })
  const given = tokens.filter((token) => token.kind === 'option')
  const wrong = given.map((option) => findWrong(option, { options, given })).find((problem) => problem !== undefined)
  const tooMany = positionals[words]
  const problem = wrong ?? (tooMany === undefined ? undefined : `does not take "${tooMany}"`)
  if (problem !== undefined) throw new OperatorError(`casement ${name} ${problem}. Nothing was done.`, `Write it as: casement ${name}${takes === undefined ? '' : ` ${takes}`}`)
  return { words: positionals, options: values as GivenOptions<O> }
}

interface GivenOption {
  name: string
  rawName: string
  value?: string
  inlineValue?: boolean
}

function findWrong({ name, rawName, value, inlineValue }: GivenOption, { options, given }: { options: Options; given: GivenOption[] }): string | undefined {
  const known = Object.hasOwn(options, name) ? options[name] : undefined
  if (known === undefined) return `does not take ${rawName}`
  if (given.filter((other) => other.name === name).length > 1) return `takes ${rawName} once`
  if (known.type === 'boolean') return value === undefined ? undefined : `takes ${rawName} without a value`
  return value === undefined || (!inlineValue && value.startsWith('-')) ? `takes ${rawName} with a value after it` : undefined
}
