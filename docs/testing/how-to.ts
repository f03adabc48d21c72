import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Something that a how-to has its reader do: write a file, change one, or run a command that then prints these lines. */
export type Deed =
  | { do: 'write'; path: string; text: string }
  | { do: 'change'; path: string; change: string }
  | { do: 'run'; line: string; prints: string[] }

const HEADING = /^#+ `([^`]+)`$/
const FENCE = /^```(\w*)$/

/**
 * What docs/how-to tells, in its order. A block under a heading that is a path is that file, or with `diff` a change of it;
 * in a `console` block, `$` begins what is typed, and what follows it is printed.
 */
export function readHowTo(name: string): Deed[] {
  const lines = readFileSync(join(import.meta.dirname, '../how-to', name), 'utf8').split('\n')
  const deeds: Deed[] = []
  let path: string | undefined
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const language = FENCE.exec(line)?.[1]
    if (line.startsWith('#')) path = HEADING.exec(line)?.[1]
    if (language === undefined) continue
    const end = lines.indexOf('```', at + 1)
    const block = lines.slice(at + 1, end)
    if (language === 'console') deeds.push(...readConsole(block))
    else if (path !== undefined) deeds.push(language === 'diff' ? { do: 'change', path, change: block.join('\n') } : { do: 'write', path, text: `${block.join('\n')}\n` })
    at = end
  }
  return deeds
}

function readConsole(block: string[]): Deed[] {
  const deeds: Extract<Deed, { do: 'run' }>[] = []
  for (const line of block) {
    if (line.startsWith('$ ')) deeds.push({ do: 'run', line: line.slice(2), prints: [] })
    else if (line !== '') deeds.at(-1)?.prints.push(line)
  }
  return deeds
}

/**
 * Makes a change to a text. Each part, begun by a line `@@`, shows lines that stay and lines that go, which must stand in the text
 * exactly once, and the lines that come.
 * @throws when the text is no longer as the change takes it to be
 */
export function changed(text: string, change: string): string {
  return change.split(/^@@.*\n/m).filter((part) => part !== '').reduce(changePart, text)
}

function changePart(text: string, part: string): string {
  const lines = part.replace(/\n$/, '').split('\n')
  const without = (mark: string) => `\n${lines.filter((line) => !line.startsWith(mark)).map((line) => line.slice(1)).join('\n')}\n`
  const [before, ...after] = `\n${text}`.split(without('+'))
  if (before === undefined || after.length !== 1) throw new Error(`${after.length} places in the file are as this change takes them to be, not one:\n${part}`)
  return `${before}${without('-')}${after[0]}`.slice(1)
}

/** What a command should have printed and did not, in that order; `…` stands for anything. */
export function findUnprinted(printed: string, lines: string[]): string[] {
  const told = printed.split('\n').map(plain)
  let from = 0
  return lines.filter((line) => {
    const wanted = new RegExp(`^${plain(line).split('…').map((words) => RegExp.escape(words)).join('.*')}$`)
    const found = told.findIndex((one, at) => at >= from && wanted.test(one))
    if (found >= 0) from = found + 1
    return found < 0
  })
}

function plain(line: string): string {
  return line.trim().replace(/\s+/g, ' ')
}
