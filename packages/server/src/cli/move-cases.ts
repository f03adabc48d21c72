import { readFileSync } from 'node:fs'
import { type MoveOrder, isRefusal, startOf } from '@casement/engine'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Casework, createCasework } from '../cases/casework.ts'
import { readLandlord } from '../cases/ground.ts'
import { createPool } from '../database/pool.ts'
import { inLandlord, isUuid } from '../database/landlord-transaction.ts'
import { type CohortMove, findVersions, tryMove } from '../moves/dry-run.ts'
import { type MoveProgress, findMove, readLeftCases, readMovedRefs } from '../moves/read-moves.ts'
import { findWayBack, moveSome, releaseMove, releaseWayBack, stopMove } from '../moves/release.ts'
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
  'way-back'?: string
  stop?: string
  landlord?: string
}

/**
 * `casement move-cases TYPE --from 1 --to 2`: what moving the live cases would be, each with its verdict, and nothing is changed. With
 * `--release REASON` it moves them; broken off, it goes on when the server runs or a release is made again. `--way-back RELEASE` says the same of
 * the way back of a release, and takes it; `--stop RELEASE` leaves what has not had its turn.
 * @throws OperatorError when it is not said which, or something of it is not there
 */
export async function moveCases([caseType]: string[], options: MoveOptions): Promise<void> {
  if (caseType === undefined) throw new OperatorError('It is not said of which case type.', 'Write it as: casement move-cases TYPE --from VERSION --to VERSION')
  const { stop, 'way-back': back, release: reason } = options
  const order = options.map === undefined ? {} : readOrder(options.map)
  const asked = stop === undefined && back === undefined ? { caseType, from: numberOf(options.from, '--from'), to: numberOf(options.to, '--to'), order } : undefined
  const first = options.first === undefined ? undefined : numberOf(options.first, '--first')
  const database = await openDatabase(readSettings(), 'move-cases')
  const pool = createPool({ url: database.appUrl, name: 'casement move-cases', max: 2 })
  try {
    const casework = createCasework(pool)
    const landlord = await findLandlord(pool, options.landlord)
    if (stop !== undefined) return await stopRelease(casework, { landlord, caseType, release: stop })
    if (back !== undefined) return await leadBack(casework, { landlord, caseType, release: back, order, reason })
    if (!asked) return
    const openedBefore = options['opened-before'] && (await startOfDay(casework, landlord, options['opened-before']))
    await run(casework, { landlord, reason, move: { ...asked, cohort: { team: options.team, refs: options.refs?.toUpperCase().split(','), openedBefore: openedBefore || undefined, first } } })
  } finally {
    await pool.end()
    await database.close()
  }
}

async function stopRelease(casework: Casework, of: Named): Promise<void> {
  const { id } = await getRelease(casework, of)
  const left = await inLandlord({ pool: casework.pool, landlordId: of.landlord.id }, (tx) => stopMove(tx, { move: id, actor }))
  console.log(left === 0 ? 'No case of this release was waiting: there was nothing to stop.' : `The release is stopped: ${left} ${left === 1 ? 'case' : 'cases'} had not had a turn and ${left === 1 ? 'is' : 'are'} left as ${left === 1 ? 'it was' : 'they were'}.`)
}

async function leadBack(casework: Casework, { order, reason, ...named }: Named & { order: ReturnType<typeof readOrder>; reason?: string }): Promise<void> {
  const { landlord } = named
  if (order.map) throw new OperatorError('The way back has a map already: the inverse of that of the release.', 'Leave map out of the file, or write a move of your own with --from and --to.')
  const of = await getRelease(casework, named)
  const move = findWayBack(of, order)
  if (isRefusal(move)) throw new OperatorError(move.words, move.remedy ?? 'Move these cases by a map of your own.')
  const access = { pool: casework.pool, landlordId: landlord.id }
  if (reason === undefined) return run(casework, { landlord, move: { ...move, cohort: { refs: await inLandlord({ ...access, readOnly: true }, (tx) => readMovedRefs(tx, of.id)) } } })
  const released = await inLandlord(access, (tx) => releaseWayBack(tx, { of, order: { ...order, reason }, actor }))
  if (isRefusal(released)) throw new OperatorError(released.words, released.remedy ?? 'Move these cases by a map of your own.')
  await carryOut(casework, { landlord, to: move.to, released })
}

/** A release of the case type, by its id. */
interface Named {
  landlord: NamedLandlord
  caseType: string
  release: string
}

async function getRelease(casework: Casework, { landlord, caseType, release }: Named): Promise<MoveProgress> {
  const found = isUuid(release.toLowerCase()) ? await inLandlord({ pool: casework.pool, landlordId: landlord.id, readOnly: true }, (tx) => findMove(tx, { id: release, caseType })) : undefined
  if (!found) throw new OperatorError(`${landlord.name} has no release ${release} of ${caseType}. Nothing was done.`, 'The command that releases says its id; so does GET /api/v1/case-types/TYPE/moves.')
  return found
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
  const released = await inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => releaseMove(tx, { move: { ...move, order: { ...move.order, reason } }, actor }))
  await carryOut(casework, { landlord, to: move.to, released })
}

async function carryOut(casework: Casework, { landlord, to, released: { id, cases } }: { landlord: NamedLandlord; to: number; released: { id: string; cases: number } }): Promise<void> {
  const access = { pool: casework.pool, landlordId: landlord.id }
  console.error(`casement: release ${id}, ${cases} ${cases === 1 ? 'case' : 'cases'}. --stop ${id} stops it.`)
  let done = 0
  for (let some = 1; some > 0; done += some) {
    some = await moveSome(casework, landlord.id)
    if (some > 0) console.error(`casement: ${Math.min(done + some, cases)} of ${cases} cases.`)
  }
  const [progress, left] = await inLandlord({ ...access, readOnly: true }, async (tx) => [await findMove(tx, { id }), await readLeftCases(tx, id)] as const)
  for (const { ref, words } of left) console.log(`${ref}  left as it was: ${words}`)
  console.log(`${progress?.moved ?? 0} of ${cases} cases of ${landlord.name} moved to version ${to}, ${progress?.kept ?? 0} left as they were.`)
}

const actor = { kind: 'import' as const, id: 'casement move-cases' }

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
