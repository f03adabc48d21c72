import { expect, test } from 'vitest'
import { sampleType } from '../../testing/play.ts'
import { checkCaseType } from '../check.ts'
import type { StepDefinition } from '../step-definition.ts'

const LAYERS = 100

test('a path that branches and joins a hundred times is checked: no way through it is gone twice', () => {
  const layers = Array.from({ length: LAYERS }, (_, layer) => ['left', 'right'].map((side): StepDefinition => ({
    id: `${side}-${layer}`, kind: 'task', name: `${side} ${layer}`, required: true, after: layer === 0 ? undefined : [`left-${layer - 1}`, `right-${layer - 1}`],
  })))
  const finish: StepDefinition = { id: 'end', kind: 'finish', name: 'End', after: `left-${LAYERS - 1}` }
  expect(checkCaseType(sampleType({ steps: [...layers.flat(), finish] }))).toEqual([])
})

test('a hundred points that each start the hundred are one loop, named with the fewest steps that show it', () => {
  const ids = Array.from({ length: LAYERS }, (_, nth) => `point-${nth}`)
  const steps = ids.map((id): StepDefinition => ({ id, kind: 'milestone', name: id, repeatable: true, after: { any: ['case.opened', ...ids.filter((other) => other !== id)] } }))
  const findings = checkCaseType(sampleType({ steps: [...steps, { id: 'end', kind: 'finish', name: 'End', after: 'point-0' }] }))
  expect(findings[0]?.message).toBe('point-0, point-1 would start again and again: no person and no wait is in the loop.')
})

test('a step after a clock that only another clock starts, and that one by the first, can never start', () => {
  const clock = (id: string, starts: string) => ({ id, name: id, starts, stops: 'visit', allow: { days: 3 } })
  const steps: StepDefinition[] = [{ id: 'visit', kind: 'task', name: 'Visit' }, { id: 'call', kind: 'task', name: 'Call', after: 'first.due' }, { id: 'end', kind: 'finish', name: 'End', after: 'visit' }]
  const found = (starts: string) => checkCaseType(sampleType({ clocks: [clock('first', 'second.due'), clock('second', starts)], steps })).map(({ place, message }) => `${place}: ${message}`)
  expect(found('first.due')).toContain('steps[1].after: Call can never start: nothing leads to it.')
  expect(found('case.opened')).toEqual([])
})
