import { crc32, deflateSync } from 'node:zlib'

export interface Pixels {
  width: number
  height: number
  /** Red, green, blue and alpha of each, row by row. */
  data: Uint8Array
}

const PALETTE = 256
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
const INDEXED = 3

/** A PNG of at most 256 colours, a third as large as one of all: the edges of letters have thousands, which no eye tells apart. */
export function smallPng({ width, height, data }: Pixels): Buffer {
  const colours = new Uint32Array(width * height).map((_, at) => (data[at * 4]! << 16) | (data[at * 4 + 1]! << 8) | data[at * 4 + 2]!)
  const palette = choosePalette(colours)
  const indexOf = nearestIn(palette)
  // Each row begins with its filter; for indices, none is best.
  const rows = Buffer.alloc((width + 1) * height)
  colours.forEach((colour, at) => (rows[at + Math.floor(at / width) + 1] = indexOf(colour)))
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, INDEXED], 8)
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))), chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })), chunk('IEND', Buffer.alloc(0))])
}

/** The commonest first, none nearer to another than it must be for them to be 256: so each colour has one that is hardly another. */
function choosePalette(colours: Uint32Array): number[] {
  const counts = new Map<number, number>()
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const commonest = [...counts].toSorted(([, one], [, other]) => other - one).map(([colour]) => colour)
  for (let apart = 0; ; apart++) {
    const chosen: number[] = []
    for (const colour of commonest) if (chosen.every((other) => distance(colour, other) > apart ** 2)) chosen.push(colour)
    if (chosen.length <= PALETTE) return chosen
  }
}

function nearestIn(palette: number[]): (colour: number) => number {
  const known = new Map(palette.map((colour, index) => [colour, index]))
  return (colour) => {
    const index = known.get(colour) ?? palette.reduce((best, _, at) => (distance(palette[at]!, colour) < distance(palette[best]!, colour) ? at : best), 0)
    known.set(colour, index)
    return index
  }
}

function distance(one: number, other: number): number {
  return ((one >> 16) - (other >> 16)) ** 2 + (((one >> 8) & 255) - ((other >> 8) & 255)) ** 2 + ((one & 255) - (other & 255)) ** 2
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
