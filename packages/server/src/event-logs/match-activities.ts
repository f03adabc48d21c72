import type { CaseType, Step } from '@casement/engine'
import { OperatorError } from '../operator-error.ts'

/** What an activity of a log is in a case type: a task, and how it ended where that is said. */
export interface MatchedTask {
  step: Step
  outcome?: string
}

/**
 * The task of the case type for each activity: what the mapping says, else the task whose id or name it is. Activities
 * that match nothing are left out. @throws OperatorError when the mapping names no task of the type
 */
export function matchActivities(activities: string[], caseType: CaseType, written: Record<string, string>): Map<string, MatchedTask> {
  const matched = new Map<string, MatchedTask>()
  for (const activity of activities) {
    const named = written[activity]
    const found = named === undefined ? findTask(caseType, activity) : getNamed(caseType, activity, named)
    if (found !== undefined) matched.set(activity, found)
  }
  return matched
}

function findTask({ steps }: CaseType, name: string): MatchedTask | undefined {
  const tasks = steps.filter(({ kind }) => kind === 'task')
  const small = name.toLowerCase()
  const step = tasks.find((task) => task.name === name) ?? tasks.find((task) => task.id.toLowerCase() === small || task.name.toLowerCase() === small)
  return step && { step }
}

/** `visit` or, with how it ended, `visit.no-sign-of-life`. */
function getNamed(caseType: CaseType, activity: string, named: string): MatchedTask {
  const whole = findTask(caseType, named)
  if (whole !== undefined) return whole
  const dot = named.lastIndexOf('.')
  const outcome = named.slice(dot + 1)
  const part = dot === -1 ? undefined : findTask(caseType, named.slice(0, dot))
  if (part !== undefined && part.step.outcomes.some(({ id }) => id === outcome)) return { ...part, outcome }
  const tasks = caseType.steps.filter(({ kind }) => kind === 'task').flatMap(({ id, outcomes }) => [id, ...outcomes.map((value) => `${id}.${value.id}`)])
  throw new OperatorError(`The mapping says activities.${activity}: ${named}, and ${caseType.definition.name} has no such task.`, `Name one of ${tasks.join(', ')}.`)
}
