import { type CaseState, type Command, allowedActions, dayAt, dayNumber, isRunning, isUnfinished } from '@casement/engine'
import type { Chance } from './chance.ts'
import { type CaseWords, fillWords } from './habits.ts'
import { inventMobile } from './names.ts'
import { type Office, actorOf, coverFor, managerOf, presentOwner } from './office.ts'
import { workingMomentAfter } from './working-time.ts'
import type { StaffMember } from './world.ts'

/** What happens to a case besides its tasks. */
export type Turning = 'note' | 'party' | 'pause' | 'release' | 'long-pause' | 'reassign' | 'redo' | 'cancel' | 'raise-priority' | 'extra-task'

/** Which working day after the opening each is due on, from and to; the last three count back from the end. */
const DAYS: Record<Turning, readonly [number, number]> = {
  party: [0, 1], note: [1, 14], pause: [2, 5], release: [6, 10], redo: [3, 12], cancel: [1, 3], 'raise-priority': [1, 8],
  'long-pause': [-4, -1], reassign: [-4, -1], 'extra-task': [-2, -1],
}

export interface TurningPlan {
  kind: Turning | AddedStep
  at: string
  /** How often it could not be done. */
  tries: number
}

/** A task that the case type offers and nobody need do: somebody adds it. */
export interface AddedStep {
  step: string
  /** Only while this task is before somebody. */
  while?: string
}

/** Says when each turning will come, between the opening and the end of history. */
export function planTurnings(kinds: readonly Turning[], { openedAt, until, office, chance }: { openedAt: string; until: string; office: Office; chance: Chance }): TurningPlan[] {
  const { calendar } = office
  return kinds.map((kind) => {
    const [from, to] = DAYS[kind]
    const workingDays = chance.whole(from, to)
    const at = workingMomentAfter(workingDays < 0 ? until : openedAt, { workingDays, calendar, chance })
    return { kind, tries: 0, at: at > openedAt ? at : workingMomentAfter(openedAt, { workingDays: 0, calendar, chance }) }
  })
}

/** Says when which of the tasks that are added as needed will be. */
export function planAddedSteps({ openedAt, office: { calendar, habits }, chance }: { openedAt: string; office: Office; chance: Chance }): TurningPlan[] {
  return habits.addedSteps.flatMap(({ step, share, days, ...rest }): TurningPlan[] => {
    if (!chance.happens(share)) return []
    return [{ kind: { step, ...rest }, tries: 0, at: workingMomentAfter(openedAt, { workingDays: chance.whole(...days), calendar, chance }) }]
  })
}

export interface TurningContext {
  state: CaseState
  office: Office
  chance: Chance
  now: string
  openedBy: StaffMember
  words: CaseWords
  surname: string
}

/** What a turning asks of the case as it stands; undefined when it has nothing to act on now. */
export function carryOutTurning(kind: TurningPlan['kind'], context: TurningContext): { by: StaffMember; command: Command } | undefined {
  const { office, now } = context
  const day = dayNumber(dayAt(now, office.calendar.zone))
  const present = presentOwner({ ...context, day })
  if (typeof kind === 'object') return isTimeFor(kind, context) ? { by: present, command: { type: 'add-task', step: kind.step } } : undefined
  const by = kind === 'party' && office.rota.backOn(context.openedBy.id, day) === undefined ? context.openedBy : kind === 'cancel' ? managerOf(office, day) : present
  const command = commands[kind](context, by)
  return command && { by, command }
}

function isTimeFor({ step, while: during }: AddedStep, { state: { items } }: TurningContext): boolean {
  const isLive = (id: string) => Object.values(items).some((item) => item.step === id && item.state === 'live')
  return !isLive(step) && (during === undefined || isLive(during))
}

const commands: Record<Turning, (context: TurningContext, by: StaffMember) => Command | undefined> = {
  note: ({ office, chance, words }) => ({ type: 'add-note', text: fillWords(chance.pick(office.habits.caseNotes), words) }),
  party: ({ office, chance, surname, words }) => ({ type: 'add-party', party: partyOf(chance.pick(office.habits.parties), { chance, surname, words }) }),
  pause: (context) => pause(context),
  'long-pause': (context) => pause(context),
  release: ({ state }) => (state.holds.length > 0 ? { type: 'release', notes: 'It can go on.' } : undefined),
  reassign,
  redo,
  cancel: ({ office, chance }) => ({ type: 'cancel-case', reason: chance.pick(office.habits.cancelReasons) }),
  'extra-task': ({ office, chance, words }) => ({ type: 'add-task', name: fillWords(chance.pick(office.habits.extraTasks), words), for: { kind: 'owner' } }),
  'raise-priority': ({ chance }) => ({ type: 'set-priority', priority: 'high', reason: chance.pick(['A baby lives next door and water is coming through.', 'The front door does not lock.']) }),
}

function partyOf(role: string, { chance, surname, words }: Pick<TurningContext, 'chance' | 'surname' | 'words'>): { role: string; name: string; mustNotBeTold?: boolean } {
  if (role === 'Next of kin') return { role, name: `${words['kin']} ${surname}, ${inventMobile(chance)}` }
  return { role, name: words['neighbour'] ?? role, mustNotBeTold: true }
}

/** For a reason that stops a clock of the case, where there is one. */
function pause({ state, office, chance }: TurningContext): Command | undefined {
  const reasons = (office.caseType.definition.holdReasons ?? []).map(({ id }) => id)
  const stopping = reasons.filter((reason) => Object.values(state.clocks).some((clock) => isRunning(clock) && clock.terms.pausedBy.includes(reason)))
  const choices = stopping.length > 0 ? stopping : reasons
  return choices.length === 0 ? undefined : { type: 'hold', reason: chance.pick(choices), notes: chance.pick(office.habits.holdNotes) }
}

function reassign({ state, office, chance, now }: TurningContext, by: StaffMember): Command | undefined {
  const actions = allowedActions(state, { caseType: office.caseType, calendar: office.calendars, now, actor: actorOf(by) })
  const tasks = Object.values(state.items).filter((item) => item.kind === 'task' && item.state === 'live' && actions.task(item).some(({ action, allowed }) => action === 'reassign' && allowed))
  const other = coverFor(by, { ...office, day: dayNumber(dayAt(now, office.calendar.zone)), chance })
  if (tasks.length === 0 || other === undefined) return undefined
  return { type: 'reassign-task', task: chance.pick(tasks).id, to: { kind: 'person', id: other.id }, reason: chance.pick(['Knows the family.', 'Is in the street that day.', 'Has done the same job next door.']) }
}

function redo({ state, office, chance, now }: TurningContext, by: StaffMember): Command | undefined {
  const actions = allowedActions(state, { caseType: office.caseType, calendar: office.calendars, now, actor: actorOf(by) })
  const done = Object.values(state.items).filter((item) => item.kind === 'task' && item.outcome !== undefined && !isUnfinished(item))
  const task = done.findLast((item) => actions.task(item).some(({ action, allowed }) => action === 'redo' && allowed))
  return task && { type: 'redo-task', task: task.id, reason: chance.pick(office.habits.redoReasons) }
}
