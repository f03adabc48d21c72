import { describe, expect, test } from 'vitest'
import { given } from './given.ts'
import { sampleType } from './play.ts'

const visits = sampleType({ steps: [{ id: 'visit', kind: 'task', name: 'Visit', outcomes: ['in', 'out'] }, { id: 'letter', kind: 'message', name: 'Letter', template: 'card', after: 'visit.out' }] })

describe('a story', () => {
  test('tells the events that came of a command, in order', () => {
    const story = given(visits).on('2026-12-01T09:00:00Z').opened()
      .when({ type: 'complete-task', task: 'visit.1', outcome: 'out' })
      .thenEvents({ type: 'task-completed', outcome: 'out' }, 'message-prepared')
    expect(story.state.items['letter.1']?.state).toBe('live')
  })

  test('fails when the events come in another order, or not at all', () => {
    const attempt = given(visits).opened().when({ type: 'complete-task', task: 'visit.1', outcome: 'out' })
    expect(() => attempt.thenEvents('message-prepared', 'task-completed')).toThrow('task-completed')
    expect(() => attempt.thenEvents({ type: 'task-completed', outcome: 'in' })).toThrow('"in"')
  })

  test('knows a refusal by its word, and fails when it is another or none', () => {
    const story = given(visits).opened()
    expect(story.when({ type: 'complete-task', task: 'visit.1' }).thenRefused('outcome-missing').words).toContain('Visit')
    expect(() => story.when({ type: 'complete-task', task: 'visit.1' }).thenRefused('task-unknown')).toThrow('outcome-missing')
    expect(() => story.when({ type: 'complete-task', task: 'visit.1', outcome: 'in' }).thenRefused('task-unknown')).toThrow('not refused')
  })

  test('leaves an earlier point of the story as it was', () => {
    const opened = given(visits).opened()
    opened.and({ type: 'complete-task', task: 'visit.1', outcome: 'in' })
    expect(opened.state.items['visit.1']?.state).toBe('live')
    expect(() => given(visits).state).toThrow('opened')
  })
})
