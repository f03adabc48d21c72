import { libraryCalendars } from '@casement/case-types'
import { type CaseTypeDefinition, compileCaseType, startOf } from '@casement/engine'
import { expect, test } from 'vitest'
import { type CaseLife, liveCase } from './case-life.ts'
import { chanceOf } from './chance.ts'
import { habitsOf } from './habits.ts'
import { inventWorld } from './world.ts'

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

function live(seed: string): CaseLife {
  const { caseType, findings } = compileCaseType(permission)
  if (!caseType) throw new Error(JSON.stringify(findings))
  const world = inventWorld(chanceOf('larkmere'), { today: '2026-11-23', homes: 20 })
  const office = { caseType, calendar, calendars: () => calendar, staff: world.staff, habits: habitsOf('permission'), pace: 1 }
  const [tenancy, openedBy] = [world.tenancies[0]!, world.staff[0]!]
  const plan = { subject: { kind: 'tenancy' as const, id: tenancy.id }, tenancy, surname: 'Pendlebury', patchOfficer: openedBy.id, openedBy, openedAt: '2026-09-01T10:00:00Z', until, idleFrom: until, office, words: {}, turnings: ['note', 'redo'] as const }
  return liveCase(plan, chanceOf(seed))
}

test('a case type without habits of its own is worked to its end, every field filled as it must be', () => {
  for (const seed of ['a', 'b', 'c', 'd', 'e']) {
    const { state } = live(seed)
    expect(state).toMatchObject({ status: 'closed', outcome: 'done' })
    expect(state.items['look.1']?.answers).toMatchObject({ which: expect.any(String), witness: expect.any(String) })
  }
})

test('work of a team is done by its members', () => {
  const { deeds } = live('a')
  const desk = inventWorld(chanceOf('larkmere'), { today: '2026-11-23', homes: 20 }).staff.filter(({ team }) => team === 'customer-service').map(({ id }) => id)
  const looked = deeds.filter(({ command }) => command.type === 'complete-task' && command.task.startsWith('look'))
  expect(looked.length).toBeGreaterThan(0)
  expect(looked.every(({ actor }) => desk.includes(actor.id))).toBe(true)
})

test('the same chance leads the same life', () => {
  expect(live('a').deeds).toEqual(live('a').deeds)
  expect(live('b').deeds).not.toEqual(live('a').deeds)
})
