/** A line longer than this is no line of a log; the rest of it is dropped. */
const LONGEST_LINE = 1_000_000

export interface TextLine {
  /** Counted from 1. */
  line: number
  text: string
  isTooLong: boolean
}

/** The lines of a text that comes in pieces, without their ends; both \n and \r\n end one. */
export async function* textLines(pieces: AsyncIterable<string>): AsyncGenerator<TextLine> {
  let line = 0
  let rest = ''
  let isTooLong = false
  for await (const piece of pieces) {
    const parts = piece.split('\n')
    parts[0] = rest + (parts[0] ?? '')
    rest = parts.pop() ?? ''
    for (const text of parts) {
      line += 1
      yield { line, text: withoutReturn(text), isTooLong: isTooLong || text.length > LONGEST_LINE }
      isTooLong = false
    }
    if (rest.length > LONGEST_LINE) {
      isTooLong = true
      rest = rest.slice(0, LONGEST_LINE)
    }
  }
  if (rest !== '') yield { line: line + 1, text: withoutReturn(rest), isTooLong }
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text
}
