import { expect, test } from 'vitest'
import { time } from '../case/turn.ts'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const priya = { kind: 'person', id: 'priya' } as const
const tariq = { kind: 'person', id: 'tariq' } as const
const covered = sampleType({
  owner: [{ person: 'priya' }],
  steps: ['visit', 'call', 'write'].map((id) => ({ id, kind: 'task' as const, name: id, for: { person: 'priya' } })),
})
/** Priya is away: the case and all three tasks came to Tariq. */
const away = () => given(covered, { allocation: { candidates: {}, cover: { priya: 'tariq' } } }).opened()
const handBack = { type: 'hand-back', to: 'priya', reason: 'Back from leave' } as const

test('what came to the cover goes back at the end of the leave', () => {
  expect(away().state).toMatchObject({ owner: tariq, ownerCoversFor: 'priya' })
  const back = away().by(time).when(handBack).thenEvents(
    { type: 'owner-assigned', owner: priya, reason: 'Back from leave', handedBack: true },
    { type: 'task-assigned', item: 'visit.1', assignee: priya, reason: 'Back from leave', handedBack: true },
    { type: 'task-assigned', item: 'call.1' },
    { type: 'task-assigned', item: 'write.1' },
  )
  expect(back.state).not.toHaveProperty('ownerCoversFor')
  expect(Object.values(back.state.items).filter(({ coverFor }) => coverFor !== undefined)).toEqual([])
  expect(back.when(handBack).thenEvents().events).toHaveLength(back.events.length)
})

test('but what is done, or was given or taken by hand since, stays where it is', () => {
  const worked = away().by({ ...tariq, roles: ['officer'] }).and(
    { type: 'complete-task', task: 'visit.1' },
    { type: 'reassign-task', task: 'call.1', to: { kind: 'person', id: 'ben' } },
    { type: 'assign-owner', to: { kind: 'team', id: 'lettings' } },
  )
  const { events, state } = worked.by(time).when(handBack).thenEvents({ type: 'task-assigned', item: 'write.1', assignee: priya })
  expect(events.slice(worked.events.length).map(({ type }) => type)).toEqual(['task-assigned'])
  expect([state.owner, state.items['call.1']?.assignee, state.items['visit.1']?.doneBy]).toEqual([{ kind: 'team', id: 'lettings' }, { kind: 'person', id: 'ben' }, 'tariq'])
})

test('a case that ended meanwhile has its own owner again', () => {
  expect(away().by({ ...tariq, roles: ['officer'] }).and({ type: 'close-case' }).by(time).and(handBack).state).toMatchObject({ status: 'closed', owner: priya })
})
