import { expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const opened = () => given(sampleType({ steps: [{ id: 'look', kind: 'task', name: 'Look' }] })).opened()
const home = { kind: 'home', id: 'h1' } as const

test('a record is linked in a role, and unlinked with a reason; both stay in the case', () => {
  const linked = opened().and({ type: 'link-record', record: home, role: 'affected' }, { type: 'link-record', record: home, role: 'reported-from' })
  expect(linked.state.records).toEqual([{ id: 'record.1', record: home, role: 'affected' }, { id: 'record.2', record: home, role: 'reported-from' }])
  linked.when({ type: 'unlink-record', link: 'record.1', reason: ' ' }).thenRefused('reason-missing')
  const { state } = linked.when({ type: 'unlink-record', link: 'record.1', reason: 'Wrong flat' }).thenEvents({ type: 'record-unlinked', link: 'record.1', reason: 'Wrong flat' })
  expect(state.records?.map(({ ended }) => ended === true)).toEqual([true, false])
})

test('the same record is not linked twice in one role, nor unlinked when it is not linked', () => {
  const linked = opened().and({ type: 'link-record', record: home })
  linked.when({ type: 'link-record', record: home }).thenRefused('record-linked')
  expect(linked.when({ type: 'unlink-record', link: 'record.9', reason: 'x' }).thenRefused('record-unknown').at).toEqual([{ place: 'link', words: 'Choose home (record.1).' }])
  linked.and({ type: 'unlink-record', link: 'record.1', reason: 'x' }, { type: 'link-record', record: home })
})
