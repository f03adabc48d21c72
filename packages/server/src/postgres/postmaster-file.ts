import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Cluster } from './cluster.ts'

/** What PostgreSQL writes about itself in its data folder. */
export interface Postmaster {
  pid: number
  port: number
  socketFolder: string
}

/** The PostgreSQL that is alive on this data folder, even when another process, now dead, started it. */
export function findPostmaster({ data }: Cluster): Postmaster | undefined {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , port, socketFolder] = readFileSync(file, 'utf8').split('\n')
  if (!isPostgres(Number(pid)) || !port || !socketFolder) return undefined
  return { pid: Number(pid), port: Number(port), socketFolder }
}

/**
 * Removes the file of a dead PostgreSQL whose number another program has now (usual after a container was killed):
 * PostgreSQL itself would refuse to start.
 */
export function removeFileOfAnotherProgram({ data }: Cluster): void {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  if (pid > 0 && isAlive(pid) && !isPostgres(pid)) rmSync(file)
}

/** Whether a process of this number runs; one that has ended and was not yet waited for does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const stat = `/proc/${pid}/stat`
  return !existsSync('/proc/self/stat') || !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'))
}

function isPostgres(pid: number): boolean {
  return pid > 0 && isAlive(pid) && commandOf(pid).includes('postgres')
}

function commandOf(pid: number): string {
  try {
    if (existsSync('/proc/self/comm')) return readFileSync(`/proc/${pid}/comm`, 'utf8')
    return execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
