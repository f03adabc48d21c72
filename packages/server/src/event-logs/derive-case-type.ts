import type { CaseTypeDefinition, FieldDefinition, StepDefinition } from '@casement/engine'
import { OperatorError } from '../operator-error.ts'
import { IMPORTED } from '../policy/authorise-command.ts'
import { camelCase, kebabCase, unique } from './names.ts'

/** More kinds of activity than this are a sign that the wrong column was taken for it. */
const MOST_ACTIVITIES = 500
/** `extra`, `case` and `outside` mean something else in the rules of a case type. */
const NOT_STEPS = ['extra', 'case', 'outside']

/** What a derived case type is made from. */
export interface Derivation {
  logName: string
  fileName: string
  /** In the order in which they first occurred. */
  activities: string[]
  /** Fields of the case, with the column that each was. */
  fields: Record<string, string>
  /** Whether rows say which group did them. */
  hasGroups: boolean
  calendar: string
  version: number
}

/** The field that keeps what the log called a case. */
export const SOURCE_CASE = 'sourceCase'
/** The answer in which a task keeps the group that did it. */
export const GROUP = 'group'

/**
 * The case type that a log shows: it knows the activities, not their order, so every task is on demand, optional and
 * repeatable (decision 004). @throws OperatorError when there are too many activities to be tasks
 */
export function deriveCaseType({ logName, fileName, activities, fields, hasGroups, calendar, version }: Derivation): CaseTypeDefinition {
  if (activities.length > MOST_ACTIVITIES) {
    throw new OperatorError(`The log has ${activities.length} different activities, such as "${activities[0]}" and "${activities[1]}".`, `At most ${MOST_ACTIVITIES} can be tasks of one case type; check which column the mapping takes as the activity.`)
  }
  return {
    id: logName,
    version,
    name: inWords(logName),
    reference: referencePrefix(logName),
    category: IMPORTED,
    about: 'none',
    guidance: `Derived from the event log ${fileName}. Its tasks are those that the log shows; what must follow what is not known.`,
    calendar,
    fields: { [SOURCE_CASE]: { name: 'Case in the log', text: {} }, ...caseFields(fields) },
    closureReasons: [{ id: 'ended', name: 'Ended' }],
    steps: stepsFor(activities, hasGroups),
  }
}

function caseFields(fields: Record<string, string>): Record<string, FieldDefinition> {
  return Object.fromEntries(Object.entries(fields).map(([id, column]) => [id, { name: fieldName(column), text: {} }]))
}

/** `case:enddate_planned` is shown as "Enddate planned". */
function fieldName(column: string): string {
  const words = column.replace(/^case:/, '').replaceAll(/[_:\s]+/g, ' ').trim()
  return words === '' ? camelCase(column) : words.charAt(0).toUpperCase() + words.slice(1)
}

function stepsFor(activities: string[], hasGroups: boolean): StepDefinition[] {
  const taken = new Set(NOT_STEPS)
  return activities.map((name) => ({
    kind: 'task',
    id: unique(kebabCase(name) || 'activity', { taken, join: '-' }),
    name,
    onDemand: true,
    repeatable: true,
    required: false,
    ...(hasGroups ? { fields: { [GROUP]: { name: 'Group', text: {} } } } : {}),
  }))
}

/** Two or three capitals that begin the references: the initials of the name, else its first letters. */
function referencePrefix(logName: string): string {
  const words = logName.split('-').map((word) => word.replaceAll(/[^a-z]/g, '')).filter((word) => word !== '')
  const initials = words.map((word) => word.charAt(0)).join('')
  return (initials.length >= 2 ? initials.slice(0, 3) : `${words.join('')}log`.slice(0, 3)).toUpperCase()
}

function inWords(name: string): string {
  const words = name.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
