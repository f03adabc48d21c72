import {
  HOUR, allowedActions, calendarAmong, civilDate, dayAt, dayNumber, decide, epochMilliseconds, findListedReasons, instantText, isInForce, isRefusal, isUnfinished, keepsCaseOpen, shownState, wakeAt,
  type Actor, type Answers, type Calendar, type CaseEvent, type CaseState, type CaseType, type Command, type Context, type FieldDefinition, type Item,
} from '@casement/engine'

/** What chance decides at one stroke: which of the possible actions, with what answers, after how many hours. */
export interface Stroke {
  choice: number
  answers: number
  hours: number
}

export interface Walk {
  caseType: CaseType
  calendars: Calendar[]
  state: CaseState
  events: CaseEvent[]
  now: string
  /** Who acts; a manager when not said. */
  actor?: Actor
}

const OPENED_ON = '2026-12-01'
const manager = { kind: 'person' as const, id: 'manager-1', roles: ['officer', 'manager', 'administrator'] }
/** For what is not for whoever did something else. */
const colleagues = [{ ...manager, id: 'manager-2' }, { ...manager, id: 'manager-3' }]

/** Opens a case and takes one possible action at each stroke; an action whose content the engine refuses is passed over. */
export function walkAtRandom(caseType: CaseType, calendars: Calendar[], strokes: Stroke[]): Walk {
  const start = { caseType, calendars, now: `${OPENED_ON}T10:00:00.000Z` }
  const opened = decide(undefined, { type: 'open-case', fields: answersFor(caseType.fields, { caseType, seed: strokes.reduce((sum, { answers }) => sum + answers, strokes.length), today: OPENED_ON, openedOn: OPENED_ON }) }, contextOf(start))
  if (isRefusal(opened)) throw new Error(opened.words)
  let walk: Walk = { ...start, ...opened }
  for (const { choice, answers, hours } of strokes) {
    walk = take({ ...walk, now: later(walk.now, hours) }, { type: 'advance-time' }) ?? walk
    const commands = possibleCommands(walk, answers)
    const command = commands[choice % commands.length]
    walk = (command && take(walk, command)) ?? walk
  }
  return walk
}

/** Carries on by doing what is live and some of what is offered, letting time pass, and at last closing by hand; undefined when the case cannot be ended so. */
export function walkToTheEnd(begun: Walk, seed: number): Walk | undefined {
  let walk = begun
  for (const { id } of walk.state.holds) walk = take(walk, { type: 'release', hold: id }) ?? walk
  for (const item of Object.values(walk.state.items)) if (isUnfinished(item) && item.holds.length > 0) walk = take(walk, { type: 'release', on: item.id }) ?? walk
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (walk.state.status !== 'open') return walk
    walk = carryOn(walk, mixed(seed, round))
  }
  const ending = endStrands(walk)
  if (ending) return walkToTheEnd(ending, seed)
  // What comes round for as long as work is under way goes on when somebody has cancelled that work.
  return closeByHand(walk)
}

/** Where the work that would end its strands was cancelled, somebody ends them; undefined when none can be ended. */
function endStrands(walk: Walk): Walk | undefined {
  const outcome = walk.caseType.definition.strands?.outcomes?.[0]?.id
  return openStrandsOf(walk).reduce<Walk | undefined>((ended, { id }) => take(ended ?? walk, { type: 'end-strand', strand: id, outcome, reason: 'It goes no further' }) ?? ended, undefined)
}

function openStrandsOf({ state }: Walk) {
  return (state.strands ?? []).filter(({ endedAt }) => endedAt === undefined)
}

/** A case that is reviewed again and again takes many deeds to come to its end. */
const MOST_ROUNDS = 400

/**
 * A number that looks like chance and is the same each time (the finalizer of MurmurHash3): with less mixing there are seeds for which a
 * task that comes round is given the same outcome every time, and the case never ends.
 */
function mixed(seed: number, round: number): number {
  let mix = Math.imul(seed + 1, 2_654_435_761) ^ Math.imul(round + 1, 1_597_334_677)
  mix = Math.imul(mix ^ (mix >>> 16), 0x85ebca6b)
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35)
  return (mix ^ (mix >>> 16)) >>> 1
}

/** One time in so many, time passes before the next thing is done: what waits for time would else never come. */
const LETS_TIME_PASS = 4

function carryOn(walk: Walk, seed: number): Walk {
  const wake = wakeAt(walk.state, walk.caseType, contextOf(walk))
  if (wake !== undefined && seed % LETS_TIME_PASS === 0) return take({ ...walk, now: wake }, { type: 'advance-time' }) ?? walk
  // Now and then someone takes up what is on offer, or asks for more time.
  const chosen = seed % 3 === 0 ? [...offers(walk), ...extensions(walk)] : []
  for (const command of chosen) {
    const next = take(walk, command)
    if (next) return next
  }
  for (const item of Object.values(walk.state.items)) {
    const next = shownState(walk.state, item) === 'live' ? take(walk, completion(walk, item, seed)) : undefined
    if (next) return next
  }
  const explained = explainForFinish(walk)
  if (explained) return explained
  // Nothing is live and nothing will come by itself: someone cancelled what the path needed.
  return (wake === undefined ? closeByHand(walk) : take({ ...walk, now: wake }, { type: 'advance-time' })) ?? walk
}

/** A manager closes what the path cannot end, and says why its clocks were not met; undefined when something required is open. */
function closeByHand(walk: Walk): Walk | undefined {
  const explanations = Object.fromEntries(unmetClocks(walk).map((id) => [id, 'It was not to be done']))
  return take(walk, { type: 'close-case', reason: walk.caseType.definition.closureReasons?.[0]?.id, explanations })
}

/** A finish that was reached waits until a manager has said why clocks of law or code were not met. */
function explainForFinish(walk: Walk): Walk | undefined {
  const [clock] = unmetClocks(walk)
  const isReached = Object.values(walk.state.items).some((item) => item.kind === 'finish' && item.state === 'live')
  return clock !== undefined && isReached ? take(walk, { type: 'explain-lateness', clock, words: 'Nobody let us in' }) : undefined
}

/** Clocks of law or code that still run, unexplained. */
function unmetClocks({ state }: Walk): string[] {
  return Object.values(state.clocks).filter(keepsCaseOpen).map(({ id }) => id)
}

function offers({ state }: Walk): Command[] {
  return Object.values(state.items).flatMap((item): Command[] => (shownState(state, item) === 'offered' ? [{ type: 'start-task', task: item.id }] : []))
}

/** The case after a command; undefined when it is refused. */
export function take(walk: Walk, given: Command): Walk | undefined {
  const command = withListedReason(walk.caseType, given)
  let result = decide(walk.state, command, contextOf(walk))
  for (const actor of colleagues) if (isRefusal(result) && result.refused === 'four-eyes') result = decide(walk.state, command, { ...contextOf(walk), actor })
  if (!isRefusal(result)) return { ...walk, state: result.state, events: [...walk.events, ...result.events] }
  if (result.refused === 'path-does-not-settle') throw new Error(result.words)
  return undefined
}

/** What is said in words is one of the reasons of the case type, where it lists them. */
export function withListedReason(caseType: CaseType, command: Command): Command {
  const listed = findListedReasons(caseType, command)
  if (!listed) return command
  const { reason: words = '' } = command as { reason?: string }
  return { ...command, reason: pick(listed, words.length)!.id, notes: words } as Command
}

export function contextOf({ caseType, calendars, now, actor = manager }: Pick<Walk, 'caseType' | 'calendars' | 'now' | 'actor'>): Context {
  return { now, actor, caseType, calendar: calendarAmong(calendars), newCase: { id: 'case-1', ref: `${caseType.definition.reference}-26-00001` } }
}

/** Commands that the table of allowed actions lets through, and others that any case may be given. */
export function possibleCommands(walk: Walk, seed: number): Command[] {
  const allowed = allowedActions(walk.state, contextOf(walk))
  const ofTasks = Object.values(walk.state.items).flatMap((item) =>
    allowed.task(item).flatMap((view) => (view.allowed ? commandFor(view.action, { walk, item, seed }) : [])))
  const onDemand = walk.caseType.steps.filter((step) => step.onDemand).map(({ id, forEach }): Command => ({ type: 'add-task', step: id, element: forEach === undefined ? undefined : pick<{ id: string }>(forEach === 'strand' ? openStrandsOf(walk) : walk.state.parties, seed)?.id }))
  const reason = pick(walk.caseType.definition.holdReasons ?? [], seed)?.id ?? ''
  const outside = walk.caseType.steps.flatMap(({ definition }): Command[] => (definition.kind === 'wait' && definition.forEvent !== undefined ? [{ type: 'record-outside-event', name: definition.forEvent }] : []))
  return [...ofTasks, ...ofTasks, ...extensions(walk), ...whoTakesPart(walk, seed), ...onDemand, ...outside, { type: 'hold', reason }, { type: 'release' }, { type: 'add-task', name: 'Extra' }, { type: 'edit-fields', fields: answersFor(walk.caseType.fields, answering(walk, seed)) }]
}

/** Somebody joins in each role, or leaves; a strand is started, or ended. */
function whoTakesPart({ caseType, state }: Walk, seed: number): Command[] {
  const joining = (caseType.definition.parties ?? []).map(({ id, unknown }): Command => ({ type: 'add-party', party: { role: id, ...(unknown ? { name: 'Somebody' } : { person: `person-${seed % 3}` }) } }))
  const leaving = state.parties.flatMap(({ id, ended }): Command[] => (ended ? [] : [{ type: 'end-party', party: id }]))
  const strands = caseType.definition.strands
  const values = (caseType.definition.lists?.[strands?.list ?? ''] ?? []).map(({ id }): Command => ({ type: 'start-strand', value: id }))
  const open = (state.strands ?? []).filter(({ endedAt }) => endedAt === undefined)
  const ending = open.map(({ id }): Command => ({ type: 'end-strand', strand: id, outcome: pick(strands?.outcomes ?? [], seed)?.id, reason: 'Because' }))
  return [...joining, ...joining, ...leaving, ...values, ...ending]
}

function extensions({ state }: Walk): Command[] {
  return Object.keys(state.clocks).flatMap((clock): Command[] => [{ type: 'extend-clock', clock, reason: 'Because' }, { type: 'revise-clock', clock, target: { workingDays: 30 }, reason: 'Because' }])
}

function commandFor(action: string, { walk, item, seed }: { walk: Walk; item: Item; seed: number }): Command[] {
  const task = item.id
  const reason = 'Because'
  const commands: Record<string, Command[]> = {
    start: [{ type: 'start-task', task }],
    complete: [completion(walk, item, seed), completion(walk, item, seed + 1), completion(walk, item, seed + 2)],
    skip: [{ type: 'skip-task', task, reason }],
    'offer-again': [{ type: 'offer-task-again', task }],
    cancel: [{ type: 'cancel-task', task, reason }],
    redo: [{ type: 'redo-task', task, reason }],
    'restart-from': seed % 4 === 0 ? [{ type: 'restart-from', task, reason }] : [],
    'save-draft': [{ type: 'save-draft', task, notes: 'Half done' }],
    hold: [{ type: 'hold', on: task, reason: pick(walk.caseType.definition.holdReasons ?? [], seed)?.id ?? '' }],
    release: [{ type: 'release', on: task }],
    prepare: [{ type: 'prepare-message', task }],
    approve: [{ type: 'approve-message', task }],
    return: [{ type: 'return-message', task, reason }],
    fail: [{ type: 'record-message-failed', task, reason }],
  }
  return commands[action] ?? []
}

/** How somebody would complete the task, with answers that are right in form. An assessment ends with the band of its answers; as often as not somebody judges otherwise, so that every band comes. */
export function completion(walk: Walk, item: Item, seed: number): Command {
  const { outcomes = [], fields = {}, assessment } = walk.caseType.step[item.step] ?? {}
  const outcome = pick(outcomes, seed)
  const needed = (outcome?.needs ?? []).flatMap((id): [string, FieldDefinition][] => (fields[id] ? [[id, { ...fields[id], required: true }]] : []))
  const ends = assessment === undefined ? { outcome: outcome?.id } : seed % 2 === 0 ? { override: { band: pick(outcomes, mixed(seed, 0))!.id, reason: 'Because' } } : {}
  return { type: 'complete-task', task: item.id, ...ends, fields: answersFor({ ...fields, ...Object.fromEntries(needed) }, answering(walk, seed)) }
}

function todayOf(walk: Walk): string {
  return dayAt(walk.now, zoneOf(walk))
}

function zoneOf({ caseType, calendars }: Walk): string {
  return calendars.find(({ id }) => id === caseType.definition.calendar)?.zone ?? 'Europe/London'
}

function answering(walk: Walk, seed: number): Answering {
  return { caseType: walk.caseType, seed, today: todayOf(walk), openedOn: dayAt(walk.state.openedAt, zoneOf(walk)) }
}

interface Answering {
  caseType: CaseType
  seed: number
  today: string
  /** The day on which the case was opened: it decides which values can be chosen. */
  openedOn: string
}

/** Answers that are right in form: every field that may be needed, and others by chance. */
export function answersFor(fields: Record<string, FieldDefinition>, answering: Answering): Answers {
  const given = Object.entries(fields).filter(([, field], index) => field.required === true || field.requireWhen !== undefined || (answering.seed + index) % 3 === 0)
  return Object.fromEntries(given.map(([id, field], index) => [id, answerTo(field, { ...answering, seed: mixed(answering.seed, index) })]))
}

function answerTo(field: FieldDefinition, { caseType, seed, today, openedOn }: Answering): unknown {
  if ('text' in field) return 'Words'.slice(0, field.text.max)
  if ('number' in field) return field.number.min ?? field.number.max ?? seed % 100
  if ('date' in field) return field.date.notFuture === true ? today : civilDate(dayNumber(today) + (seed % 40))
  if ('time' in field) return '10:30'
  if ('yesNo' in field) return seed % 2 === 0
  if ('choice' in field) return pick(valuesOf(field.choice, caseType, openedOn), seed)?.id
  if ('list' in field) return [pick(valuesOf(field.list, caseType, openedOn), seed)?.id]
  return 'documents' in field ? ['document-1'] : 'record-1'
}

function valuesOf(list: string, { definition }: CaseType, openedOn: string) {
  return (definition.lists?.[list] ?? []).filter((value) => isInForce(value, openedOn))
}

function pick<T>(from: T[], seed: number): T | undefined {
  return from[seed % from.length]
}

function later(now: string, hours: number): string {
  return instantText(epochMilliseconds(now) + hours * HOUR)
}
