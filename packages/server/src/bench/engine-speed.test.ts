import { libraryCalendars, libraryNames, loadCaseType } from '@casement/case-types'
import { isUnfinished } from '@casement/engine'
import { expect, test } from 'vitest'
import { workOutAll } from './due-date-speed.ts'
import { engineStories, longCascadeStory, playThrough } from './engine-speed.ts'
import { longProcedure } from './long-case-types.ts'

test.each(engineStories())('the story of $caseType.id that the engine is timed with goes to its end', (story) => {
  const state = playThrough(story)
  expect(state.version).toBeGreaterThan(story.deeds.length)
  expect(Object.values(state.items).filter(isUnfinished)).toEqual([])
})

test('every due date that is timed lies after its start', () => {
  expect(workOutAll(libraryCalendars()[0]!)).toBe(1000)
})

test('the procedure that checking is timed with has 200 steps and no finding, and the case that opening is timed with goes through 500 steps', () => {
  const { caseType, findings } = loadCaseType(JSON.stringify(longProcedure(200)), 'long', libraryNames())
  expect(caseType?.steps).toHaveLength(200)
  expect(findings).toEqual([])
  const state = playThrough(longCascadeStory())
  expect(Object.values(state.items).filter((item) => item.state === 'completed')).toHaveLength(500)
  expect(state.status).toBe('closed')
})
