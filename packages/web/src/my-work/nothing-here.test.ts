import { expect, it } from 'vitest'
import { WORK_VIEWS } from '../routes.tsx'
import { EMPTY_VIEWS } from './nothing-here.tsx'

it('says of each view what it means that it is empty, in words of its own', () => {
  expect(new Set(WORK_VIEWS.map((view) => EMPTY_VIEWS[view].title)).size).toBe(WORK_VIEWS.length)
  expect(EMPTY_VIEWS['needs-me'].title).toBe('Nothing needs you')
})
