import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SetUpError } from './set-up-error.mjs'

/** Why no Node that runs TypeScript is at hand: neither the pinned one, where there is one, nor the machine's. */
export function findNodeProblem(root) {
  const pinned = join(root, 'node_modules/.bin/node')
  const program = existsSync(pinned) ? pinned : 'node'
  const { stdout, status } = spawnSync(program, ['--version'], { encoding: 'utf8' })
  if (status === 0 && runsTypeScript(stdout.trim().slice(1))) return undefined
  const platform = `${process.platform} ${process.arch}`
  if (program === pinned) {
    return new SetUpError(`The Node 24 that was installed for ${platform} does not start on this system.`, 'Casement needs a system with glibc 2.28 or newer, such as Debian 10 or later.')
  }
  return new SetUpError(
    `For ${platform} no Node 24 comes with Casement, and this machine's Node (${stdout?.trim() || 'none found'}) cannot run TypeScript.`,
    'Install Node 22.18 or newer from https://nodejs.org.',
  )
}

function runsTypeScript(version) {
  const [major, minor] = version.split('.').map(Number)
  return major >= 24 || (major === 22 && minor >= 18) || (major === 23 && minor >= 6)
}
