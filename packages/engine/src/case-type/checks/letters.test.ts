import { expect, test } from 'vitest'
import { sampleType } from '../../testing/play.ts'
import { checkCaseType } from '../check.ts'
import type { MessageStep } from '../step-definition.ts'

function errorsOf(card: Partial<MessageStep>): string[] {
  const caseType = sampleType({ steps: [{ id: 'card', kind: 'message', name: 'Card', template: 'card', ...card }, { id: 'end', kind: 'finish', name: 'End', after: 'card' }] })
  return checkCaseType(caseType, { roles: ['officer', 'manager'] }).filter(({ severity }) => severity === 'error').map(({ place, message }) => `${place}: ${message}`)
}

test('a letter that goes by itself and has to be approved is found', () => {
  expect(errorsOf({ automatic: true, approve: 'manager' })).toEqual(['steps[0].automatic: Card goes out by itself, and yet someone has to approve it.'])
  expect([errorsOf({ automatic: true }), errorsOf({ approve: 'manager' })]).toEqual([[], []])
})

test('a letter approved by an unknown role is found', () => {
  expect(errorsOf({ approve: 'director' })).toEqual(['steps[0].approve: There is no role director.'])
})
