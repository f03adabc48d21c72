import { libraryCalendars } from '@casement/case-types'
import { type CaseTypeDefinition, type Command, compileCaseType, dayNumber, startOf } from '@casement/engine'
import { expect, test } from 'vitest'
import { type CaseLife, liveCase } from './case-life.ts'
import { chanceOf } from './chance.ts'
import type { Rota } from './rota.ts'
import { type Habits, habitsOf } from './habits.ts'
import { type StaffMember, inventWorld } from './world.ts'

const calendar = libraryCalendars().find(({ id }) => id === 'england-and-wales')!
const until = startOf('2026-11-23', calendar.zone)

/** A type that nobody wrote habits for, with every kind of field and of step. */
const permission: CaseTypeDefinition = {
  id: 'permission', version: 1, name: 'Permission', reference: 'PM', about: 'tenancy', calendar: 'england-and-wales', owner: [{ team: 'customer-service' }],
  lists: { pets: [{ id: 'cat', name: 'Cat' }, { id: 'dog', name: 'Dog' }] },
  fields: { asked: { text: { max: 5 }, required: true }, howMany: { number: { min: 2, max: 3 }, required: true } },
  steps: [
    {
      id: 'look', kind: 'task', name: 'Look into it', for: { team: 'customer-service' }, required: true, outcomes: ['yes', 'no'],
      fields: {
        which: { choice: 'pets', required: true }, all: { list: 'pets', required: true }, seenOn: { date: { notFuture: true }, required: true }, seenAt: { time: {}, required: true },
        sure: { yesNo: {}, required: true }, proof: { documents: 'any', required: true }, witness: { person: {}, required: true },
        why: { text: {}, requireWhen: 'trigger.sure = true' }, breed: { text: {}, showWhen: 'trigger.which = "dog"', required: true },
      },
    },
    { id: 'offer', kind: 'task', name: 'Offer advice', start: 'by-hand', for: 'owner' },
    { id: 'letter', kind: 'message', name: 'Tell them', template: 'answer', after: 'look', for: 'owner' },
    { id: 'reply', kind: 'wait', name: 'Their answer', after: 'letter', forEvent: 'answered-us', timeOut: { days: 10 } },
    { id: 'end', kind: 'finish', name: 'End', after: { any: ['reply', 'reply.timedOut'] }, outcome: 'done' },
  ],
}

const nobodyAway: Rota = { backOn: () => undefined }
const world = inventWorld(chanceOf('larkmere'), { today: '2026-11-23', homes: 20 })

interface Telling {
  definition?: CaseTypeDefinition
  rota?: Rota
  habits?: Partial<Habits>
  pace?: number
}

function live(seed: string, { definition = permission, rota = nobodyAway, habits = {}, pace = 1 }: Telling = {}): CaseLife {
  const { caseType, findings } = compileCaseType(definition)
  if (!caseType) throw new Error(JSON.stringify(findings))
  const office = { caseType, calendar, calendars: () => calendar, staff: world.staff, rota, habits: { ...habitsOf('permission'), ...habits }, pace }
  const [tenancy, openedBy] = [world.tenancies[0]!, staffNamed('Jess Halloway')]
  const plan = { subject: { kind: 'tenancy' as const, id: tenancy.id }, tenancy, surname: 'Pendlebury', patchOfficer: world.staff[0]!.id, openedBy, openedAt: '2026-09-01T10:00:00Z', until, idleFrom: until, office, words: {}, turnings: ['note', 'redo'] as const }
  return liveCase(plan, chanceOf(seed))
}

function staffNamed(name: string): StaffMember {
  return world.staff.find((one) => one.name === name)!
}

/** Away in September. */
function awayUntilOctober(...names: string[]): Rota {
  const away = names.map((name) => staffNamed(name).id)
  const [from, back] = [dayNumber('2026-09-01'), dayNumber('2026-10-01')]
  return { backOn: (person, day) => (away.includes(person) && from <= day && day < back ? back : undefined) }
}

function deedsOf({ deeds }: CaseLife, type: Command['type']) {
  return deeds.filter(({ command }) => command.type === type)
}

const seeds = ['a', 'b', 'c', 'd', 'e']

test('a case type without habits of its own is worked to its end, every field filled as it must be', () => {
  for (const seed of seeds) {
    const { state } = live(seed)
    expect(state).toMatchObject({ status: 'closed', outcome: 'done' })
    expect(state.items['look.1']?.answers).toMatchObject({ which: expect.any(String), witness: expect.any(String) })
  }
})

test('work of a team is done by its members, and one of them takes the case on', () => {
  const life = live('a')
  const desk = world.staff.filter(({ teams }) => teams.includes('customer-service')).map(({ id }) => id)
  const looked = deedsOf(life, 'complete-task').filter(({ command }) => 'task' in command && command.task?.startsWith('look') === true)
  expect(looked.length).toBeGreaterThan(0)
  expect(looked.every(({ actor }) => desk.includes(actor.id))).toBe(true)
  expect(life.state.owner).toEqual({ kind: 'person', id: deedsOf(life, 'claim-case')[0]!.actor.id })
})

/** Of the officer of the patch, who may be away. */
const visitOnly: CaseTypeDefinition = {
  id: 'visit-only', version: 1, name: 'Visit', reference: 'VO', about: 'tenancy', calendar: 'england-and-wales', owner: ['patch-officer'],
  steps: [
    { id: 'visit', kind: 'task', name: 'Visit', for: 'owner', required: true, clock: { allow: { workingDays: 10 } } },
    { id: 'end', kind: 'finish', name: 'End', after: 'visit', outcome: 'done' },
  ],
}

test('work of somebody who is away for long is given to a colleague, and waits where there is none', () => {
  const covered = live('a', { definition: visitOnly, rota: awayUntilOctober('Rosalind Quill') })
  expect(deedsOf(covered, 'reassign-task')[0]?.command).toMatchObject({ reason: 'Rosalind Quill is away until 1 October.' })
  expect(covered.state.endedAt! < '2026-10-01').toBe(true)
  const officers = ['Rosalind Quill', 'Tariq Fennimore', 'Priya Saltmarsh', 'Callum Wray']
  const waited = live('a', { definition: visitOnly, rota: awayUntilOctober(...officers) })
  expect(deedsOf(waited, 'reassign-task')).toEqual([])
  expect(waited.state.endedAt! > '2026-10-01').toBe(true)
  expect(deedsOf(waited, 'complete-task')[0]?.actor.id).toBe(staffNamed('Rosalind Quill').id)
})

const underLaw: CaseTypeDefinition = {
  ...visitOnly, id: 'under-law',
  clocks: [{ id: 'answer', name: 'Answer', basis: 'law', source: 'An Act', starts: 'case.opened', allow: { workingDays: 5 }, stops: 'outside.they-answered', extend: { by: { workingDays: 5 }, source: 'An Act' } }],
}

test('a clock of law that keeps a finished case open is explained, and the case closes', () => {
  for (const seed of seeds) {
    const { state } = live(seed, { definition: underLaw, habits: { extendedShare: 0, latenessWords: ['They never answered.'] } })
    expect(state).toMatchObject({ status: 'closed', clocks: { 'answer.1': { explained: 'They never answered.' } } })
  }
})

test('more time is asked for while the clock still runs', () => {
  const life = live('a', { definition: underLaw, habits: { extendedShare: 1, extensionReasons: ['The surveyor is ill.'] } })
  expect(deedsOf(life, 'extend-clock')).toMatchObject([{ command: { clock: 'answer.1', reason: 'The surveyor is ill.' } }])
})

const urgent: CaseTypeDefinition = {
  ...visitOnly, id: 'urgent',
  steps: [
    { id: 'visit', kind: 'task', name: 'Visit', for: { team: 'surveyors' }, required: true, clock: { allow: { hours: 24 } } },
    { id: 'end', kind: 'finish', name: 'End', after: 'visit', outcome: 'done' },
  ],
}

test('what is due within hours is done by then, by nobody who claims it first', () => {
  for (const seed of seeds) {
    const life = live(seed, { definition: urgent })
    expect(deedsOf(life, 'claim-task')).toEqual([])
    expect(life.state.endedAt! < '2026-09-02T10:00:00Z').toBe(true)
  }
})

const fourEyes: CaseTypeDefinition = {
  ...visitOnly, id: 'four-eyes', owner: [{ team: 'customer-service' }],
  steps: [
    { id: 'decide', kind: 'task', name: 'Decide', for: { role: 'manager' }, required: true },
    { id: 'approve', kind: 'task', name: 'Approve', for: { role: 'manager' }, after: 'decide', notWhoDid: 'decide', required: true },
    { id: 'end', kind: 'finish', name: 'End', after: 'approve', outcome: 'done' },
  ],
}

test('what is not for whoever did something else is done by another', () => {
  const life = live('a', { definition: fourEyes })
  expect(life.state.status).toBe('closed')
  expect(life.state.items['approve.1']?.doneBy).not.toBe(life.state.items['decide.1']?.doneBy)
})

test('the same chance leads the same life', () => {
  expect(live('a').deeds).toEqual(live('a').deeds)
  expect(live('b').deeds).not.toEqual(live('a').deeds)
})
