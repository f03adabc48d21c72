#!/usr/bin/env -S node --max-semi-space-size=16
// Starts src/main.ts, which needs a Node that runs TypeScript. Runs on Node 20 and hands over to the pinned one.
// Node 24 lets new objects take four times the memory that it used to, 130 MB, and is no quicker for it here.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const main = new URL('../src/main.ts', import.meta.url)
const pinned = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url))

if (runsTypeScript(process.versions.node)) await import(main.href)
else if (existsSync(pinned)) handOver()
else refuse()

function runsTypeScript(version) {
  const [major, minor] = version.split('.').map(Number)
  return major >= 24 || (major === 22 && minor >= 18) || (major === 23 && minor >= 6)
}

/** The signals that reach this process go on to the one that does the work, which stops in its own time. */
function handOver() {
  // Under kill -9 this process can tell nobody; by its number the other one sees that it is gone.
  const env = { ...process.env, CASEMENT_LAUNCHER: String(process.pid) }
  const child = spawn(pinned, [...process.execArgv, fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit', env })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

function refuse() {
  console.error(
    `casement: this is Node ${process.versions.node}, which cannot run TypeScript, and Node 24 is not installed here for ${process.platform} ${process.arch}.\n` +
      '  What to do: run "node bin/set-up.mjs start"; if that does not bring it, install Node 22.18 or newer from https://nodejs.org.',
  )
  process.exit(1)
}
