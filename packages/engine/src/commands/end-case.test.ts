import { describe, expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const lawful = sampleType({
  clocks: [{ id: 'law', name: 'Law', basis: 'law', starts: 'case.opened', stops: 'visit.completed', allow: { days: 2 } }],
  steps: [{ id: 'visit', kind: 'task', name: 'Visit' }, { id: 'other', kind: 'task', name: 'Other' }],
})

describe('the explanations that closing a case brings', () => {
  test('are each of a clock that it has', () => {
    const refusal = given(lawful).opened().when({ type: 'close-case', explanations: { 'law.1': 'No keys', 'law.2': 'No keys' } }).thenRefused('clock-unknown')
    expect([refusal.words, refusal.at]).toEqual(['Case SM-26-00001 has no clock law.2.', [{ place: 'law.1', words: 'Law' }]])
    given(lawful).opened().when({ type: 'close-case', explanations: { constructor: 'No keys' } }).thenRefused('clock-unknown')
  })

  test('say something', () => {
    given(lawful).opened().when({ type: 'close-case', explanations: { 'law.1': ' ' } }).thenRefused('text-missing')
    const closed = given(lawful).opened().when({ type: 'close-case', explanations: { 'law.1': 'No keys' } }).thenEvents({ type: 'lateness-explained', clock: 'law.1', words: 'No keys' }, 'case-closed')
    expect(closed.state.clocks['law.1']?.explained).toBe('No keys')
  })
})

describe('what reopening restarts', () => {
  const cancelled = () => given(lawful).opened().and({ type: 'complete-task', task: 'visit.1' }, { type: 'redo-task', task: 'visit.1', reason: 'wrong flat' }, { type: 'cancel-case', reason: 'mistake' })
  const reopen = { type: 'reopen-case', reason: 'no mistake' } as const

  test('is restarted once, though it is named twice', () => {
    const { items } = cancelled().and({ ...reopen, restart: ['other.1', 'other.1'] }).state
    expect(Object.keys(items).filter((id) => id.startsWith('other'))).toEqual(['other.1', 'other.2'])
  })

  test('is no earlier version of a task', () => {
    expect(cancelled().when({ ...reopen, restart: ['visit.1'] }).thenRefused('step-not-addable').remedy).toContain('visit.2')
  })
})
