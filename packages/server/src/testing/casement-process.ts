import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

const CASEMENT = resolve(import.meta.dirname, '../../bin/casement.mjs')

/** A real `casement` under test. */
export interface CasementProcess {
  child: ChildProcess
  /** Everything it has printed. */
  printed(): string
  /** Answers when it ends: its exit code, or null when a signal ended it. */
  ended: Promise<number | null>
}

/** Starts the command with these settings and none of the machine's own; without a demonstration unless they ask for it. It stops, too, when the test run is killed. */
export function startCasement(args: string[], settings: Record<string, string>): CasementProcess {
  const env = { PATH: process.env['PATH'], CASEMENT_LOG_LEVEL: 'silent', npm_lifecycle_event: 'test', CASEMENT_DEMONSTRATION: '0', ...settings }
  const child = spawn(process.execPath, [CASEMENT, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString()))
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? null)
  return { child, printed: () => text, ended }
}

/** Runs the command to its end. */
export async function runCasement(args: string[], settings: Record<string, string>): Promise<{ code: number | null; printed: string }> {
  const casement = startCasement(args, settings)
  const code = await casement.ended
  return { code, printed: casement.printed() }
}

/** Starts a server on a free port and waits until it says its address. @throws when it ends instead */
export async function startServer(settings: Record<string, string>): Promise<CasementProcess & { address: string }> {
  const server = startCasement(['serve'], { PORT: '0', ...settings })
  const address = await Promise.race([addressOf(server), server.ended.then(() => undefined)])
  if (address === undefined) throw new Error(`The server ended:\n${server.printed()}`)
  return { ...server, address }
}

function addressOf({ child, printed }: CasementProcess): Promise<string> {
  return new Promise((answer) => {
    const look = () => {
      const address = /Casement is ready: (\S+)/.exec(printed())?.[1]
      if (address !== undefined) answer(address)
    }
    child.stdout?.on('data', look)
  })
}
