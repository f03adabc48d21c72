import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Demonstration } from '../contract/contract.ts'
import { type CasementProcess, runCasement, startCasement, startServer } from '../testing/casement-process.ts'
import { makeTemporaryHome, removeTemporaryHome } from '../testing/temporary-home.ts'

/** Each test makes a demonstration in a new PostgreSQL; on a busy machine that takes half a minute. */
const PATIENCE_MS = 180_000

let home: string

beforeEach(() => {
  home = makeTemporaryHome()
})

afterEach(() => removeTemporaryHome(home))

test('a first start that was killed half-way begins again; then the printed people can sign in and have work', async () => {
  const settings = { CASEMENT_HOME: home, CASEMENT_DEMONSTRATION: '1' }
  const killed = startCasement(['serve'], { ...settings, PORT: '0' })
  await untilPrinted(killed, 'Making the demonstration: 50 %')
  killed.child.kill('SIGKILL')
  await killed.ended

  const server = await startServer(settings)
  await untilPrinted(server, 'm.oakshott@larkmere.example')
  const shown = (await (await fetch(`${server.address}/api/v1/demonstration`)).json()) as Demonstration
  expect(shown.signIns).toHaveLength(15)
  expect(server.printed()).toContain(shown.password)
  const work = await workOf(server.address, { email: 'r.quill@larkmere.example', password: shown.password })
  expect(work.items.length).toBeGreaterThanOrEqual(12)
  expect((await runCasement(['demo'], settings)).code).toBe(1)
  await stop(server)

  const again = await startServer(settings)
  expect(again.printed()).not.toContain('Making the demonstration')
  await stop(again)
}, PATIENCE_MS)

test('casement demo that is asked to stop half-way says so, and leaves nothing', async () => {
  const stopped = startCasement(['demo', '--size', '200'], { CASEMENT_HOME: home })
  await untilPrinted(stopped, 'Making the demonstration: 50 %')
  stopped.child.kill('SIGTERM')
  expect(await stopped.ended).toBe(1)
  expect(stopped.printed()).toContain('Nothing of it is left')
  expect(stopped.printed()).not.toContain('fault in Casement')
  expect(await runCasement(['demo', '--size', '40'], { CASEMENT_HOME: home })).toMatchObject({ code: 0 })
}, PATIENCE_MS)

test('casement demo makes it once; without demonstration mode nobody is told the password', async () => {
  const made = await runCasement(['demo', '--today', '2026-11-20', '--size', '40'], { CASEMENT_HOME: home })
  expect(made).toMatchObject({ code: 0 })
  expect(made.printed).toMatch(/Made Larkmere Homes: 40 homes, \d+ cases/)
  const again = await runCasement(['demo'], { CASEMENT_HOME: home })
  expect(again.code).toBe(1)
  expect(again.printed).toContain('There is a landlord named Larkmere Homes in this database already.')
  const server = await startServer({ CASEMENT_HOME: home })
  expect((await fetch(`${server.address}/api/v1/demonstration`)).status).toBe(404)
  expect(server.printed()).not.toContain('r.quill')
  await stop(server)
}, PATIENCE_MS)

test.each([['--today', '2026-02-30'], ['--size', 'many'], ['--size', '0']])('casement demo %s %s is refused before anything starts', async (...args) => {
  const refused = await runCasement(['demo', ...args], { CASEMENT_HOME: home })
  expect(refused.code).toBe(1)
  expect(refused.printed).toContain('Nothing was changed.')
})

function untilPrinted({ child, printed, ended }: CasementProcess, words: string): Promise<void> {
  return new Promise((found, missed) => {
    const look = () => (printed().includes(words) ? found() : undefined)
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    void ended.then(() => missed(new Error(`It ended without "${words}":\n${printed()}`)))
    look()
  })
}

async function workOf(address: string, signIn: { email: string; password: string }): Promise<{ items: unknown[] }> {
  const reply = await fetch(`${address}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(signIn) })
  expect(reply.status).toBe(200)
  const cookie = reply.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ')
  return (await (await fetch(`${address}/api/v1/work-lists/mine?limit=100`, { headers: { cookie } })).json()) as { items: unknown[] }
}

async function stop(server: CasementProcess): Promise<void> {
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
}
