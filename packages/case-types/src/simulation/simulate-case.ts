import {
  DAY, HOUR, civilDate, dayNumber, decide, epochMilliseconds, instantText, getStep, isDoneByPerson, isRefusal, shownState, wakeAt,
  type Actor, type Calendar, type CaseEvent, type CaseState, type CaseType, type Command,
} from '@casement/engine'
import { chanceFrom, type Chance } from './chance.ts'
import { findBrokenLaw, findBrokenReplay } from './laws-of-a-case.ts'
import { answersFor, completion, contextOf, possibleCommands, take, walkToTheEnd, withListedReason, type Walk } from './random-walk.ts'
import { hire, whoIsAtWork, type Staff } from './staff.ts'

/** A case that was lived through by chance, from its opening to its end. */
export interface SimulatedCase {
  seed: number
  events: CaseEvent[]
  state: CaseState
  commands: number
  refused: number
  /** The last moment of its life. */
  endedAt: string
  /** What must always hold and did not, and after which command. */
  broken?: string
}

export interface Simulating {
  caseType: CaseType
  calendars: Calendar[]
  seed: number
  /** The first of the days on which cases are opened, such as 2026-12-01. */
  from: string
}

/** Cases are opened over a year. */
const OPENING_DAYS = 365
/** After so long a manager brings the case to its end. */
const LONGEST_LIFE = 400 * DAY
const MOST_COMMANDS = 1000
const MEAN_LIFE = 90 * DAY
const WAYS_TRIED = 5
const HOURS_BETWEEN_DEEDS = 14

/** Percent of deeds: what is plainly due is done far more often than anything else that is possible, and a case that waits is seldom touched. */
const DOES_ANYTHING_ELSE = 20
const LOOKS_IN = 3
const SWEEPER_SLEEPS = 20
const CLOCK_IS_SET_BACK = 2
const CLOCK_LEAPS = 1
const IS_BACKDATED = 10
const IS_OPENED_AGAIN = 5

/** A case as it is being lived. */
interface Life {
  walk: Walk
  chance: Chance
  staff: Staff
  calendar: Calendar
  /** For so long, in milliseconds, people look for a way on when a case would be over. */
  goesOnFor: number
  commands: number
  refused: number
  broken?: string
}

/** Lives one case by the chance that its seed fixes: people with holidays do their work, clocks jump, and every law is looked at after every event. */
export function simulateCase({ caseType, calendars, seed, from }: Simulating): SimulatedCase {
  const life = begin({ caseType, calendars, seed, from })
  const { openedAt } = life.walk.state
  while (!isOver(life) && epochMilliseconds(life.walk.now) - epochMilliseconds(openedAt) < LONGEST_LIFE && life.commands < MOST_COMMANDS) liveOn(life)
  if (life.broken === undefined) bringToItsEnd(life)
  const { walk, commands, refused } = life
  const broken = life.broken ?? findBrokenReplay(walk.events, walk.state)
  return { seed, events: walk.events, state: walk.state, commands, refused, endedAt: walk.state.endedAt ?? walk.now, broken }
}

function begin({ caseType, calendars, seed, from }: Simulating): Life {
  const calendar = calendars.find(({ id }) => id === caseType.definition.calendar)
  if (calendar === undefined) throw new Error(`There is no calendar ${caseType.definition.calendar}`)
  const chance = chanceFrom(seed)
  const staff = hire(chance, from)
  const day = civilDate(dayNumber(from) + chance.under(OPENING_DAYS))
  const { now, actor } = whoIsAtWork(staff, { instant: `${day}T09:00:00.000Z`, calendar, chance })
  const fields = answersFor(caseType.fields, { caseType, seed: chance.under(1000), today: now.slice(0, 10), openedOn: now.slice(0, 10) })
  const context = contextOf({ caseType, calendars, now, actor })
  const opened = decide(undefined, { type: 'open-case', fields }, context)
  if (isRefusal(opened)) throw new Error(`A case cannot be opened: ${opened.words}`)
  return { walk: { caseType, calendars, now, actor, ...opened }, chance, staff, calendar, goesOnFor: chance.about(MEAN_LIFE), commands: 1, refused: 0, broken: findBrokenLaw(undefined, opened, context) }
}

function isOver({ walk, broken, chance }: Life): boolean {
  return broken !== undefined || (walk.state.status !== 'open' && !chance.happens(IS_OPENED_AGAIN))
}

/** Somebody does something at the next moment at which they are at work; what time does until then comes first. */
function liveOn(life: Life): void {
  const { walk, chance, staff, calendar } = life
  const later = instantText(epochMilliseconds(walk.now) + Math.ceil(chance.about(HOURS_BETWEEN_DEEDS) * HOUR))
  const { now, actor } = whoIsAtWork(staff, { instant: later, calendar, chance })
  letTimePass(life, now)
  if (life.broken !== undefined) return
  const command = chooseCommand({ ...life.walk, now, actor }, life)
  if (command) attempt(life, backdated(command, { now, chance }), { now: jumped(now, chance), actor })
  life.walk = { ...life.walk, now }
}

/** The sweeper takes each moment as it comes, unless it sleeps and takes them all at the end. */
function letTimePass(life: Life, until: string): void {
  for (let moments = 0; !life.chance.happens(SWEEPER_SLEEPS) && moments < MOST_COMMANDS; moments++) {
    const wake = wakeAt(life.walk.state, life.walk.caseType, contextOf(life.walk))
    if (wake === undefined || wake >= until || life.broken !== undefined) break
    attempt(life, { type: 'advance-time' }, { now: wake > life.walk.now ? wake : life.walk.now })
    life.walk = { ...life.walk, now: wake > life.walk.now ? wake : life.walk.now }
  }
  if (life.broken === undefined) attempt(life, { type: 'advance-time' }, { now: until })
}

function jumped(now: string, chance: Chance): string {
  const moved = chance.happens(CLOCK_IS_SET_BACK) ? -chance.under(2 * HOUR) : chance.happens(CLOCK_LEAPS) ? chance.under(3 * DAY) : 0
  return instantText(epochMilliseconds(now) + moved)
}

function backdated(command: Command, { now, chance }: { now: string; chance: Chance }): Command {
  if (command.type === 'advance-time' || command.type === 'move-to-version' || !chance.happens(IS_BACKDATED)) return command
  return { ...command, occurredAt: instantText(epochMilliseconds(now) - chance.under(3 * DAY)) }
}

function chooseCommand(walk: Walk, { chance, goesOnFor }: Life): Command | undefined {
  if (walk.state.status !== 'open') return { type: 'reopen-case', reason: 'It was not over', restart: Object.keys(walk.state.items).filter(() => chance.happens(20)) }
  const due = Object.values(walk.state.items).filter((item) => shownState(walk.state, item) === 'live' && isDoneByPerson(getStep(walk.caseType, item.step)))
  if (chance.happens(due.length > 0 ? DOES_ANYTHING_ELSE : LOOKS_IN)) return chance.oneOf(possibleCommands(walk, chance.under(1000)))
  const item = chance.oneOf(due)
  if (!item) return undefined
  const isTooYoung = epochMilliseconds(walk.now) - epochMilliseconds(walk.state.openedAt) < goesOnFor
  const ways = Array.from({ length: isTooYoung ? WAYS_TRIED : 1 }, () => completion(walk, item, chance.under(1000)))
  return ways.find((command, index) => index === ways.length - 1 || !endsCase(walk, command))
}

/** Most outcomes of chance would end a case at its first tasks, and nothing beyond them would ever be seen. */
function endsCase(walk: Walk, command: Command): boolean {
  const decision = decide(walk.state, command, contextOf(walk))
  return !isRefusal(decision) && decision.state.status !== 'open'
}

/** Decides over a case that nobody can write into, and looks at every law. */
function attempt(life: Life, given: Command, { now, actor }: { now: string; actor?: Actor }): void {
  const { walk } = life
  const command = withListedReason(walk.caseType, given)
  const context = contextOf({ ...walk, now, actor: actor ?? walk.actor })
  frozen(walk.state)
  const decision = decide(walk.state, command, context)
  life.commands += 1
  if (isRefusal(decision)) {
    life.refused += 1
    if (decision.refused === 'path-does-not-settle') life.broken = `${decision.words} It was asked to ${JSON.stringify(command)}`
    return
  }
  const broken = findBrokenLaw(walk.state, decision, context)
  if (broken !== undefined) life.broken = `${broken}. It was asked to ${JSON.stringify(command)} at ${now}`
  life.walk = { ...walk, state: decision.state, events: [...walk.events, ...decision.events] }
}

/** Whatever has become of a case, somebody who is entitled can bring it to an end: by what is to be done, else by cancelling it. */
function bringToItsEnd(life: Life): void {
  if (life.walk.state.status !== 'open') return
  const asManager = { ...life.walk, actor: undefined }
  const ended = walkToTheEnd(asManager, life.chance.under(100)) ?? take(asManager, { type: 'cancel-case', reason: 'It cannot go on' })
  if (ended === undefined) life.broken = 'Nobody could bring the case to an end'
  else life.walk = ended
}

/** What a decision was given must not change: to write into it throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}
