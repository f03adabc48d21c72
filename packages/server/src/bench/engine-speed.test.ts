import { isUnfinished } from '@casement/engine'
import { expect, test } from 'vitest'
import { engineStories, playThrough } from './engine-speed.ts'

test.each(engineStories())('the story of $caseType.id that the engine is timed with goes to its end', (story) => {
  const state = playThrough(story)
  expect(state.version).toBeGreaterThan(story.deeds.length)
  expect(Object.values(state.items).filter(isUnfinished)).toEqual([])
})
