import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const main = resolve(import.meta.dirname, '../main.ts')
const page = readFileSync(resolve(import.meta.dirname, '../../../../docs/how-to/try-a-clock.md'), 'utf8')
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'clocks-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function clock(...args: string[]): { status: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'clock', ...args], { encoding: 'utf8' })
  return { status, out: stdout, error: stderr }
}

function write(text: string): string {
  const file = join(folder, 'clocks.json')
  writeFileSync(file, text)
  return file
}

const example = /```json\n(.*?)```/s.exec(page)?.[1] ?? ''
const lines = (text: string) => text.split('\n').map((line) => line.trim().replace(/\s+/g, ' ')).filter((line) => line !== '')

test('the example of docs/how-to/try-a-clock.md comes to what the page says', () => {
  const file = write(example)
  const [words, json] = (/```console\n(.*?)```/s.exec(page)?.[1] ?? '').split(/^\$ .*$/m).slice(1)
  const plain = clock(file)
  expect(plain).toMatchObject({ status: 0, error: '' })
  expect(lines(plain.out)).toEqual(expect.arrayContaining(lines(words!)))
  expect(lines(clock(file, '--json').out)).toEqual(expect.arrayContaining(lines(json!)))
  expect(JSON.parse(clock(file, '--json').out)).toMatchObject([{ id: 'first-response', due: { at: '2026-12-29T10:30:00.000Z' } }, { id: 'subject-access', firstDue: { on: '2026-12-29' } }])
})

test('what is wrong is named with file and place, and nothing is worked out', () => {
  const file = write(example.replace('"closes": "12:30" }', '"closes": "25:30" }').replace('"england-and-wales"', '"mars"'))
  const { status, out, error } = clock(file)
  expect([status, out]).toEqual([1, ''])
  expect(error).toContain(`${file}  [0].calendar.openingHours.friday.closes: Write a time of day as 09:00; 24:00 is the end of the day.`)
  expect(error).toContain('Nothing was worked out.')
})

test('a file that is not there, no file, and a calendar that never opens enough are told plainly', () => {
  expect(clock(join(folder, 'none.json')).error).toContain('cannot be read: there is no such file')
  expect(clock().error).toContain('casement clock needs a file with clocks.')
  const yearly = Array.from({ length: 366 }, (_, day) => ({ yearly: new Date(Date.UTC(2028, 0, 1 + day)).toISOString().slice(5, 10) }))
  const file = write(JSON.stringify([{ id: 'never', calendar: { timeZone: 'UTC', holidays: yearly }, rule: { allow: { workingDays: 1 } }, ledger: [{ event: 'started', at: '2026-12-01T10:00:00Z' }], now: '2026-12-01T10:00:00Z' }]))
  expect(clock(file)).toMatchObject({ status: 1, error: expect.stringContaining('The clock never comes to no date: ') })
})
