// `npm test`: type check, lint, unused code and every test; a summary; and as the last line the counts.
// `node bin/run-tests.mjs server` runs the tests of one project of vitest.config.ts alone, without the other checks.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hasChromium } from './chromium.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const TYPED = ['packages/engine', 'packages/engine/tsconfig.test.json', 'packages/case-types', 'packages/server', 'packages/web', 'architecture', 'docs', 'journeys']
const CHECKS = [
  ...TYPED.map((folder) => ({ name: `types of ${folder}`, program: 'tsc', args: ['-p', folder] })),
  { name: 'lint', program: 'oxlint', args: ['--deny-warnings'] },
  { name: 'unused code', program: 'knip', args: [] },
]

/** Of each test that failed, said once more at the end: what stands far above is easily lost. */
const LINES_OF_A_FAILURE = 15

const project = process.argv[2]
const results = []
if (project === undefined) for (const check of CHECKS) results.push(await runCheck(check))
results.push(await runTests(project))
process.exitCode = summarise(results)

async function runCheck({ name, program, args }) {
  const { isGood, seconds } = await run(program, args)
  return { name, seconds, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 }
}

async function runTests(only) {
  const folder = mkdtempSync(join(tmpdir(), 'casement-report-'))
  const report = join(folder, 'report.json')
  const projects = only === undefined ? [] : ['--project', only]
  const { isGood, seconds } = await run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...projects])
  const counts = count(report)
  rmSync(folder, { recursive: true })
  // An error outside any test fails the run although no test failed.
  const failed = isGood ? counts.failed : Math.max(1, counts.failed)
  return { name: only === undefined ? 'tests' : `tests of ${only}`, seconds, ...counts, failed }
}

/** A request to stop goes on as the Ctrl-C on which vitest puts away what it has started; this one ends with it. */
async function run(program, args) {
  console.log(`\n> ${program} ${args.filter((arg) => !arg.includes('outputFile')).join(' ')}`)
  const start = performance.now()
  const child = spawn(join(root, 'node_modules/.bin', program), args, { cwd: root, stdio: 'inherit' })
  const stop = () => {
    process.exitCode = 1
    child.kill('SIGINT')
    child.once('exit', () => process.exit())
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, stop)
  const [code] = await once(child, 'exit')
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.off(signal, stop)
  return { isGood: code === 0, seconds: (performance.now() - start) / 1000 }
}

/** A file that could not be read as tests has none, and counts as one that failed. */
function count(report) {
  try {
    const { numPassedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
      const tests = assertionResults.filter((test) => test.status === 'failed').map(({ fullName, failureMessages }) => `${relative(root, name)}: ${fullName}\n${failureMessages.join('\n')}`)
      return status === 'failed' && tests.length === 0 ? [`${relative(root, name)}\n${message}`] : tests
    })
    return { passed: numPassedTests, failed: failures.length, skipped: numPendingTests + numTodoTests, failures }
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: [] }
  }
}

function summarise(all) {
  console.log('\nSummary')
  for (const { name, seconds, passed, failed, skipped } of all) {
    const counts = passed + failed + skipped > 1 ? `${passed} passed, ${failed} failed, ${skipped} skipped` : ''
    console.log(`  ${failed === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(42)} ${`${seconds.toFixed(1)} s`.padStart(8)}  ${counts}`.trimEnd())
  }
  for (const failure of all.flatMap(({ failures = [] }) => failures)) console.log(`\nFAILED  ${failure.split('\n').filter((line) => !line.includes('node_modules')).slice(0, LINES_OF_A_FAILURE).join('\n        ')}`)
  if (!hasChromium()) console.log('  Chromium is missing: the browser tests count as skipped. On Debian, as root: apt-get install chromium')
  const sum = (key) => all.reduce((total, one) => total + one[key], 0)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`)
  return sum('failed') === 0 && sum('passed') > 0 ? 0 : 1
}
