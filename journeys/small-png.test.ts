import { crc32, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { smallPng } from './small-png.ts'

const [width, height] = [100, 60]

test('a picture of thousands of colours becomes a PNG of at most 256, in which a rare red is as red as before', () => {
  const data = new Uint8Array(width * height * 4).map((_, at) => (at % 4 === 3 ? 255 : 100 + ((at * 7) % 90)))
  data.set([200, 30, 20, 255], 4 * (width + 5))
  const chunks = readChunks(smallPng({ width, height, data }))
  expect(chunks.map(({ type, isWhole }) => [type, isWhole])).toEqual([['IHDR', true], ['PLTE', true], ['IDAT', true], ['IEND', true]])
  const [head, palette, content] = chunks.map(({ body }) => body)
  expect([head!.readUInt32BE(0), head!.readUInt32BE(4)]).toEqual([width, height])
  expect(palette!.length).toBeLessThanOrEqual(256 * 3)
  const rows = inflateSync(content!)
  const shown = (x: number, y: number) => [...palette!.subarray(rows[y * (width + 1) + 1 + x]! * 3).subarray(0, 3)]
  expect(shown(5, 1)).toEqual([200, 30, 20])
  const off = Array.from({ length: width * height }, (_, at) => Math.max(...shown(at % width, Math.floor(at / width)).map((part, of) => Math.abs(part - data[at * 4 + of]!))))
  expect(Math.max(...off)).toBeLessThan(16)
})

function readChunks(png: Buffer): { type: string; body: Buffer; isWhole: boolean }[] {
  const chunks = []
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    const [named, sum] = [png.subarray(at + 4, at + 8 + length), png.readUInt32BE(at + 8 + length)]
    chunks.push({ type: named.toString('latin1', 0, 4), body: named.subarray(4), isWhole: crc32(named) === sum })
    at += length + 12
  }
  return chunks
}
