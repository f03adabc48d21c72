import { expect, test } from 'vitest'
import { consequences } from '../consequences.ts'
import { given, type Story } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const visits = sampleType({ steps: [
  { id: 'visit', kind: 'task', name: 'Visit', outcomes: ['empty', 'lived-in'] },
  { id: 'notice', kind: 'message', name: 'Notice', template: 'notice', after: 'visit.empty' },
  { id: 'welcome', kind: 'message', name: 'Welcome', template: 'welcome', after: 'visit.lived-in' },
  { id: 'other', kind: 'task', name: 'Other' },
] })
const sent = () => given(visits).opened().and({ type: 'complete-task', task: 'visit.1', outcome: 'empty' }, { type: 'complete-task', task: 'notice.1' })
const redo = { type: 'redo-task', task: 'visit.1', reason: 'wrong flat' } as const
const letters = ({ state }: Story) => Object.values(state.items).filter(({ kind, state: now }) => kind === 'message' && now !== 'waiting').map((item) => `${item.name} ${item.state}`)

test('a letter that was sent stands when its reason is taken back, and one that corrects it is offered (semantics 25)', () => {
  const before = sent()
  const redone = before.and(redo)
  expect(letters(redone)).toEqual(['Notice completed', 'Correction of Notice offered'])
  expect(redone.state.items['notice.2']).toMatchObject({ corrects: 'notice.1', name: 'Correction of Notice' })
  expect(consequences(redone.state, redone.events.slice(before.events.length))).toEqual(expect.arrayContaining(['Cannot unsend Notice', 'Offers Correction of Notice']))
  const corrected = redone.and({ type: 'start-task', task: 'notice.2' }, { type: 'complete-task', task: 'notice.2' })
  expect(letters(corrected)).toEqual(['Notice completed', 'Correction of Notice completed'])
})

test('the offer lapses when the same answer comes again, stays when another does, and is made once', () => {
  expect(letters(sent().and(redo, { type: 'complete-task', task: 'visit.2', outcome: 'empty' }))).toEqual(['Notice completed', 'Correction of Notice cancelled'])
  expect(letters(sent().and(redo, { type: 'complete-task', task: 'visit.2', outcome: 'lived-in' }))).toEqual(['Notice completed', 'Welcome live', 'Correction of Notice offered'])
  const twice = sent().and(redo, { type: 'complete-task', task: 'visit.2', outcome: 'lived-in' }, { ...redo, task: 'visit.2' })
  expect(letters(twice).filter((item) => item.startsWith('Correction'))).toEqual(['Correction of Notice offered'])
})
