import { type ActionView, type Answers, type CaseState, type Command, type Item, type TaskAction, addWorkingDays, countWorkingDays, dayAt, dayNumber, getStep, readCaseClock } from '@casement/engine'
import { inventAnswers } from './answers.ts'
import type { Chance } from './chance.ts'
import { type CaseWords, fillWords } from './habits.ts'
import { type Office, workerOf } from './office.ts'
import type { StaffMember } from './world.ts'
import { occurredBefore, workingMomentAfter } from './working-time.ts'

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

/** Plans what becomes of one task, by what the engine allows with it; undefined when nobody will do anything. */
export function planWork(item: Item, actions: readonly ActionView<TaskAction>[], planning: Planning): PlannedWork | undefined {
  const may = (action: TaskAction) => actions.some((view) => view.action === action && view.allowed)
  if (may('start')) return planOffer(item, planning)
  if (item.kind === 'wait' && item.state === 'live') return planAnswer(item, planning)
  if (!may('complete')) return undefined
  const isPooled = item.assignee?.kind === 'team' || item.assignee?.kind === 'role'
  return isPooled && may('claim') && planning.chance.happens(CLAIMED_SHARE) ? planClaim(item, planning) : planCompletion(item, planning)
}

function planOffer(item: Item, planning: Planning): PlannedWork | undefined {
  const { chance } = planning
  if (chance.happens(STARTED_SHARE)) return soon(item, planning, { type: 'start-task', task: item.id })
  return chance.happens(DECLINED_SHARE) ? soon(item, planning, { type: 'skip-task', task: item.id, reason: 'Not needed here.' }) : undefined
}

function planClaim(item: Item, planning: Planning): PlannedWork {
  return soon(item, planning, { type: 'claim-task', task: item.id })
}

/** What comes from outside comes, or not. */
function planAnswer(item: Item, planning: Planning): PlannedWork | undefined {
  const { definition } = getStep(planning.office.caseType, item.step)
  if (definition.kind !== 'wait' || definition.forEvent === undefined) return undefined
  if (planning.chance.weigh(['answered', 'silent'], planning.office.habits.odds[item.step]) === 'silent') return undefined
  const name = definition.forEvent.replace(/^outside\./, '')
  return soon(item, planning, { type: 'record-outside-event', name })
}

function soon(item: Item, { state, office, chance, now }: Planning, command: Command): PlannedWork {
  const at = workingMomentAfter(now, { workingDays: chance.whole(0, USUAL_DAYS), calendar: office.calendar, chance })
  return { at, by: workerOf(item.assignee, { state, staff: office.staff, chance }), command: () => command }
}

function planCompletion(item: Item, planning: Planning): PlannedWork {
  const { state, office, chance, words } = planning
  const { calendar, habits, caseType } = office
  const step = getStep(caseType, item.step)
  const at = completedAt(item, planning)
  const outcome = step.outcomes.length === 0 ? undefined : chance.weigh(step.outcomes.map(({ id }) => id), habits.odds[step.id])
  const places = [...(outcome === undefined ? [] : [`${step.id}.${outcome}`]), step.id]
  const answersBy = chance.fork('answers')
  const fields = (needed?: ReadonlySet<string>): Answers => inventAnswers(step.fields, { caseType, calendar, chance: answersBy, today: dayAt(at, calendar.zone), openedOn: dayAt(state.openedAt, calendar.zone), places, usual: habits.answers, words, needed })
  const choices = places.map((place) => habits.taskNotes[place]).find((found) => found !== undefined)
  const notes = choices && fillWords(chance.pick(choices), words)
  const occurredAt = item.kind === 'task' && chance.happens(0.5) ? occurredBefore(at, { earliest: item.startedAt ?? at, calendar, chance }) : undefined
  const by = workerOf(item.assignee, { state, staff: office.staff, chance })
  return { at, by, command: (needed) => ({ type: 'complete-task', task: item.id, outcome, notes, occurredAt, fields: fields(needed) }) }
}

/** At some part of the time that its clock allows, by the pace of the office. */
function completedAt(item: Item, { state, office, chance, now }: Planning): string {
  const { calendar, calendars, pace } = office
  const dayOf = (moment: string) => dayNumber(dayAt(moment, calendar.zone))
  const clock = Object.values(state.clocks).find(({ of, stopped, withdrawn }) => of === item.id && !stopped && !withdrawn)
  const start = dayOf(item.startedAt ?? now)
  const allowed = clock === undefined ? USUAL_DAYS : countWorkingDays(calendar, start, dayNumber(readCaseClock(clock, calendars, now).dueOn))
  const wanted = addWorkingDays(calendar, start, Math.round(allowed * pace * (0.4 + chance.next() * 0.6)))
  return workingMomentAfter(now, { workingDays: countWorkingDays(calendar, dayOf(now), wanted), calendar, chance })
}
