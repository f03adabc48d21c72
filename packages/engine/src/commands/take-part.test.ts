import { expect, test } from 'vitest'
import type { Actor } from '../case/event.ts'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const tariq: Actor = { kind: 'person', id: 'tariq' }
const opened = () => given(sampleType({ steps: [{ id: 'visit', kind: 'task', name: 'Visit' }] })).opened()

test('people help with a case beside its one owner, who answers for it', () => {
  const helped = opened().when({ type: 'add-helper', person: 'tariq', reason: 'Knows the family' }).thenEvents({ type: 'helper-added', person: 'tariq', reason: 'Knows the family' })
  expect(helped.state).toMatchObject({ owner: { kind: 'person', id: 'officer' }, helpers: ['tariq'] })
  helped.when({ type: 'add-helper', person: 'tariq' }).thenRefused('already-assigned')
  helped.when({ type: 'add-helper', person: 'officer' }).thenRefused('already-assigned')
  expect(helped.when({ type: 'remove-helper', person: 'tariq' }).thenEvents('helper-removed').state.helpers).toEqual([])
  helped.when({ type: 'remove-helper', person: 'priya' }).thenRefused('not-taking-part')
})

test('a helper who is given the case owns it, and helps with it no more', () => {
  const given = opened().and({ type: 'add-helper', person: 'tariq' }, { type: 'assign-owner', to: { kind: 'person', id: 'tariq' } })
  expect(given.state).toMatchObject({ owner: { kind: 'person', id: 'tariq' }, helpers: [] })
})

test('who watches is told, also of a case that has ended; once each', () => {
  const closed = opened().by(tariq).and({ type: 'watch' }).and({ type: 'close-case' })
  expect(closed.state.watchers).toEqual(['tariq'])
  closed.when({ type: 'watch' }).thenRefused('already-assigned')
  closed.when({ type: 'add-helper', person: 'priya' }).thenRefused('case-closed')
  const left = closed.when({ type: 'unwatch' }).thenEvents({ type: 'watch-ended', person: 'tariq' })
  left.when({ type: 'unwatch' }).thenRefused('not-taking-part')
})

test('somebody may be named who manages a case beside whoever owns it', () => {
  const managed = opened().when({ type: 'assign-manager', to: { kind: 'person', id: 'dawn' } }).thenEvents({ type: 'manager-assigned', manager: { kind: 'person', id: 'dawn' } })
  expect(managed.state).toMatchObject({ owner: { kind: 'person', id: 'officer' }, manager: { kind: 'person', id: 'dawn' } })
  managed.when({ type: 'assign-manager', to: { kind: 'person', id: 'dawn' } }).thenRefused('already-assigned')
})
