import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../operator-error.ts'
import type { Cluster } from './cluster.ts'
import { OLDEST_MAJOR } from './postgres-programs.ts'

/** @throws OperatorError when the data was made by another major version of PostgreSQL than the one at hand, with what helps then */
export function refuseOtherMajor(cluster: Cluster): void {
  const { major: atHand, version } = cluster.programs
  const major = readMajor(cluster)
  if (major === atHand) return
  const age = major < atHand ? 'older' : 'newer'
  throw new OperatorError(`The data in ${cluster.data} was made by PostgreSQL ${major}, which is ${age} than the one at hand, ${version}.`, `${remedyFor(major, cluster)} Nothing was changed.`)
}

/** PostgreSQL reads only what its own major version made; Casement works with every version that it supports. */
function remedyFor(major: number, { folder, programs }: Cluster): string {
  const setPrograms = `set CASEMENT_POSTGRES_BIN to the programs of PostgreSQL ${major} (on Debian /usr/lib/postgresql/${major}/bin)`
  const beginAnew = `or move ${folder} away to begin with new data.`
  if (major < OLDEST_MAJOR) {
    return `Casement works with PostgreSQL ${OLDEST_MAJOR} or newer: dump the data with the programs of PostgreSQL ${major}, restore it into a newer PostgreSQL, and name that in DATABASE_URL; ${beginAnew}`
  }
  if (major < programs.major) return `Go on with it: install PostgreSQL ${major} and ${setPrograms}; ${beginAnew}`
  return `Start it with the version of Casement that made it, or ${setPrograms}; where CASEMENT_POSTGRES_BIN is set to an older one, unset it; ${beginAnew}`
}

/** Versions before 10 had two numbers. */
function readMajor({ data, folder }: Cluster): number {
  const file = join(data, 'PG_VERSION')
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
  if (text !== undefined && /^\d+(\.\d+)?$/.test(text)) return Math.floor(Number(text))
  throw new OperatorError(`The folder ${data} is not data of PostgreSQL: ${text === undefined ? 'it has no file PG_VERSION' : `PG_VERSION in it says "${text.slice(0, 40)}"`}.`, `Restore ${folder} from a backup, or move it away to begin with new data. Nothing was changed.`)
}
