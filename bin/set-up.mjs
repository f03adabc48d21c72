// Makes a fresh clone ready: `node bin/set-up.mjs start` before `npm start`, `node bin/set-up.mjs test` before
// `npm test`. Does only what is missing or stale. Runs on the machine's own Node, 20 or newer, without any package.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installChromium } from './chromium.mjs'
import { installDependencies } from './dependencies.mjs'
import { makeLibraryLinks } from './library-links.mjs'
import { oneAtATime } from './one-at-a-time.mjs'
import { findNodeProblem } from './pinned-node.mjs'
import { SetUpError } from './set-up-error.mjs'
import { buildWeb } from './web-build.mjs'

const OLDEST_NODE = 20
const root = dirname(dirname(fileURLToPath(import.meta.url)))

try {
  await setUp(process.argv[2])
} catch (error) {
  if (!(error instanceof SetUpError)) throw error
  console.error(`\nset-up: ${error.message}\n  What to do: ${error.remedy}\n`)
  process.exitCode = 1
}

async function setUp(purpose) {
  if (purpose !== 'start' && purpose !== 'test') throw new SetUpError('It must be told what for.', 'Run "npm start" or "npm test".')
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new SetUpError(`This is Node ${process.versions.node}.`, `Install Node ${OLDEST_NODE} or newer from https://nodejs.org.`)
  }
  await oneAtATime(root, () => {
    installDependencies(root)
    makeLibraryLinks(root)
    const problem = findNodeProblem(root)
    if (problem !== undefined) throw problem
    if (existsSync(join(root, 'packages/web/vite.config.ts'))) buildWeb(root)
    else console.log('set-up: packages/web has no vite.config.ts, so no web pages were built; only the API is served.')
    if (purpose === 'test') installChromium()
  })
}
