import { type Actor, type Subject, subjectKinds } from '@casement/engine'
import { recordAudit } from '../audit/record-audit.ts'
import type { LandlordLibrary } from '../case-types/landlord-library.ts'
import { publishCaseTypes } from '../case-types/save-library.ts'
import type { Casework } from '../cases/casework.ts'
import { readLandlord } from '../cases/ground.ts'
import { landlordNow } from '../clock/now.ts'
import { inLandlord, type LandlordTransaction } from '../database/landlord-transaction.ts'
import { OperatorError } from '../operator-error.ts'
import { chooseCaseType, type ChosenCaseType } from './choose-case-type.ts'
import type { EventLog, LineProblem } from './event-log.ts'
import { findSubjects } from './find-subjects.ts'
import { importBatches } from './import-batches.ts'
import type { ImportProgress } from './import-progress.ts'
import type { ImportReport } from './import-report.ts'
import { digestRows, findEarlierImport, noteBeginning, noteEnd, readImportedCases } from './imported-cases.ts'
import { readLogCases, type LogCase, type LogCases } from './log-cases.ts'
import { mapColumns, type Mapping, type WrittenMapping } from './mapping.ts'
import { matchActivities } from './match-activities.ts'
import type { PlanRules } from './plan-case.ts'

export interface ImportOrder {
  landlordId: string
  log: EventLog
  mapping?: WrittenMapping
  /** Id or name of a case type that is there; without it one is derived from the log. */
  caseType?: string
  /** Report everything, change nothing. */
  isDryRun?: boolean
  progress?: (total: number, isDryRun: boolean) => ImportProgress
  /** Asked between two batches; what is written stays, and the same import can go on from there. */
  isStopWanted?: () => boolean
}

/**
 * Imports a log as back-dated cases: each row is a task that was made and completed when it occurred, recorded now. Nobody
 * is told anything. An import that was broken off goes on where it stopped when it is started again.
 * @throws OperatorError when the log does not say what is needed, or the case type does not fit it
 */
export async function importEventLog(casework: Casework, order: ImportOrder): Promise<ImportReport> {
  const { landlordId, log, isDryRun = false } = order
  const prepared = await inLandlord({ pool: casework.pool, landlordId, readOnly: true }, (tx) => prepare(tx, casework, order))
  const { chosen, cases, imported } = prepared
  const { caseType, isDerived } = chosen
  const waiting = cases.cases.filter(({ id }) => !imported.has(id))
  if (!isDryRun && waiting.length > 0) await begin(casework, order, prepared)
  const done = await importBatches(casework, { ...order, isDryRun, cases: waiting, rules: prepared.rules })
  if (!isDryRun) await inLandlord({ pool: casework.pool, landlordId }, (tx) => noteEnd(tx, log.name, prepared.rules.now))
  return {
    fileName: log.fileName,
    caseType: { id: caseType.id, name: caseType.definition.name, version: caseType.version, isDerived },
    isDryRun,
    cases: done.cases,
    events: done.events,
    activities: done.activities.size,
    earlierCases: cases.cases.length - waiting.length,
    problems: byLine([...cases.problems, ...done.problems]),
    warnings: byLine([...cases.warnings, ...done.warnings, ...findChanged(cases.cases, imported)]),
    notes: cases.notes,
  }
}

interface Prepared {
  chosen: ChosenCaseType
  cases: LogCases
  /** Cases that are here already, with the digest of what was said of them. */
  imported: Map<string, string>
  rules: PlanRules
}

async function prepare(tx: LandlordTransaction, { libraries }: Casework, { log, mapping: written, caseType: named }: ImportOrder): Promise<Prepared> {
  const landlord = await readLandlord(tx)
  const now = landlordNow(landlord)
  const { zone } = landlord
  const library = await libraries.get(tx, landlord.library_version)
  const mapping = mapColumns(log.columns, written)
  if (named === undefined) refuseActivities(mapping)
  const cases = readLogCases(log, { mapping, zone, now })
  const earlier = await findEarlierImport(tx, log.name)
  const chosen = await chooseCaseType(tx, { library, zone, now, named, earlier, derivation: await derivationOf(tx, { log, mapping, cases: cases.cases, library }) })
  const { caseType } = chosen
  const matched = matchActivities(activitiesOf(cases.cases), caseType, mapping.activities)
  const subjects = await readSubjectsOf(tx, cases.cases, { mapping, chosen })
  return { chosen, cases, imported: await readImportedCases(tx, log.name), rules: { caseType, matched, subjects, logName: log.name, zone, now } }
}

/** A case type that is derived has the activities themselves as its tasks. */
function refuseActivities({ activities }: Mapping): void {
  if (Object.keys(activities).length > 0) throw new OperatorError('The mapping names tasks for activities, and without --case-type there is no case type that has them.', 'Give --case-type, or take "activities" out of the mapping.')
}

function activitiesOf(cases: LogCase[]): string[] {
  return [...new Set(cases.flatMap(({ events }) => events.map(({ activity }) => activity)))]
}

interface Derived {
  log: EventLog
  mapping: Mapping
  cases: LogCase[]
  library: LandlordLibrary
}

async function derivationOf(tx: LandlordTransaction, { log, mapping, cases }: Derived) {
  const landlord = await tx.findRow<{ calendar: string }>('select calendar from casement.landlord where id = $1', [tx.landlordId])
  if (landlord === undefined) throw new Error('The landlord of this transaction does not exist')
  const fields = Object.fromEntries(Object.entries(mapping.fields).map(([field, index]) => [field, log.columns[index] ?? field]))
  return { logName: log.name, fileName: log.fileName, activities: activitiesOf(cases), fields, hasGroups: mapping.group !== undefined, calendar: landlord.calendar }
}

async function readSubjectsOf(tx: LandlordTransaction, cases: LogCase[], { mapping, chosen }: { mapping: Mapping; chosen: ChosenCaseType }): Promise<Map<string, Subject>> {
  const { definition } = chosen.caseType
  const kinds = subjectKinds(definition)
  const about = kinds.join(' or ')
  if (about === 'none') return new Map()
  if (mapping.subject === undefined) throw new OperatorError(`Cases of type ${definition.name} are about a ${about}, and the log does not say which.`, `Add a column with the id or reference of the ${about}, and map it as "subject".`)
  const words = [...new Set(cases.flatMap(({ subject }) => subject ?? []))]
  const found = new Map<string, Subject>()
  for (const kind of kinds) for (const [word, subject] of await findSubjects(tx, kind, words)) if (!found.has(word)) found.set(word, subject)
  return found
}

/** A derived case type is published together with the note that the import began: both stand, or neither. */
async function begin({ pool }: Casework, { landlordId, log }: ImportOrder, { chosen: { caseType, isNew }, rules }: Prepared): Promise<void> {
  const actor: Actor = { kind: 'import', id: log.name }
  await inLandlord({ pool, landlordId }, async (tx) => {
    if (isNew) await publishCaseTypes(tx, [caseType.definition])
    await noteBeginning(tx, log, { caseType, at: rules.now })
    await recordAudit(tx, [{ actor, action: 'import-event-log', details: { digest: log.digest, caseType: caseType.id, version: caseType.version } }])
  })
}

function byLine(problems: LineProblem[]): LineProblem[] {
  return problems.toSorted((one, other) => one.line - other.line)
}

function findChanged(cases: LogCase[], imported: Map<string, string>) {
  const changed = cases.filter((one) => imported.has(one.id) && imported.get(one.id) !== digestRows(one))
  return changed.map(({ line }) => ({ line, reason: 'the log says something else about the case than when it was imported: the case is left as it is' }))
}
