import { type Actor, type CaseType, type Command, type Subject, subjectKinds } from '@casement/engine'
import type { HistoryStep } from '../cases/decide-and-append.ts'
import type { CaseHistory } from '../cases/run-commands.ts'
import { readCaseAnswers } from './case-answers.ts'
import { GROUP, SOURCE_CASE } from './derive-case-type.ts'
import type { LineProblem } from './event-log.ts'
import type { LogCase, LogEvent } from './log-cases.ts'
import type { MatchedTask } from './match-activities.ts'

/** What an import does to one case, and the rows of it that cannot be imported. */
export interface PlannedCase {
  logCase: LogCase
  /** Absent when no row of it can be imported. */
  history?: CaseHistory
  /** The line that asks for each step of the history. */
  lines: number[]
  problems: LineProblem[]
  warnings: LineProblem[]
}

export interface PlanRules {
  caseType: CaseType
  matched: Map<string, MatchedTask>
  /** The records that cases are about, by what the log calls them; not read for a case type about none. */
  subjects: Map<string, Subject>
  /** Who acts where a row names nobody: the log itself. */
  logName: string
  zone: string
  /** When all of it is written down. Up to then time passes for a case that is still open. */
  now: string
}

/** Plans one case: opened, its tasks recorded in order, closed where the log says when, then let time pass. */
export function planCase(logCase: LogCase, rules: PlanRules): PlannedCase {
  const problems = findProblems(logCase, rules)
  const known = logCase.events.filter(({ line }) => !problems.some((problem) => problem.line === line))
  if (known.length === 0) return { logCase, lines: [], problems, warnings: [] }
  const { answers, reasons } = readCaseAnswers({ [SOURCE_CASE]: logCase.id, ...logCase.fields }, rules.caseType, rules.zone)
  const { caseType: { id, version }, now: recordedAt, logName } = rules
  const actor: Actor = { kind: 'import', id: logName }
  const { openedAt } = logCase
  const newCase = { caseType: id, version, subject: subjectOf(logCase, rules), fields: answers, occurredAt: openedAt, now: openedAt, recordedAt, actor }
  const moments = tasksAndClosure(logCase, known, { rules, actor })
  const steps = atNoEarlierMoment(moments, { openedAt, recordedAt })
  steps.push({ actor, recordedAt, now: recordedAt, command: { type: 'advance-time' } })
  return { logCase, history: { newCase, steps }, lines: [...moments.map(({ line }) => line), logCase.line], problems, warnings: reasons.map((reason) => ({ line: logCase.line, reason })) }
}

function findProblems(logCase: LogCase, rules: PlanRules): LineProblem[] {
  const { definition } = rules.caseType
  const about = subjectKinds(definition).join(' or ')
  if (about !== 'none' && subjectOf(logCase, rules) === undefined) {
    const reason = logCase.subject === undefined ? `it does not say which ${about} it is about` : `there is no ${about} "${logCase.subject}"`
    return logCase.events.map(({ line }) => ({ line, reason }))
  }
  return logCase.events.filter(({ activity }) => !rules.matched.has(activity)).map(({ line, activity }) => ({ line, reason: `${definition.name} has no task called "${activity}"` }))
}

function subjectOf({ subject }: LogCase, { subjects, caseType }: PlanRules): Subject | undefined {
  return caseType.definition.about === 'none' || subject === undefined ? undefined : subjects.get(subject)
}

interface Moment {
  line: number
  at: string
  actor: Actor
  command: Command
}

function tasksAndClosure({ line, endedAt }: LogCase, known: LogEvent[], { rules, actor }: { rules: PlanRules; actor: Actor }): Moment[] {
  const tasks = known.map((event) => recordTask(event, { rules, actor }))
  if (endedAt === undefined) return tasks
  const close: Moment = { line, at: endedAt, actor, command: { type: 'close-case', reason: onlyReason(rules.caseType) } }
  return [...tasks.filter(({ at }) => at <= endedAt), close, ...tasks.filter(({ at }) => at > endedAt)]
}

/** A log does not say how a case ended; where there is but one way, that is it. */
function onlyReason({ definition: { closureReasons = [] } }: CaseType): string | undefined {
  return closureReasons.length === 1 ? closureReasons[0]?.id : undefined
}

function recordTask({ line, activity, at, resource, group }: LogEvent, { rules, actor }: { rules: PlanRules; actor: Actor }): Moment {
  const task = rules.matched.get(activity)
  if (task === undefined) throw new Error(`The activity ${activity} was not matched`)
  const fields = group !== undefined && task.step.fields[GROUP] !== undefined ? { [GROUP]: group } : undefined
  return { line, at, actor: resource === undefined ? actor : { kind: 'import', id: resource }, command: { type: 'record-task', step: task.step.id, outcome: task.outcome, fields } }
}

/** A row from before the start of its case is decided at the start: time in a case never runs backwards. */
function atNoEarlierMoment(moments: Moment[], { openedAt, recordedAt }: { openedAt: string; recordedAt: string }): HistoryStep[] {
  let now = openedAt
  return moments.map(({ at, actor, command }) => {
    now = at > now ? at : now
    return { actor, recordedAt, now, command: { ...command, occurredAt: at } as Command }
  })
}
