import { DatabaseError } from 'pg'
import { recordAudit } from '../audit/record-audit.ts'
import type { Casework } from '../cases/casework.ts'
import type { RefusedStep } from '../cases/decide-and-append.ts'
import { runCommands, type HistoryResult } from '../cases/run-commands.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { OperatorError } from '../operator-error.ts'
import { dropRefusedAnswers, type WholePlan } from './drop-refused-answers.ts'
import type { LineProblem } from './event-log.ts'
import type { ImportOrder } from './import-event-log.ts'
import { digestRows, keepImportedCases } from './imported-cases.ts'
import type { LogCase } from './log-cases.ts'
import { planCase, type PlanRules } from './plan-case.ts'

/** Cases that are written in one transaction: enough to be fast, few enough to be lost by a broken connection. */
const CASES_AT_ONCE = 100

interface Batches extends ImportOrder {
  cases: LogCase[]
  rules: PlanRules
}

export interface ImportedBatches {
  cases: number
  events: number
  activities: Set<string>
  problems: LineProblem[]
  warnings: LineProblem[]
}

/** Imports cases in batches, each in one transaction; what the engine refuses is left out and told by its line. */
export async function importBatches(casework: Casework, batches: Batches): Promise<ImportedBatches> {
  const { cases, progress, isDryRun, isStopWanted } = batches
  const done: ImportedBatches = { cases: 0, events: 0, activities: new Set(), problems: [], warnings: [] }
  const shown = progress?.(cases.length, isDryRun === true)
  try {
    for (let from = 0; from < cases.length; from += CASES_AT_ONCE) {
      if (isStopWanted?.()) throw new OperatorError(`The import was stopped after ${from} of ${cases.length} cases.`, 'Start it again with the same words: it goes on from there.')
      const accepted = await examine(casework, cases.slice(from, from + CASES_AT_ONCE), { batches, done })
      if (!isDryRun) await write(casework, accepted, batches)
      shown?.reached(Math.min(from + CASES_AT_ONCE, cases.length), done.cases)
    }
  } finally {
    shown?.end()
  }
  return done
}

/** Decides everything without writing: a refused answer or row is left out, a case of which no row is left is not imported. */
async function examine(casework: Casework, cases: LogCase[], { batches, done }: { batches: Batches; done: ImportedBatches }): Promise<WholePlan[]> {
  const plans = cases.map((one) => planCase(one, batches.rules))
  for (const { problems, warnings } of plans) note(done, { problems, warnings })
  const tried = await tryPlans(casework, plans.filter((plan): plan is WholePlan => plan.history !== undefined), batches)
  const lighter = new Map(tried.flatMap(({ plan, result }) => {
    const without = dropRefusedAnswers(plan, result)
    return without === undefined ? [] : [[plan, without]]
  }))
  for (const { warnings } of lighter.values()) note(done, { warnings })
  const again = new Map((await tryPlans(casework, [...lighter.values()], batches)).map((one) => [one.plan, one]))
  return tried.flatMap((one) => acceptCase(again.get(lighter.get(one.plan) ?? one.plan) ?? one, done))
}

interface TriedPlan {
  plan: WholePlan
  result: HistoryResult | undefined
}

async function tryPlans(casework: Casework, plans: WholePlan[], { landlordId, rules }: Batches): Promise<TriedPlan[]> {
  if (plans.length === 0) return []
  const histories = plans.map(({ history }) => history)
  const results = await runCommands(casework, { landlordId, histories, muted: true, skipRefused: true, preview: true, unpublished: rules.caseType })
  return plans.map((plan, index) => ({ plan, result: results[index] }))
}

function acceptCase({ plan, result }: TriedPlan, done: ImportedBatches): WholePlan[] {
  if (result === undefined || result.kind === 'not-found') throw new Error('The case type of the import was not found')
  if (result.kind === 'refused') {
    note(done, { problems: taskLines(plan).map((line) => ({ line, reason: `its case cannot be opened: ${result.refusal.words}` })) })
    return []
  }
  const refused = new Map(result.skipped.map((step) => [step.step, step]))
  for (const step of result.skipped) note(done, describeRefused(plan, step))
  const kept = <T>(all: T[]) => all.filter((_, index) => !refused.has(index))
  const accepted = { ...plan, lines: kept(plan.lines), history: { ...plan.history, steps: kept(plan.history.steps) } }
  const events = taskLines(accepted).length
  if (events === 0) return []
  done.cases += 1
  done.events += events
  for (const { command } of accepted.history.steps) if (command.type === 'record-task') done.activities.add(command.step)
  return [accepted]
}

function describeRefused({ history, lines, logCase }: WholePlan, { step, refusal }: RefusedStep): Partial<ImportedBatches> {
  const line = lines[step] ?? logCase.line
  if (history.steps[step]?.command.type !== 'close-case') return { problems: [{ line, reason: refusal.words }] }
  // The path itself closed it before.
  if (refusal.refused === 'case-closed') return {}
  return { warnings: [{ line, reason: `the case is left open, although the log says when it ended. ${refusal.words}` }] }
}

function taskLines({ history, lines }: WholePlan): number[] {
  return lines.filter((_, index) => history.steps[index]?.command.type === 'record-task')
}

function note(done: ImportedBatches, { problems = [], warnings = [] }: Partial<ImportedBatches>): void {
  done.problems.push(...problems)
  done.warnings.push(...warnings)
}

async function write(casework: Casework, accepted: WholePlan[], { landlordId, log }: Batches): Promise<void> {
  if (accepted.length === 0) return
  const alongside = async (tx: LandlordTransaction, results: HistoryResult[]) => {
    const ids = results.map((result) => {
      if (result.kind !== 'done') throw new Error('What was possible a moment ago was refused; nothing of this batch was written')
      return result.id
    })
    await keepImportedCases(tx, log.name, accepted.map(({ logCase }, index) => ({ sourceCase: logCase.id, caseId: ids[index] ?? '', rowsDigest: digestRows(logCase) })))
    await recordAudit(tx, ids.map((caseId) => ({ actor: { kind: 'import', id: log.name }, action: 'import-case', caseId })))
  }
  try {
    await runCommands(casework, { landlordId, histories: accepted.map(({ history }) => history), muted: true, alongside })
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === '23505')) throw error
    throw new OperatorError(`Another import of ${log.fileName} is under way.`, 'Let it come to its end, or stop it; then start this one again.', { cause: error })
  }
}
