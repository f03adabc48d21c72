import type { CaseTypeDefinition } from '@casement/engine'
import { expect, test } from 'vitest'
import { differenceOf } from './difference.ts'

const first: CaseTypeDefinition = {
  id: 'visits', version: 1, name: 'Visits', reference: 'VI', about: 'home', calendar: 'england-and-wales',
  fields: { size: { number: {} } },
  clocks: [{ id: 'reply', name: 'Reply', starts: 'case.opened', stops: 'visit', allow: { workingDays: 10 } }],
  steps: [
    { id: 'visit', kind: 'task', name: 'Visit', required: true, guidance: 'Knock twice and wait.' },
    { id: 'look', kind: 'stage', name: 'Look', after: 'visit', steps: [{ id: 'photos', kind: 'task', name: 'Photos' }] },
    { id: 'end', kind: 'finish', name: 'End', after: 'look' },
  ],
}
const changed = (by: (definition: CaseTypeDefinition) => void): string[] => {
  const second = structuredClone({ ...first, version: 2 })
  by(second)
  return differenceOf(first, second).map(({ place, words }) => `${place}: ${words}`)
}

test('versions of one content differ in nothing', () => {
  expect(changed(() => undefined)).toEqual([])
})

test.each<[string, (definition: CaseTypeDefinition) => void, string[]]>([
  ['a step that is renamed', ({ steps }) => void (steps[0]!.name = 'Inspect'), ['Inspect: Renamed: it was “Visit” and is “Inspect”.']],
  ['an allowance', ({ clocks }) => void (clocks![0]!.allow = { workingDays: 5 }), ['Reply: What it allows was 10 working days and is 5 working days.']],
  ['what is required', ({ steps }) => void (steps[0]!.required = 'once-started'), ['Visit: Whether it is required was yes and is “once-started”.']],
  ['a step that is new', ({ steps }) => void steps.push({ id: 'call', kind: 'task', name: 'Call' }), ['Call: The step Call is new.']],
  ['a step that is gone, in a stage', ({ steps }) => void ((steps[1] as { steps: unknown[] }).steps = [{ id: 'list', kind: 'task', name: 'List' }]), ['Photos: The step Photos is gone.', 'List: The step List is new.']],
  ['a step that lies elsewhere', ({ steps }) => void steps.push(...(steps[1] as unknown as { steps: CaseTypeDefinition['steps'] }).steps.splice(0)), ['Photos: Where it lies was “Look” and is “the top of the path”.', 'The path: Its steps stand in another order.']],
  ['a rule', ({ steps }) => void (steps[2]!.after = { any: ['look', 'visit'] }), ['End: What starts it was “look” and is {"any":["look","visit"]}.']],
  ['a field', (definition) => void (definition.fields = { rooms: { number: {} } }), ['Size: The field Size is gone.', 'Rooms: The field Rooms is new.']],
  ['what it is about', (definition) => void (definition.about = 'tenancy'), ['The case type: About was “home” and is “tenancy”.']],
  ['a part that is new', ({ steps }) => void (steps[0]!.waitingOn = 'resident'), ['Visit: Waiting on is new: “resident”.']],
])('%s is told at its place, in a sentence', (_what, by, words) => {
  expect(changed(by)).toEqual(words)
})

test('a text that changed is told word by word', () => {
  const second = structuredClone({ ...first, version: 2 })
  second.steps[0]!.guidance = 'Knock loudly and wait.'
  const [{ text } = {}] = differenceOf(first, second)
  expect(text).toEqual([{ text: 'Knock ', change: 'same' }, { text: 'twice', change: 'removed' }, { text: 'loudly', change: 'added' }, { text: ' and wait.', change: 'same' }])
})
