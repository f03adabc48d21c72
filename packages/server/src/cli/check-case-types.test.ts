import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const main = resolve(import.meta.dirname, '../main.ts')
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'case-types-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function check(...files: string[]): { status: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'check-case-types', ...files], { encoding: 'utf8' })
  return { status, out: stdout, error: stderr }
}

function write(name: string, ...lines: string[]): string {
  const file = join(folder, name)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, lines.join('\n'))
  return file
}

const head = ['id: pet', 'version: 1', 'name: Pet request', 'reference: PR', 'about: tenancy', 'calendar: england-and-wales', 'steps:']

describe('casement check-case-types', () => {
  test('finds nothing wrong with the library', () => {
    const { status, out } = check()
    expect(out).toContain('suspected-abandonment  ok: Suspected abandonment, version 1')
    expect(status).toBe(0)
  })

  test('names each finding with file, line and remedy, and fails', () => {
    const file = write('pet.yaml', ...head, '  - { id: ask, kind: task, name: Ask }', '  - { id: end, kind: finish, name: End, after: aks }')
    const { status, out, error } = check(file)
    expect(out).toContain(`${file}:9:41  error  steps[1].after: No event is called aks.`)
    expect(out).toContain('What to do: Name one of the steps: ask, end.')
    expect(error).toContain('One finding stops')
    expect(status).toBe(1)
  })

  test('knows the roles, and leaves the teams to the landlord to whom it is given', () => {
    const { status, out } = check(write('king.yaml', ...head, '  - { id: ask, kind: task, name: Ask, for: { role: king } }', '  - { id: pay, kind: task, name: Pay, for: { team: rents } }', '  - { id: end, kind: finish, name: End, after: [ask, pay] }'))
    expect(out.match(/error .*/g)).toEqual(['error  steps[0].for.role: There is no role king.'])
    expect(status).toBe(1)
  })

  test('plays the stories beside a case type, and fails when one goes otherwise', () => {
    const file = write('pets/case-type.yaml', ...head, '  - { id: ask, kind: task, name: Ask }', '  - { id: end, kind: finish, name: End, after: ask }')
    write('pets/examples.yaml', 'examples:', '  - name: Asked and done', '    moments:', '      - { on: 2026-12-01T10:00Z, do: { type: open-case }, expect: { live: [ask.1] } }', '      - { on: 2026-12-02T10:00Z, do: { type: complete-task, task: ask.1 }, expect: { status: closed } }')
    expect(check(file)).toMatchObject({ status: 0, out: expect.stringContaining('ok: Asked and done') })
    write('pets/examples.yaml', 'examples:', '  - name: Never done', '    moments:', '      - { on: 2026-12-01T10:00Z, do: { type: open-case }, expect: { status: closed } }')
    expect(check(file)).toMatchObject({ status: 1, out: expect.stringContaining('expected {"status":"closed"}, found {"status":"open"}') })
  })

  test('says so when a file is not there', () => {
    expect(check(join(folder, 'nothing.yaml'))).toMatchObject({ status: 1, error: expect.stringContaining('cannot be read') })
  })
})
