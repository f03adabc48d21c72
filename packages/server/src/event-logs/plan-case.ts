import type { Actor, CaseType, Command } from '@casement/engine'
import { readCaseAnswers } from './case-answers.ts'
import { GROUP, SOURCE_CASE } from './derive-case-type.ts'
import type { LineProblem } from './event-log.ts'
import type { LogCase, LogEvent } from './log-cases.ts'
import type { MatchedTask } from './match-activities.ts'

/** One command of an import: what, at which moment of the past, by whom, and the line that asks for it. */
export interface PlannedCommand {
  line: number
  command: Command
  /** The moment at which it is decided; never earlier than that of the command before. */
  now: string
  actor: Actor
}

/** Everything that an import does to one case, in order; and the rows of it that cannot be imported. */
export interface PlannedCase {
  sourceCase: string
  line: number
  commands: PlannedCommand[]
  problems: LineProblem[]
  warnings: LineProblem[]
}

export interface PlanRules {
  caseType: CaseType
  matched: Map<string, MatchedTask>
  /** Who acts where a row names nobody: the log itself. */
  logName: string
  zone: string
  /** Up to which time passes for a case that is still open, with nobody told of what fell due before. */
  now: string
}

/** Plans one case: opened, its tasks recorded in order, closed where the log says when, then let time pass. */
export function planCase(logCase: LogCase, rules: PlanRules): PlannedCase {
  const { caseType, matched } = rules
  const known = logCase.events.filter(({ activity }) => matched.has(activity))
  const problems = logCase.events.filter((event) => !known.includes(event)).map(({ line, activity }) => ({ line, reason: `${caseType.definition.name} has no task called "${activity}"` }))
  const { answers, reasons } = readCaseAnswers({ [SOURCE_CASE]: logCase.id, ...logCase.fields }, caseType, rules.zone)
  const warnings = reasons.map((reason) => ({ line: logCase.line, reason }))
  const plan: PlannedCase = { sourceCase: logCase.id, line: logCase.line, commands: [], problems, warnings }
  if (known.length === 0) return plan
  plan.commands = atNoEarlierMoment([
    { line: logCase.line, at: logCase.openedAt, actor: actorOf(undefined, rules), command: { type: 'open-case', fields: answers } },
    ...tasksAndClosure(logCase, known, rules),
  ])
  plan.commands.push({ line: logCase.line, command: { type: 'advance-time' }, now: rules.now, actor: actorOf(undefined, rules) })
  return plan
}

type Moment = Omit<PlannedCommand, 'now'> & { at: string }

function tasksAndClosure({ line, endedAt }: LogCase, known: LogEvent[], rules: PlanRules): Moment[] {
  const tasks = known.map((event) => recordTask(event, rules))
  if (endedAt === undefined) return tasks
  const close: Moment = { line, at: endedAt, actor: actorOf(undefined, rules), command: { type: 'close-case', reason: onlyReason(rules.caseType) } }
  return [...tasks.filter(({ at }) => at <= endedAt), close, ...tasks.filter(({ at }) => at > endedAt)]
}

/** A log does not say how a case ended; where there is but one way, that is it. */
function onlyReason({ definition: { closureReasons = [] } }: CaseType): string | undefined {
  return closureReasons.length === 1 ? closureReasons[0]?.id : undefined
}

function recordTask({ line, activity, at, resource, group }: LogEvent, rules: PlanRules): Moment {
  const task = rules.matched.get(activity)
  if (task === undefined) throw new Error(`The activity ${activity} was not matched`)
  const fields = group !== undefined && task.step.fields[GROUP] !== undefined ? { [GROUP]: group } : undefined
  return { line, at, actor: actorOf(resource, rules), command: { type: 'record-task', step: task.step.id, outcome: task.outcome, fields } }
}

function actorOf(resource: string | undefined, { logName }: PlanRules): Actor {
  return { kind: 'import', id: resource ?? logName }
}

/** A row from before the start of its case is decided at the start: time in a case never runs backwards. */
function atNoEarlierMoment(moments: Moment[]): PlannedCommand[] {
  let now = ''
  return moments.map(({ line, at, actor, command }) => {
    now = at > now ? at : now
    return { line, actor, now, command: { ...command, occurredAt: at } as Command }
  })
}
