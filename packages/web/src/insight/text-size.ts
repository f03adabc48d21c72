/** Sizes of the picture's text and boxes, in pixels where the root's text is 16; as in path-picture's styles. */
const NAME = { size: 13, line: 18, weight: 500, width: 176, padding: 10, edge: 1, countLine: 16 }
const END = { width: 112, height: 28 }
const LABEL = { size: 12, height: 18, padding: 4 }
const ROOT = 16

/** The box of an activity: as wide as all are, as high as its name takes, with its count below. */
export function measureName(name: string): { width: number; height: number } {
  const scale = rootScale()
  const room = (NAME.width - 2 * (NAME.padding + NAME.edge)) * scale
  const width = textWidth(`${NAME.weight} ${NAME.size * scale}px`)
  return { width: NAME.width * scale, height: (wrap(name, room, width) * NAME.line + NAME.countLine + 12 + 2 * NAME.edge) * scale }
}

export function measureLabel(words: string): { width: number; height: number } {
  const scale = rootScale()
  return { width: textWidth(`400 ${LABEL.size * scale}px`)(words) + 2 * LABEL.padding * scale, height: LABEL.height * scale }
}

/** The mark before the first activity, and the one after the last. */
export function measureEnd(): { width: number; height: number } {
  return { width: END.width * rootScale(), height: END.height * rootScale() }
}

/** Larger where a person has set larger text. */
function rootScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / ROOT
}

/** How many lines a browser needs for words in so much room; a word that is too long breaks anywhere. */
export function wrap(text: string, room: number, width: (text: string) => number): number {
  const space = width(' ')
  let lines = 1
  let filled = 0
  for (const word of text.split(/\s+/)) {
    const wide = width(word)
    const isFirst = filled === 0
    if (filled + (isFirst ? 0 : space) + wide <= room) {
      filled += (isFirst ? 0 : space) + wide
      continue
    }
    const broken = Math.max(1, Math.ceil(wide / room))
    lines += (isFirst ? 0 : 1) + broken - 1
    filled = wide - (broken - 1) * room
  }
  return lines
}

let context: CanvasRenderingContext2D | null | undefined

function textWidth(font: string): (text: string) => number {
  context ??= document.createElement('canvas').getContext('2d')
  const family = getComputedStyle(document.body).fontFamily
  return (text) => {
    // Every browser draws in two dimensions; without it words get a guess.
    if (!context) return text.length * 7
    context.font = `${font} ${family}`
    return context.measureText(text).width
  }
}
