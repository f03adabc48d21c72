import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { BareOrder } from './bare-server.ts'
import type { BenchDatabase } from './bench-database.ts'

const CASEMENT = resolve(import.meta.dirname, '../../bin/casement.mjs')
const BARE_SERVER = join(import.meta.dirname, 'bare-server.ts')
const POLL_MS = 50

/** A server in a process of its own. */
export interface RunningServer {
  address: string
  pid: number
  stop(): Promise<void>
}

/** Casement as it runs in production: pages, API, background work and its log, in one process. */
export async function startCasementServer({ ownerUrl, folder }: BenchDatabase): Promise<RunningServer> {
  const log = join(folder, 'casement.log')
  const output = openSync(log, 'w')
  // Started as a person does: the first line of the command says how Node is to run.
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter)
  const env = { PATH: path, NODE_ENV: 'production', PORT: '0', CASEMENT_HOST: '127.0.0.1', CASEMENT_HOME: folder, DATABASE_URL: ownerUrl }
  const child = spawn(CASEMENT, ['serve'], { env, stdio: ['ignore', output, output] })
  closeSync(output)
  let address: string | undefined
  while (address === undefined) {
    if (child.exitCode !== null) throw new Error(`Casement did not start:\n${readFileSync(log, 'utf8')}`)
    await pause(POLL_MS)
    address = /Casement is ready: (\S+)/.exec(readFileSync(log, 'utf8'))?.[1]
  }
  return running(child, address)
}

/** A server that runs recorded statements and nothing else. */
export async function startBareServer(order: BareOrder): Promise<RunningServer> {
  const child = fork(BARE_SERVER, { serialization: 'advanced' })
  child.send(order)
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return running(child, `http://127.0.0.1:${port}`)
}

function running(child: ChildProcess, address: string): RunningServer {
  const ended = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  // A benchmark that is cut off leaves no server behind; they end before their database does.
  process.prependOnceListener('exit', () => child.kill('SIGKILL'))
  return { address, pid: child.pid!, stop }
}

/** What a process occupies of the machine's memory, in MB. */
export function readMemory(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
}

/** The cookie of somebody who signed in. @throws when they could not */
export async function signIn(address: string, who: { email: string; password: string }): Promise<string> {
  const reply = await fetch(`${address}/api/auth/sign-in/email`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: who.email, password: who.password }) })
  if (!reply.ok) throw new Error(`Nobody could sign in: ${reply.status} ${await reply.text()}`)
  return reply.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; ')
}
