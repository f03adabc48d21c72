import { expect, test } from 'vitest'
import { sampleType } from '../../testing/play.ts'
import type { ClockDefinition } from '../definition.ts'
import { checkCaseType } from '../check.ts'

const sound: ClockDefinition = { id: 'done', name: 'Done', starts: 'case.opened', stops: 'visit', allow: { days: 5 } }

function errorsOf(...clocks: ClockDefinition[]): string[] {
  const type = sampleType({ fields: { severity: { text: {} }, day: { date: {} } }, clocks, steps: [{ id: 'visit', kind: 'task', name: 'Visit', outcomes: ['in'] }, { id: 'end', kind: 'finish', name: 'End', after: 'visit' }] })
  return checkCaseType(type).filter(({ severity }) => severity === 'error').map(({ place, message }) => `${place}: ${message}`)
}

test.for<[string, Partial<ClockDefinition>, string, Partial<ClockDefinition>]>([
  ['that nothing meets', { stops: undefined }, 'clocks[0].stops: Nothing meets Done, so it would always be missed.', { stops: undefined, validity: true }],
  ['that would start again by each occurrence and with another', { each: true, noLaterThan: 'first' }, 'clocks[0].noLaterThan: Done starts at each occurrence, and would start once more when first is past due.', { noLaterThan: 'first' }],
  ['that would run twice', { each: true, recurs: 'from-due' }, 'clocks[0].recurs: Done starts at each occurrence and again when it is met, so it would run twice.', { recurs: 'from-due' }],
  ['that recurs and is never met', { stops: undefined, validity: true, recurs: 'from-due' }, 'clocks[0].recurs: Done is never met, so it never comes again.', { recurs: 'from-done' }],
  ['of law that people may revise', { basis: 'law', revise: true }, 'clocks[0].revise: Done is set by law, and nobody revises that.', { revise: true }],
  ['that stays within one that is not there', { revise: { within: 'nothing' } }, 'clocks[0].revise.within: There is no clock nothing.', { revise: { within: 'first' } }],
  ['without a target', { allow: { by: 'severity', targets: {} } }, 'clocks[0].allow.targets: Done has no target.', { allow: { by: 'severity', targets: { high: { days: 2 } } } }],
  ['whose target would change with the day', { allow: { by: 'today > day', targets: { true: { days: 2 } } } }, 'clocks[0].allow.by: The target of Done would change with the day.', { allow: { by: 'outcome("visit")', targets: { in: { days: 2 } } } }],
])('a clock %s is found', ([_what, broken, says, whole]) => {
  const first: ClockDefinition = { ...sound, id: 'first', name: 'First' }
  expect(errorsOf({ ...sound, ...broken }, first)).toEqual([says])
  expect(errorsOf({ ...sound, ...whole }, first)).toEqual([])
})

test('a clock that follows one that is not there does not compile', () => {
  expect(() => errorsOf({ ...sound, noLaterThan: 'nothing' })).toThrow('clocks[0].noLaterThan: No event is called nothing.due.')
})

test('a rule hears that a window opens and that a notice expires, and only of clocks that say so', () => {
  const hears = (clock: Partial<ClockDefinition>, after: string) => () => sampleType({ clocks: [{ ...sound, ...clock }], steps: [{ id: 'visit', kind: 'task', name: 'Visit', after }] })
  expect(hears({ notBefore: { days: 2 } }, 'done.opened')).not.toThrow()
  expect(hears({ validity: true }, 'done.expired')).not.toThrow()
  expect(hears({}, 'done.opened')).toThrow('No event is called done.opened.')
  expect(hears({}, 'done.expired')).toThrow('No event is called done.expired.')
})
