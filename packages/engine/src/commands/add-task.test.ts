import { describe, expect, test } from 'vitest'
import type { CaseTypeDefinition } from '../case-type/definition.ts'
import type { StepDefinition } from '../case-type/step-definition.ts'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const steps: StepDefinition[] = [
  { id: 'visit', kind: 'task', name: 'Visit', onDemand: true },
  { id: 'look', kind: 'stage', name: 'Look', after: 'call', steps: [{ id: 'photos', kind: 'task', name: 'Photos' }] },
  { id: 'call', kind: 'task', name: 'Call' },
]
const opened = (more: Partial<CaseTypeDefinition> = {}) => given(sampleType({ steps, ...more })).opened()
const log = { kind: 'import', id: 'log' } as const

describe('a task that is recorded as done keeps the rules of one that is added, where a run of it must be made', () => {
  test('a case type that lets nobody, or only some, add tasks', () => {
    const nobody = opened({ allow: { addTask: false } })
    expect(nobody.when({ type: 'record-task', step: 'visit' }).thenRefused('narrowed-by-type').words).toBe('A case of type Sample does not allow this.')
    expect(opened({ allow: { addTask: ['manager'] } }).when({ type: 'record-task', step: 'visit' }).thenRefused('narrowed-by-type').words).toContain('manager')
    expect(nobody.and({ type: 'record-task', step: 'call' }).state.items['call.1']?.state).toBe('completed')
  })

  test('a stage that is not open', () => {
    expect(opened().when({ type: 'record-task', step: 'photos' }).thenRefused('step-not-addable').words).toContain('Photos')
    expect(opened().and({ type: 'complete-task', task: 'call.1' }, { type: 'record-task', step: 'photos' }).state.items['photos.1']?.state).toBe('completed')
  })

  test('an import records what others did, whatever the rules are', () => {
    const imported = opened({ allow: { addTask: false } }).by(log).and({ type: 'record-task', step: 'visit' }, { type: 'record-task', step: 'photos' })
    expect(imported.state.items).toMatchObject({ 'visit.1': { state: 'completed' }, 'photos.1': { state: 'completed' } })
  })
})

test.each(['add-task', 'record-task'] as const)('names that every object has are no steps: %s', (type) => {
  expect(opened().when({ type, step: 'constructor' }).thenRefused('step-unknown').words).toBe('Sample has no step constructor.')
})
