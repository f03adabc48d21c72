import { describe, expect, test } from 'vitest'
import type { RefusalCode } from '../refusal.ts'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'
import type { Command } from './command.ts'

const visits = sampleType({ steps: [
  { id: 'visit', kind: 'task', name: 'Visit', outcomes: ['in', 'out'], fields: { meter: { number: { min: 0 }, required: true }, seen: { text: {} } } },
  { id: 'other', kind: 'task', name: 'Other' },
] })
const opened = () => given(visits).opened()

describe('a draft of a task', () => {
  const draft = { type: 'save-draft', task: 'visit.1', outcome: 'in', fields: { seen: 'A cat' }, notes: 'Come back with the keys' } as const

  test('keeps answers without completing, though some are missing, and is gone once the task is done', () => {
    const saved = opened().when(draft).thenEvents({ type: 'draft-saved', item: 'visit.1', outcome: 'in', answers: { seen: 'A cat' } })
    expect(saved.state.items['visit.1']).toMatchObject({ state: 'live', touched: true, draft: { outcome: 'in', answers: { seen: 'A cat' }, notes: 'Come back with the keys', who: 'officer', at: '2026-12-01T10:00:00.000Z' } })
    const done = saved.and({ type: 'complete-task', task: 'visit.1', outcome: 'in', fields: { meter: 5 } })
    expect(done.state.items['visit.1']).not.toHaveProperty('draft')
  })

  test('must be right in form, of a task that can be completed', () => {
    opened().when({ ...draft, fields: { meter: -5 } }).thenRefused('answers-invalid')
    opened().when({ ...draft, outcome: 'away' }).thenRefused('outcome-unknown')
    expect(opened().and({ type: 'skip-task', task: 'visit.1' }).when(draft).thenRefused('task-ended').remedy).toBe('Redo it, or add a task.')
  })

  test('is work, so that a redo of what led to it leaves it', () => {
    const led = sampleType({ steps: [{ id: 'ask', kind: 'task', name: 'Ask' }, { id: 'visit', kind: 'task', name: 'Visit', after: 'ask' }] })
    const redone = given(led).opened().and({ type: 'complete-task', task: 'ask.1' }, { type: 'save-draft', task: 'visit.1', notes: 'Half' }, { type: 'redo-task', task: 'ask.1', reason: 'x' })
    expect(redone.state.items['visit.1']?.state).toBe('live')
  })
})

test('contacts and attempts to get in are listed with who, when and how', () => {
  const { state } = opened().and(
    { type: 'record-interaction', direction: 'in', method: 'phone', with: 'The tenant', notes: 'Will be in on Friday', occurredAt: '2026-12-01T10:00:00Z' },
    { type: 'record-access-attempt', method: 'visit', outcome: 'no-answer', cardLeft: true, task: 'visit.1' },
  )
  expect(state.interactions).toMatchObject([
    { kind: 'contact', direction: 'in', method: 'phone', with: 'The tenant', notes: 'Will be in on Friday', who: 'officer', at: '2026-12-01T10:00:00.000Z' },
    { kind: 'access-attempt', method: 'visit', outcome: 'no-answer', cardLeft: true, task: 'visit.1' },
  ])
})

test('time and money are listed with what they were for', () => {
  const { state } = opened().and({ type: 'record-cost', kind: 'money', for: 'Locksmith', value: 85.5, details: 'Invoice 12', by: 'Ann' }, { type: 'record-cost', kind: 'time', for: 'Travel', value: 40 })
  expect(state.costs).toMatchObject([{ kind: 'money', type: 'Locksmith', value: 85.5, details: 'Invoice 12', by: 'Ann' }, { kind: 'time', type: 'Travel', value: 40, who: 'officer' }])
})

test('a person says whom a task waits for now', () => {
  const { state } = opened().and({ type: 'set-waiting-on', task: 'visit.1', waitingOn: 'contractor', reason: 'Needs a ladder' })
  expect(state.items['visit.1']?.waitingOn).toBe('contractor')
})

test.for<[RefusalCode, Command]>([
  ['text-missing', { type: 'record-interaction', direction: 'in', method: 'phone', notes: ' ' }],
  ['choice-unknown', { type: 'record-interaction', direction: 'in', method: 'pigeon' as 'phone', notes: 'x' }],
  ['choice-unknown', { type: 'record-access-attempt', method: 'visit', outcome: 'sunny' as 'refused', cardLeft: false }],
  ['task-unknown', { type: 'record-access-attempt', method: 'visit', outcome: 'refused', cardLeft: false, task: 'visit.9' }],
  ['value-invalid', { type: 'record-cost', kind: 'money', for: 'Travel', value: 0 }],
  ['value-invalid', { type: 'record-cost', kind: 'money', for: 'Travel', value: Number.NaN }],
  ['choice-unknown', { type: 'record-cost', kind: 'favours' as 'money', for: 'Travel', value: 3 }],
  ['text-missing', { type: 'record-cost', kind: 'time', for: '', value: 3 }],
  ['choice-unknown', { type: 'set-waiting-on', task: 'visit.1', waitingOn: 'godot' as 'us' }],
])('a refusal says precisely what is wrong: %s for %j', ([code, command]) => {
  expect(opened().when(command).thenRefused(code).remedy).toBeDefined()
})
