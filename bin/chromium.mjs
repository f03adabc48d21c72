import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
const APT_GET = '/usr/bin/apt-get'

/** For the browser tests: installs Debian's Chromium as root where there is none; elsewhere says how, and goes on. */
export function installChromium() {
  if (hasChromium()) return
  const isDebianRoot = process.getuid?.() === 0 && existsSync(APT_GET)
  if (isDebianRoot) {
    console.log('set-up: installing Chromium for the browser tests …')
    apt(['update', '-q'])
    apt(['install', '-q', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'])
  }
  if (!hasChromium()) {
    console.log(
      `set-up: Chromium is missing${isDebianRoot ? ' and could not be installed' : ''}, so the browser tests will be skipped.\n` +
        '  What to do: on Debian, as root, apt-get install chromium fonts-liberation; elsewhere install Chromium or Google Chrome.',
    )
  }
}

/** Whether there is a Chromium for the browser tests. */
export function hasChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), MAC].some((path) => existsSync(path))
}

function apt(args) {
  spawnSync(APT_GET, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}
