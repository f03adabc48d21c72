import { epochMilliseconds } from '../calendars/instant.ts'
import type { UnitKey } from '../clocks/allowance.ts'
import { linkTypes } from '../case/link.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { handlers, type Command, type CommandOf, type CommandType } from './command.ts'

const LONGEST_TEXT = 100_000
const LONGEST_NAME = 1000
const MOST_ENTRIES = 2000
const DEEPEST = 6

type Test = (value: unknown) => boolean

const isText = (most: number): Test => (value) => typeof value === 'string' && value.length <= most
const isOneOf = (...values: readonly unknown[]): Test => (value) => values.includes(value)
const isMap = (each: Test): Test => (value) => isObject(value) && Object.values(value).length <= MOST_ENTRIES && Object.values(value).every(each)
const name = isText(LONGEST_NAME)
const yesNo = isOneOf(true, false)
const priority = isOneOf('low', 'normal', 'high', 'urgent')
const isListOf = (each: Test): Test => (value) => Array.isArray(value) && value.length <= MOST_ENTRIES && value.every(each)
const count: Test = (value) => Number.isSafeInteger(value)
const isPlain = (value: unknown, levels = DEEPEST): boolean => {
  if (typeof value === 'string') return value.length <= LONGEST_TEXT
  if (typeof value !== 'object' || value === null) return value === null || value === undefined || typeof value === 'boolean' || typeof value === 'number'
  const inside = Object.values(value)
  return levels > 0 && inside.length <= MOST_ENTRIES && (Array.isArray(value) || isObject(value)) && inside.every((each) => isPlain(each, levels - 1))
}

/** What a part of a command must be, in words. */
const kinds = {
  text: { is: isText(LONGEST_TEXT), words: `text of at most ${LONGEST_TEXT} characters` },
  name: { is: name, words: 'a name or an id' },
  names: { is: isListOf(name), words: 'a list of ids' },
  texts: { is: isMap(isText(LONGEST_TEXT)), words: 'texts by id' },
  answers: { is: (value) => isObject(value) && isPlain(value), words: 'values by field' },
  moment: { is: isMoment, words: 'a moment such as 2026-12-15T09:41:00Z' },
  priority: { is: priority, words: 'low, normal, high or urgent' },
  assignee: { is: (value) => isObject(value) && (value['kind'] === 'owner' || (isOneOf('person', 'team', 'role')(value['kind']) && name(value['id']))), words: 'a person, team or role by its id, or the owner' },
  subject: { is: (value) => isObject(value) && name(value['kind']) && name(value['id']), words: 'a record by its kind and id' },
  party: { is: (value) => isObject(value) && name(value['role']) && isPlain(value), words: 'somebody with a role' },
  parties: { is: isListOf((value) => isObject(value) && name(value['role'])), words: 'a list of people with their roles' },
  strands: { is: isListOf((value) => isObject(value) && name(value['value']) && (value['priority'] === undefined || priority(value['priority']))), words: 'a list of strands by their value' },
  contact: { is: (value) => isObject(value) && isOneOf('in', 'out')(value['direction']) && name(value['method']) && (value['with'] === undefined || name(value['with'])) && isText(LONGEST_TEXT)(value['notes']), words: 'a contact: its direction, in or out, its method, and notes' },
  length: { is: isLength, words: 'a length of time such as { workingDays: 5 }' },
  target: { is: (value) => isLength(value) || (isOnly(value, 'on') && name(value['on'])) || (isOnly(value, 'at') && isMoment(value['at'])), words: 'a day, a moment or a length of time' },
  override: { is: (value) => isObject(value) && name(value['band']) && isText(LONGEST_TEXT)(value['reason']), words: 'a band and a reason' },
  link: { is: isOneOf(...linkTypes), words: linkTypes.join(', ') },
  way: { is: isOneOf('to', 'from'), words: 'to or from' },
  otherCase: { is: (value) => isObject(value) && name(value['id']) && name(value['ref']) && yesNo(value['isOpen']), words: 'another case as it stands' },
  yesNo: { is: yesNo, words: 'true or false' },
  number: { is: (value) => typeof value === 'number', words: 'a number' },
  count: { is: count, words: 'a whole number' },
} satisfies Record<string, { is: Test; words: string }>

type Kind = keyof typeof kinds
/** Each part of a command but its type and moment; with a question mark where it may be left out. */
type ShapeOf<C> = { [Part in Exclude<keyof C, 'type' | 'occurredAt'>]-?: undefined extends C[Part] ? `${Kind}?` : Kind }

/** A command that is not here is held to being plain data. */
const shapes: { [T in CommandType]?: ShapeOf<CommandOf<T>> } = {
  'open-case': { subject: 'subject?', fields: 'answers?', priority: 'priority?', parties: 'parties?', strands: 'strands?', owner: 'assignee?', contact: 'contact?', reason: 'text?' },
  'start-task': { task: 'name', reason: 'text?' },
  'complete-task': { task: 'name', outcome: 'name?', fields: 'answers?', notes: 'text?', override: 'override?' },
  'skip-task': { task: 'name', reason: 'text?', notes: 'text?' },
  'save-draft': { task: 'name', outcome: 'name?', fields: 'answers?', notes: 'text?' },
  'set-waiting-on': { task: 'name', waitingOn: 'name', reason: 'text?' },
  'offer-task-again': { task: 'name', reason: 'text?' },
  'restart-from': { task: 'name', reason: 'text', notes: 'text?' },
  'move-to-stage': { stage: 'name', from: 'name?', reason: 'text?', notes: 'text?' },
  'cancel-task': { task: 'name', reason: 'text', notes: 'text?' },
  'redo-task': { task: 'name', reason: 'text', notes: 'text?', keep: 'names?', supersede: 'names?' },
  'reassign-task': { task: 'name', to: 'assignee', reason: 'text?', notes: 'text?' },
  'claim-task': { task: 'name', reason: 'text?' },
  hold: { on: 'name?', reason: 'name', until: 'moment?', notes: 'text?' },
  release: { hold: 'name?', on: 'name?', notes: 'text?' },
  'assign-owner': { to: 'assignee', reason: 'text?', notes: 'text?' },
  'assign-manager': { to: 'assignee', reason: 'text?' },
  'add-helper': { person: 'name', reason: 'text?' },
  'remove-helper': { person: 'name', reason: 'text?' },
  watch: { reason: 'text?' },
  unwatch: { reason: 'text?' },
  'hand-back': { to: 'name', reason: 'text?' },
  'claim-case': { reason: 'text?' },
  'set-priority': { priority: 'priority', strand: 'name?', reason: 'text?', notes: 'text?' },
  'start-strand': { value: 'name', priority: 'priority?', reason: 'text?' },
  'end-strand': { strand: 'name', outcome: 'name?', reason: 'text' },
  'edit-fields': { fields: 'answers', reason: 'text?' },
  'add-party': { party: 'party', reason: 'text?' },
  'end-party': { party: 'name', reason: 'text?' },
  'link-record': { record: 'subject', role: 'name?', reason: 'text?' },
  'unlink-record': { link: 'name', reason: 'text' },
  'add-note': { text: 'text' },
  'add-task': { step: 'name?', element: 'name?', name: 'name?', for: 'assignee?', guidance: 'text?', reason: 'text?' },
  'record-task': { step: 'name', element: 'name?', outcome: 'name?', fields: 'answers?', notes: 'text?', override: 'override?' },
  'record-interaction': { direction: 'name', method: 'name', with: 'name?', task: 'name?', notes: 'text?' },
  'record-access-attempt': { method: 'name', outcome: 'name', cardLeft: 'yesNo', task: 'name?', notes: 'text?' },
  'record-cost': { for: 'name', kind: 'name', value: 'number', details: 'text?', by: 'name?', task: 'name?' },
  'record-outside-event': { name: 'name', notes: 'text?' },
  'extend-clock': { clock: 'name', by: 'length?', reason: 'text', notes: 'text?' },
  'revise-clock': { clock: 'name', target: 'target', reason: 'text', notes: 'text?' },
  'prepare-message': { task: 'name', notes: 'text?' },
  'approve-message': { task: 'name', notes: 'text?' },
  'return-message': { task: 'name', reason: 'text' },
  'record-message-delivered': { task: 'name' },
  'record-message-failed': { task: 'name', reason: 'text' },
  'explain-lateness': { clock: 'name', words: 'text' },
  'close-case': { reason: 'name?', notes: 'text?', explanations: 'texts?' },
  'cancel-case': { reason: 'text', notes: 'text?' },
  'reopen-case': { reason: 'text', notes: 'text?', restart: 'names?', restartFrom: 'name?' },
  'link-case': { link: 'link', way: 'way', case: 'otherCase', reason: 'text', depth: 'count?' },
  'unlink-case': { link: 'link', way: 'way', case: 'name', reason: 'text' },
  'merge-case': { into: 'otherCase', reason: 'text' },
  'note-linked-case': { case: 'name', isOpen: 'yesNo' },
  'answer-request': { request: 'count', case: 'otherCase?', failed: 'text?' },
  'move-to-version': { version: 'count', caseType: 'name?', acceptBreach: 'yesNo?', reason: 'text?', map: 'texts?', choices: 'texts?' },
  'advance-time': {},
}

/**
 * Why something is no command: the types of the language hold nobody who calls from outside of it. What it says may still be wrong for
 * the case; every handler may rely on its form.
 */
export function refuseMalformed(command: unknown): Refusal | undefined {
  if (!isObject(command)) return refuse('command-invalid', 'This is no command.', { remedy: 'Send an object with a type.' })
  const { type, occurredAt } = command
  if (typeof type !== 'string' || !(Object.hasOwn(handlers, type) || type === 'advance-time')) {
    return refuse('command-invalid', `There is no command ${String(type).slice(0, LONGEST_NAME)}.`, { at: [{ place: 'type', words: `Choose one of ${Object.keys(handlers).join(', ')}.` }], remedy: 'Check its spelling.' })
  }
  const at = [...(occurredAt === undefined || isMoment(occurredAt) ? [] : [{ place: 'occurredAt', words: `Give ${kinds.moment.words}.` }]), ...wrongParts(command, type as CommandType)]
  return at.length === 0 ? undefined : refuse('command-invalid', `The command ${type} is not as it must be: ${at.map(({ place }) => place).join(', ')}.`, { at, remedy: 'Correct these parts of it.' })
}

/** The command with no parts but its own: what else came with it must not come into an event. */
export function withOwnParts<C extends Command>(command: C): C {
  const shape = shapes[command.type]
  if (!shape) return command
  const own = new Set(['type', 'occurredAt', ...Object.keys(shape)])
  return Object.keys(command).every((part) => own.has(part)) ? command : (Object.fromEntries(Object.entries(command).filter(([part]) => own.has(part))) as C)
}

function wrongParts(command: Record<string, unknown>, type: CommandType): { place: string; words: string }[] {
  const shape: Record<string, string> | undefined = shapes[type]
  if (!shape) return isPlain(command) ? [] : [{ place: 'command', words: 'Give plain data.' }]
  return Object.entries(shape).flatMap(([part, written]) => {
    const kind = kinds[written.replace('?', '') as Kind]
    const value = command[part]
    return (value === undefined && written.endsWith('?')) || (kind.is(value) && isPlain(value)) ? [] : [{ place: part, words: `Give ${kind.words}.` }]
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/** Ten years in each unit: more would be a slip, and is counted through day by day. */
const MOST_OF_A_LENGTH: Record<UnitKey, number> = { workingDays: 3660, days: 3660, weeks: 522, months: 120, hours: 87_840, workingHours: 87_840, minutes: 5_270_400, workingMinutes: 5_270_400 }

function isLength(value: unknown): boolean {
  if (!isObject(value)) return false
  const [[unit, amount] = [], ...others] = Object.entries(value)
  return others.length === 0 && unit !== undefined && Object.hasOwn(MOST_OF_A_LENGTH, unit) && count(amount) && Math.abs(amount as number) <= MOST_OF_A_LENGTH[unit as UnitKey]
}

function isOnly(value: unknown, part: string): value is Record<string, unknown> {
  return isObject(value) && Object.keys(value).length === 1 && Object.hasOwn(value, part)
}

function isMoment(value: unknown): boolean {
  if (typeof value !== 'string') return false
  try {
    epochMilliseconds(value)
    return true
  } catch {
    return false
  }
}
