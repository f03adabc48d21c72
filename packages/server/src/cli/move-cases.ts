import { readFileSync } from 'node:fs'
import { type MoveOrder, startOf } from '@casement/engine'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Casework, createCasework } from '../cases/casework.ts'
import { readLandlord } from '../cases/ground.ts'
import { createPool } from '../database/pool.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { type CohortMove, findVersions, tryMove } from '../moves/dry-run.ts'
import { findMove, readLeftCases } from '../moves/read-moves.ts'
import { moveSome, releaseMove } from '../moves/release.ts'
import { OperatorError } from '../operator-error.ts'
import { readSettings } from '../settings.ts'
import { whyUnreadable } from '../unreadable-file.ts'
import { type NamedLandlord, findLandlord } from './find-landlord.ts'
import { openDatabase } from './open-database.ts'

export interface MoveOptions {
  from?: string
  to?: string
  map?: string
  team?: string
  'opened-before'?: string
  first?: string
  refs?: string
  release?: string
  landlord?: string
}

/**
 * `casement move-cases TYPE --from 1 --to 2`: what moving the live cases would be, each with its verdict, and nothing is changed. With
 * `--release REASON` it moves them; broken off, it goes on when the server runs or a release is made again.
 * @throws OperatorError when it is not said which, or something of it is not there
 */
export async function moveCases([caseType]: string[], options: MoveOptions): Promise<void> {
  if (caseType === undefined) throw new OperatorError('It is not said of which case type.', 'Write it as: casement move-cases TYPE --from VERSION --to VERSION')
  const asked = { caseType, from: numberOf(options.from, '--from'), to: numberOf(options.to, '--to'), order: options.map === undefined ? {} : readOrder(options.map) }
  const first = options.first === undefined ? undefined : numberOf(options.first, '--first')
  const database = await openDatabase(readSettings(), 'move-cases')
  const pool = createPool({ url: database.appUrl, name: 'casement move-cases', max: 2 })
  try {
    const casework = createCasework(pool)
    const landlord = await findLandlord(pool, options.landlord)
    const openedBefore = options['opened-before'] && (await startOfDay(casework, landlord, options['opened-before']))
    await run(casework, { landlord, reason: options.release, move: { ...asked, cohort: { team: options.team, refs: options.refs?.toUpperCase().split(','), openedBefore: openedBefore || undefined, first } } })
  } finally {
    await pool.end()
    await database.close()
  }
}

async function run(casework: Casework, { landlord, move, reason }: { landlord: NamedLandlord; move: CohortMove; reason?: string }): Promise<void> {
  const landlordId = landlord.id
  const versions = await findVersions(casework, { landlordId, move })
  if (versions.kind === 'no-version') throw new OperatorError(`${landlord.name} has no version ${versions.version} of ${move.caseType} that a case could have.`, 'Name published versions.')
  if (versions.kind === 'faults') throw new OperatorError(versions.faults.map(({ words }) => words).join(' '), 'Correct the map, or the new version. Nothing was done.')
  if (reason !== undefined) return releaseAll(casework, { landlord, move, reason })
  const { cases, counts } = await tryMove(casework, { landlordId, move, versions }, ({ ref, verdict, refusal, consequences }) => {
    console.log(`${ref}  ${verdict}${refusal ? `: ${refusal.words}` : verdict === 'can-move' ? `: ${consequences.join('; ')}` : ''}`)
  })
  console.log(`${cases} live ${cases === 1 ? 'case' : 'cases'} of ${landlord.name}: ${Object.entries(counts).map(([verdict, count]) => `${count} ${verdict}`).join(', ')}. Nothing was changed; --release REASON moves those that can.`)
}

async function releaseAll(casework: Casework, { landlord, move, reason }: { landlord: NamedLandlord; move: CohortMove; reason: string }): Promise<void> {
  const access = { pool: casework.pool, landlordId: landlord.id }
  const { id, cases } = await inLandlord(access, (tx) => releaseMove(tx, { move: { ...move, order: { ...move.order, reason } }, actor: { kind: 'import', id: 'casement move-cases' } }))
  let done = 0
  for (let some = 1; some > 0; done += some) {
    some = await moveSome(casework, landlord.id)
    if (some > 0) console.error(`casement: ${Math.min(done + some, cases)} of ${cases} cases.`)
  }
  const [progress, left] = await inLandlord({ ...access, readOnly: true }, async (tx) => [await findMove(tx, { id }), await readLeftCases(tx, id)] as const)
  for (const { ref, words } of left) console.log(`${ref}  left as it was: ${words}`)
  console.log(`${progress?.moved ?? 0} of ${cases} cases of ${landlord.name} moved to version ${move.to}, ${progress?.kept ?? 0} left as they were.`)
}

function numberOf(text: string | undefined, option: string): number {
  if (text !== undefined && /^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new OperatorError(`${option} needs a whole number${text === undefined ? '' : `, not "${text}"`}. Nothing was done.`, 'Write it as: casement move-cases TYPE --from 1 --to 2')
}

const orderFile = z.strictObject({
  map: z.record(z.string(), z.string()).optional(),
  choices: z.record(z.string(), z.enum(['cancel', 'withdraw', 'start', 'leave'])).optional(),
  acceptBreach: z.boolean().optional(),
})

/** A YAML or JSON file with `map`, `choices` and `acceptBreach`. */
function readOrder(file: string): MoveOrder & { acceptBreach?: boolean } {
  try {
    return orderFile.parse(parse(readFileSync(file, 'utf8')) ?? {})
  } catch (cause) {
    const words = cause instanceof z.ZodError ? cause.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') : (whyUnreadable(cause) ?? (cause instanceof Error ? cause.message : String(cause)))
    throw new OperatorError(`${file} cannot be used: ${words}.`, 'Write map, choices and acceptBreach as docs/case-types.md says.', { cause })
  }
}

async function startOfDay(casework: Casework, landlord: NamedLandlord, day: string): Promise<string> {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))) throw new OperatorError(`--opened-before needs a day, not "${day}".`, 'Write it as 2026-12-15.')
  const { zone } = await inLandlord({ pool: casework.pool, landlordId: landlord.id, readOnly: true }, readLandlord)
  return startOf(day, zone)
}
