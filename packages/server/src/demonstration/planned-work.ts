import { type ActionView, type Answers, type CaseState, type Command, type Item, type TaskAction, addWorkingDays, countWorkingDays, dayAt, dayNumber, getStep, isRunning, readCaseClock } from '@casement/engine'
import { inventAnswers } from './answers.ts'
import type { Chance } from './chance.ts'
import { type CaseWords, fillWords } from './habits.ts'
import { type Office, workerOf } from './office.ts'
import { isInOfficeHours, occurredBefore, urgentMoment, workingMomentAfter } from './working-time.ts'
import type { StaffMember } from './world.ts'

/** What somebody means to do: when it will be written down, who, and what. */
export interface PlannedWork {
  at: string
  by: StaffMember
  /** `needed` names fields that the engine missed in an earlier try. */
  command: (needed?: ReadonlySet<string>) => Command
}

export interface Planning {
  state: CaseState
  office: Office
  chance: Chance
  words: CaseWords
  /** Nothing can be planned before it. */
  now: string
}

/** Working days that people take for what has no due date. */
const USUAL_DAYS = 3
const STARTED_SHARE = 0.4
const DECLINED_SHARE = 0.2
const CLAIMED_SHARE = 0.7
/** Now and then something lies: it takes this much of the time allowed. */
const OVERLOOKED_SHARE = 0.04
const OVERLOOKED = [1.2, 2.2] as const
const WRITTEN_LATER_SHARE = 0.5

/** Plans what becomes of one task, by what the engine allows with it; undefined when nobody will do anything. */
export function planWork(item: Item, actions: readonly ActionView[], planning: Planning): PlannedWork | undefined {
  const may = (action: TaskAction) => actions.some((view) => view.action === action && view.allowed)
  if (may('start')) return planOffer(item, planning)
  if (item.kind === 'wait' && item.state === 'live') return planAnswer(item, planning)
  if (!may('complete')) return undefined
  const isPooled = item.assignee?.kind === 'team' || item.assignee?.kind === 'role'
  const clock = findClock(item, planning)
  const isClaimed = isPooled && may('claim') && clock?.isUrgent !== true && planning.chance.happens(CLAIMED_SHARE)
  return isClaimed ? planClaim(item, clock, planning) : planCompletion(item, clock, planning)
}

function planOffer(item: Item, planning: Planning): PlannedWork | undefined {
  const { chance } = planning
  if (chance.happens(planning.office.habits.startedShares[item.step] ?? STARTED_SHARE)) return soon(item, planning, { type: 'start-task', task: item.id })
  return chance.happens(DECLINED_SHARE) ? soon(item, planning, { type: 'skip-task', task: item.id, reason: 'Not needed here.' }) : undefined
}

/** In good time before it is due. */
function planClaim(item: Item, clock: Pressing | undefined, planning: Planning): PlannedWork {
  const { calendar } = planning.office
  const days = clock === undefined ? USUAL_DAYS : Math.floor(countWorkingDays(calendar, dayOf(planning.now, planning.office), dayNumber(clock.dueOn)) / 3)
  return soon(item, { ...planning, mostDays: Math.min(days, USUAL_DAYS) }, { type: 'claim-task', task: item.id })
}

/** What comes from outside comes, or not. */
function planAnswer(item: Item, planning: Planning): PlannedWork | undefined {
  const { definition } = getStep(planning.office.caseType, item.step)
  if (definition.kind !== 'wait' || definition.forEvent === undefined) return undefined
  if (planning.chance.weigh(['answered', 'silent'], planning.office.habits.odds[item.step]) === 'silent') return undefined
  const name = definition.forEvent.replace(/^outside\./, '')
  return soon(item, planning, { type: 'record-outside-event', name })
}

function soon(item: Item, planning: Planning & { mostDays?: number }, command: Command): PlannedWork {
  const { office, chance, now, mostDays = USUAL_DAYS } = planning
  const at = workingMomentAfter(now, { workingDays: chance.whole(0, mostDays), calendar: office.calendar, chance })
  return { at, by: workerOn(item, dayOf(at, office), planning), command: () => command }
}

function planCompletion(item: Item, clock: Pressing | undefined, planning: Planning): PlannedWork {
  const { office, chance, words } = planning
  const { calendar, habits, caseType } = office
  const step = getStep(caseType, item.step)
  const at = clock?.isUrgent === true ? completedUrgently(item, clock, planning) : completedAt(item, clock, planning)
  const outcome = step.outcomes.length === 0 ? undefined : chance.weigh(step.outcomes.map(({ id }) => id), habits.odds[step.id])
  const places = [...(outcome === undefined ? [] : [`${step.id}.${outcome}`]), step.id]
  const answersBy = chance.fork('answers')
  const fields = (needed?: ReadonlySet<string>): Answers => inventAnswers(step.fields, { caseType, calendar, chance: answersBy, today: dayAt(at, calendar.zone), openedOn: dayAt(planning.state.openedAt, calendar.zone), places, usual: habits.answers, words, needed })
  const choices = places.map((place) => habits.taskNotes[place]).find((found) => found !== undefined)
  const notes = choices && fillWords(chance.pick(choices), words)
  const isWrittenLater = item.kind === 'task' && isInOfficeHours(at, calendar) && chance.happens(WRITTEN_LATER_SHARE)
  const occurredAt = isWrittenLater ? occurredBefore(at, { earliest: item.startedAt ?? at, calendar, chance }) : undefined
  const by = workerOn(item, dayOf(at, office), planning)
  return { at, by, command: (needed) => ({ type: 'complete-task', task: item.id, outcome, notes, occurredAt, fields: fields(needed) }) }
}

/** Who does a task on a day: not whoever did what it looks at with other eyes. */
export function workerOn(item: Item, day: number, { state, office, chance }: Planning): StaffMember {
  const others = getStep(office.caseType, item.step).notWhoDid
  const barred = new Set(Object.values(state.items).flatMap(({ step, doneBy }) => (doneBy !== undefined && others.includes(step) ? [doneBy] : [])))
  return workerOf(item.assignee, { state, office, chance, day, barred })
}

interface Pressing {
  dueAt: string
  dueOn: string
  isUrgent: boolean
}

/** The clock that presses most on a task; one that counts hours is urgent. */
function findClock(item: Item, { state, office: { calendars }, now }: Planning): Pressing | undefined {
  const running = Object.values(state.clocks).filter((clock) => clock.of === item.id && isRunning(clock))
  const read = running.map((clock): Pressing => ({ ...readCaseClock(clock, calendars, now), isUrgent: 'hours' in clock.terms.allow }))
  return read.reduce<Pressing | undefined>((first, one) => (first === undefined || one.dueAt < first.dueAt ? one : first), undefined)
}

function completedUrgently(item: Item, { dueAt }: Pressing, { office: { calendar, pace }, chance, now }: Planning): string {
  const share = chance.happens(OVERLOOKED_SHARE) ? 1.1 + chance.next() : Math.min(0.95, pace * (0.1 + chance.next() * 0.75))
  const at = urgentMoment(item.startedAt ?? now, { due: dueAt, share, calendar, chance })
  return at > now ? at : workingMomentAfter(now, { workingDays: 0, calendar, chance })
}

/** At some part of the time that its clock allows, by the pace of the office. */
function completedAt(item: Item, clock: Pressing | undefined, { office, chance, now }: Planning): string {
  const { calendar, pace } = office
  const start = dayOf(item.startedAt ?? now, office)
  const allowed = clock === undefined ? USUAL_DAYS : countWorkingDays(calendar, start, dayNumber(clock.dueOn))
  const share = chance.happens(OVERLOOKED_SHARE) ? OVERLOOKED[0] + chance.next() * (OVERLOOKED[1] - OVERLOOKED[0]) : pace * (0.4 + chance.next() * 0.6)
  const wanted = addWorkingDays(calendar, start, Math.round(allowed * share))
  return workingMomentAfter(now, { workingDays: countWorkingDays(calendar, dayOf(now, office), wanted), calendar, chance })
}

export function dayOf(moment: string, { calendar }: Office): number {
  return dayNumber(dayAt(moment, calendar.zone))
}
