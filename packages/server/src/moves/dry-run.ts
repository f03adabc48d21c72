import { type CaseState, type CaseType, type MapFault, type MoveOrder, type MoveVerdict, findMapFaults, judgeMove, verdicts } from '@casement/engine'
import { readLandlord } from '../cases/ground.ts'
import type { Casework } from '../cases/casework.ts'
import { landlordNow } from '../clock/now.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { type Cohort, IN_COHORT, cohortValues } from './cohort.ts'

/** Cases that are read together. */
const AT_ONCE = 250

/** How the live cases of one version would be moved to another. */
export interface CohortMove {
  caseType: string
  from: number
  to: number
  order: MoveOrder & { acceptBreach?: boolean }
  cohort: Cohort
}

export type JudgedCase = MoveVerdict & { ref: string }

export interface DryRun {
  cases: number
  counts: Record<MoveVerdict['verdict'], number>
}

export type Versions = { kind: 'versions'; from: CaseType; to: CaseType } | { kind: 'no-version'; version: number } | { kind: 'faults'; faults: MapFault[] }

/** The two versions, where the map and the choices fit them; otherwise what is wrong, before any case is looked at. */
export async function findVersions(casework: Casework, { landlordId, move: { caseType, from, to, order } }: { landlordId: string; move: Omit<CohortMove, 'cohort'> }): Promise<Versions> {
  return inLandlord({ pool: casework.pool, landlordId, readOnly: true }, async (tx) => {
    const library = await casework.libraries.get(tx, (await readLandlord(tx)).library_version)
    const [one, other] = [await library.findUsableCaseType(tx, { id: caseType, version: from }), await library.findUsableCaseType(tx, { id: caseType, version: to })]
    if (!one || !other) return { kind: 'no-version', version: one ? to : from }
    const faults = findMapFaults(one, other, order)
    return faults.length > 0 ? { kind: 'faults', faults } : { kind: 'versions', from: one, to: other }
  })
}

interface Trying {
  landlordId: string
  move: CohortMove
  versions: { from: CaseType; to: CaseType }
}

/**
 * What moving each live case would be: read in batches without a lock, decided by the engine, and nothing is written. Each is told as soon as
 * it is judged, so that no report of many thousands has to be held.
 */
export async function tryMove(casework: Casework, { landlordId, move, versions: { from, to } }: Trying, tell: (judged: JudgedCase) => void): Promise<DryRun> {
  const done: DryRun = { cases: 0, counts: Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as DryRun['counts'] }
  const most = move.cohort.first ?? Number.MAX_SAFE_INTEGER
  let after: string | null = null
  do {
    after = await inLandlord({ pool: casework.pool, landlordId, readOnly: true }, async (tx): Promise<string | null> => {
      const { library_version: libraryVersion, frozen_now } = await readLandlord(tx)
      const { calendar } = await casework.libraries.get(tx, libraryVersion)
      const context = { now: landlordNow({ frozen_now }), actor: { kind: 'system' as const, id: 'dry-run' }, caseType: from, movingTo: to, calendar }
      const rows = await tx.rows<{ id: string; state: CaseState }>(
        `select c.id, c.state from casement.case_record c where ${IN_COHORT} and ($7::uuid is null or c.id > $7) order by c.id limit $8`,
        [...cohortValues(tx, { ...move, version: move.from }), after, Math.min(AT_ONCE, most - done.cases)])
      for (const { state } of rows) {
        const verdict = judgeMove(state, { type: 'move-to-version', version: to.version, ...move.order }, context)
        done.counts[verdict.verdict]++
        tell({ ref: state.ref, ...verdict })
      }
      done.cases += rows.length
      return rows.at(-1)?.id ?? null
    })
  } while (after !== null && done.cases < most)
  return done
}
