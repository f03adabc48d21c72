import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml'
import type { Finding } from '@casement/engine'

/** A finding with the line and column at which an editor can go to it; both from 1. */
export interface PlacedFinding extends Finding {
  line?: number
  column?: number
}

/** The text of a case type, read but not yet understood. */
export interface CaseTypeFile {
  /** The plain value; absent when the text cannot be read. */
  value?: unknown
  findings: PlacedFinding[]
  /** Line and column of a place such as `steps[0].after`, or of the nearest thing around it. */
  locate(place: string): { line?: number; column?: number }
}

/** As whoever reads the file from its top comes to them. */
export function inOrderOfLines(findings: PlacedFinding[]): PlacedFinding[] {
  return findings.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0))
}

/** The longest case type of the library has some 45,000 characters. */
const MOST_CHARACTERS = 400_000
const MOST_LEVELS = 60

/** Reads YAML or JSON. Aliases are refused: a few of them can stand for more than any memory holds. */
export function readCaseTypeFile(text: string): CaseTypeFile {
  if (text.length > MOST_CHARACTERS) return unreadable(`The file has ${text.length} characters; ${MOST_CHARACTERS} is the most.`, 'Split it into several.')
  const deep = findTooDeep(text)
  if (deep !== undefined) return unreadable(`Line ${deep} is nested more than ${MOST_LEVELS} levels deep.`, 'Take brackets or indentation away.')
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' })
  const findings = [...document.errors, ...document.warnings].map(({ message, pos }): PlacedFinding => ({
    place: 'file', severity: 'error', message, remedy: 'Correct the YAML here.', ...positionAt(lines, pos[0]),
  }))
  findings.push(...findAliases(document, lines))
  const locate = (place: string) => positionOf(document, lines, place)
  return findings.length > 0 ? { findings, locate } : { value: document.toJS({ maxAliasCount: 0 }), findings, locate }
}

function unreadable(message: string, remedy: string): CaseTypeFile {
  return { findings: [{ place: 'file', severity: 'error', message, remedy }], locate: () => ({}) }
}

/** The first line that opens brackets, or is indented, deeper than anyone writes; the parser would recurse into it. */
function findTooDeep(text: string): number | undefined {
  let open = 0
  for (const [index, line] of text.split('\n').entries()) {
    const indent = line.length - line.trimStart().length
    open = Math.max(0, open + countOf(line, /[[{]/g) - countOf(line, /[\]}]/g))
    if (open > MOST_LEVELS || indent > MOST_LEVELS * 2 || countOf(line, /- /g) > MOST_LEVELS) return index + 1
  }
  return undefined
}

function countOf(line: string, what: RegExp): number {
  return line.match(what)?.length ?? 0
}

function findAliases(document: Document, lines: LineCounter): PlacedFinding[] {
  const findings: PlacedFinding[] = []
  visit(document, {
    Alias(_key, { source, range }) {
      findings.push({ place: 'file', severity: 'error', message: `*${source} is an alias; none may be used.`, remedy: 'Write the value out where it is used.', ...positionAt(lines, range?.[0]) })
    },
  })
  return findings
}

function positionAt(lines: LineCounter, offset: number | undefined): { line?: number; column?: number } {
  if (offset === undefined) return {}
  const { line, col } = lines.linePos(offset)
  return { line, column: col }
}

function positionOf(document: Document, lines: LineCounter, place: string): { line?: number; column?: number } {
  let at: Node | null = document.contents
  let offset = at?.range?.[0]
  for (const key of keysOf(place, document)) {
    const found = childOf(at, key)
    if (!found) break
    at = found.value
    offset = found.offset ?? offset
  }
  return positionAt(lines, offset)
}

/** `steps[0].after.any[1]` in keys. A place may also begin with the id of a step: `visit.fields.photos`. */
function keysOf(place: string, document: Document): (string | number)[] {
  const keys = place.split(/\.|(?=\[)/).map((part) => (/^\[\d+\]$/.test(part) ? Number(part.slice(1, -1)) : part))
  const [first] = keys
  if (typeof first !== 'string' || childOf(document.contents, first)) return keys
  const step = findStep(childOf(document.contents, 'steps')?.value ?? null, first, ['steps'])
  return step ? [...step, ...keys.slice(1)] : keys
}

function findStep(steps: Node | null, id: string, path: (string | number)[]): (string | number)[] | undefined {
  if (!isSeq(steps)) return undefined
  for (const [index, step] of steps.items.entries()) {
    if (!isMap(step)) continue
    const here = [...path, index]
    const found = step.get('id') === id ? here : findStep(childOf(step, 'steps')?.value ?? null, id, [...here, 'steps'])
    if (found) return found
  }
  return undefined
}

function childOf(node: Node | null, key: string | number): { value: Node | null; offset?: number } | undefined {
  if (isSeq(node) && typeof key === 'number') {
    const item = node.items[key]
    return isNode(item) ? { value: item, offset: item.range?.[0] } : undefined
  }
  if (!isMap(node)) return undefined
  const pair = node.items.find((found) => isScalar(found.key) && found.key.value === key)
  if (!pair || !isScalar(pair.key)) return undefined
  return { value: isNode(pair.value) ? pair.value : null, offset: pair.key.range?.[0] }
}
