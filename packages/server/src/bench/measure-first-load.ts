import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

const MEASURE = resolve(import.meta.dirname, '../../../web/measure-first-load.ts')

/** kB of script, brotli, that a browser fetches up to a drawn My work. @throws when the web was not built */
export function measureFirstLoad(): number {
  const printed = execFileSync(process.execPath, [MEASURE], { encoding: 'utf8' })
  const total = /([\d.]+) kB +in all/.exec(printed)?.[1]
  if (total === undefined) throw new Error(`${MEASURE} did not print a sum:\n${printed}`)
  return Number(total)
}
