import { createHash } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const POLL_MS = 300

/** Lets `npm start` and `npm test`, begun together on one clone, set it up one after the other. */
export async function oneAtATime(root, work) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16)
  const lock = join(tmpdir(), `casement-set-up-${process.getuid?.()}-${name}.lock`)
  for (let waited = false; !takeLock(lock); waited = true) {
    if (!waited) console.log('set-up: another set-up of this folder is under way; waiting for it.')
    await pause(POLL_MS)
  }
  try {
    return work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** The lock appears with the number of its holder in it, so that one left by a killed process is known as such. */
function takeLock(lock) {
  const own = `${lock}.${process.pid}`
  writeFileSync(own, String(process.pid))
  try {
    linkSync(own, lock)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (isHeld(lock)) return false
    rmSync(lock, { force: true })
    return takeLock(lock)
  } finally {
    rmSync(own, { force: true })
  }
}

function isHeld(lock) {
  try {
    return isAlive(Number(readFileSync(lock, 'utf8')))
  } catch {
    return false
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}
