import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const main = resolve(import.meta.dirname, '../main.ts')
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulate-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function simulate(...args: string[]): { status: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'simulate', ...args], { encoding: 'utf8' })
  return { status, out: stdout, error: stderr }
}

function write(...steps: string[]): string {
  const file = join(folder, 'pet.yaml')
  writeFileSync(file, ['id: pet', 'version: 1', 'name: Pet request', 'reference: PR', 'about: tenancy', 'calendar: england-and-wales', 'closureReasons: [{ id: answered, name: Answered }]', 'steps:', ...steps].join('\n'))
  return file
}

describe('casement simulate', () => {
  test('says how cases of the library ended, how often each clock was missed, and the same again for the same seed', () => {
    const { status, out } = simulate('complaint', '--years', '1', '--seed', '3')
    expect(status).toBe(0)
    expect(out).toMatch(/^complaint, version \d+, seed 3: \d+ cases over [\d.]+ years of life; \d+ commands, \d+ refused, \d+ events\n/)
    expect(out).toMatch(/\n {2}stage-1-acknowledged +code +\d+ +\d+ +\d+ +\d+ +\d+ %\n/)
    expect(simulate('complaint', '--years', '1', '--seed', '3').out).toBe(out)
  })

  test('lives one case of a file, as JSON', () => {
    const file = write('  - { id: ask, kind: task, name: Ask }', '  - { id: end, kind: finish, name: End, after: ask, outcome: answered }')
    const { status, out } = simulate(file, '--case', '4', '--json')
    expect(status).toBe(0)
    expect(JSON.parse(out)).toMatchObject([{ caseType: 'pet', cases: 1, unseen: [], ends: [{ cases: 1 }] }])
  })

  test('names a case that does not come to rest, and how to play it again', () => {
    const file = write('  - { id: ask, kind: task, name: Ask }', '  - { id: pause, kind: wait, name: Pause, lasts: { hours: 0 }, repeatable: true }', '  - { id: end, kind: finish, name: End, after: ask, outcome: answered }')
    const { status, error } = simulate(file)
    expect(status).toBe(1)
    expect(error).toContain('Case 0 of pet: The case stalled. The path would not come to rest')
    expect(error).toContain(`Play it again with: casement simulate ${file} --seed 1 --case 0 --from 2026-12-01`)
  })

  test.each([
    [['nothing'], 'The library has no case type nothing', 'Name a file, or one of suspected-abandonment'],
    [['--years', 'many'], '--years is "many"', 'Give a whole number from 1 to 100000.'],
    [['--seed', '-1'], 'takes --seed with a value after it', ''],
    [['--from', '2026-02-30'], '--from is "2026-02-30"', 'Give a day such as 2026-12-01.'],
  ])('refuses %j in plain words', (args, message, remedy) => {
    const { status, error } = simulate(...args)
    expect(status).toBe(1)
    expect(error).toContain(message)
    expect(error).toContain(remedy)
  })

  test('names what is wrong with a file that cannot be used', () => {
    const { status, out, error } = simulate(write('  - { id: ask, kind: task, name: Ask, after: nobody }'))
    expect(status).toBe(1)
    expect(out).toContain('No event is called nobody.')
    expect(error).toContain('cannot be used')
  })
})
