import { describe, expect, it } from 'vitest'
import { makeAlmanac } from './dates.ts'
import { STATE_WORDS, findDueState } from './state.ts'

const at = makeAlmanac({ now: Date.parse('2026-12-10T09:41:00Z') })
describe('how near a due date is', () => {
  it.each([
    ['2026-12-08T23:59:59Z', undefined, 'Overdue'],
    ['2026-12-10T09:00:00Z', undefined, 'Overdue'],
    ['2026-12-10T17:00:00Z', undefined, 'Due today'],
    ['2026-12-10T23:59:59Z', '2026-12-09T00:00:00Z', 'Due today'],
    ['2026-12-11T23:59:59Z', '2026-12-09T00:00:00Z', 'Due soon'],
    ['2026-12-15T23:59:59Z', '2026-12-14T00:00:00Z', 'On track'],
    ['2026-12-15T23:59:59Z', undefined, 'On track'],
  ])('due %s with warning from %s is %s', (dueAt, warnAt, words) => {
    const state = findDueState({ dueAt, warnAt }, at)
    expect(state && STATE_WORDS[state]).toBe(words)
  })

  it('is Paused while paused, whatever the date', () => {
    expect(findDueState({ dueAt: '2026-12-08T23:59:59Z', paused: true }, at)).toBe('paused')
  })

  it('says nothing where nothing is due', () => {
    expect(findDueState({}, at)).toBeUndefined()
  })
})
