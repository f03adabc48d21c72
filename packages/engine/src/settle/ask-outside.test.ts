import { describe, expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

const visits = sampleType({
  fields: { leak: { text: {} }, size: { number: {} }, related: { record: 'case' } },
  steps: [
    { id: 'visit', kind: 'task', name: 'Visit', outcomes: ['leak', 'dry'] },
    { id: 'repair', kind: 'effect', name: 'Have it repaired', after: 'visit.leak', do: [
      { open: { caseType: 'repair', link: 'caused-by', priority: 'high', fields: { what: 'leak', rooms: 'size * 2', none: 'null' } } }, { webhook: 'contractor', body: { what: 'leak' } }, { link: { case: 'related', as: 'follows' } },
    ] },
    { id: 'chase', kind: 'task', name: 'Chase it', after: 'repair.failed' },
  ],
})
const other = { id: 'case-2', ref: 'RE-26-00001', isOpen: true }
const asked = () => given(visits).opened({ fields: { leak: 'Roof', size: 2, related: 'SM-25-00009' } }).and({ type: 'complete-task', task: 'visit.1', outcome: 'leak' })
const seqOf = ({ events }: ReturnType<typeof asked>, type: string) => events.find((event) => event.type === type)?.seq ?? 0

describe('an effect that reaches beyond its case', () => {
  test('only says in an event what is asked for, with what its expressions give', () => {
    const from = { item: 'repair.1', step: 'repair' }
    const story = asked()
    expect(story.events.filter(({ type }) => type.endsWith('-asked-for')).map(({ payload }) => payload)).toEqual([
      { caseType: 'repair', link: 'caused-by', priority: 'high', fields: { what: 'Roof', rooms: 4 }, depth: 1, reason: 'Have it repaired', from },
      { webhook: 'contractor', body: { what: 'Roof' }, reason: 'Have it repaired', from },
      { link: 'follows', ref: 'SM-25-00009', reason: 'Have it repaired', from },
    ])
    expect(story.state.items['repair.1']?.state).toBe('completed')
    expect(story.state.requests).toHaveLength(3)
  })

  test('is answered once: the case that was opened is linked, the webhook was called', () => {
    const story = asked()
    const request = seqOf(story, 'case-asked-for')
    const linked = story.when({ type: 'answer-request', request, case: other }).thenEvents({ type: 'case-linked', link: 'caused-by', way: 'from', case: other, request })
    expect(linked.state.links).toMatchObject([{ ref: 'RE-26-00001', way: 'from' }])
    linked.when({ type: 'answer-request', request, case: other }).thenRefused('request-unknown')
    linked.when({ type: 'answer-request', request: seqOf(story, 'webhook-asked-for') }).thenEvents({ type: 'webhook-called', webhook: 'contractor' })
    linked.when({ type: 'answer-request', request: seqOf(story, 'link-asked-for'), case: { ...other, id: 'case-9' } }).thenEvents({ type: 'case-linked', link: 'follows', way: 'to' })
  })

  test('that failed says so, and the path can go on from there', () => {
    const story = asked()
    const { state } = story.when({ type: 'answer-request', request: seqOf(story, 'case-asked-for'), failed: 'There is no case type repair' }).thenEvents('request-failed', { type: 'item-started', item: 'chase.1' })
    expect(state.requests).toHaveLength(2)
  })

  test('stands when the task before it is done again: nothing is asked for twice', () => {
    const again = asked().and({ type: 'redo-task', task: 'visit.1', reason: 'Look again' }, { type: 'complete-task', task: 'visit.2', outcome: 'leak' })
    expect(again.events.filter(({ type }) => type === 'case-asked-for')).toHaveLength(1)
  })

  test('names a case by a field; where that is empty, someone sees it', () => {
    const { state } = given(visits).opened().when({ type: 'complete-task', task: 'visit.1', outcome: 'leak' }).thenEvents({ type: 'expression-failed', place: 'repair.do[2].link.case' })
    expect(state.warnings['repair.do[2].link.case']).toBe('The field names no case')
  })

  test('opens no case once ten were opened one from another', () => {
    const deep = given(visits).opened().and({ type: 'link-case', link: 'caused-by', way: 'to', case: other, reason: 'Opened by it', depth: 10 })
    const { state } = deep.when({ type: 'complete-task', task: 'visit.1', outcome: 'leak' }).thenEvents({ type: 'case-asked-for', depth: 11 }, { type: 'request-failed', words: '10 cases have been opened one from another already' })
    expect(state.items['chase.1']?.state).toBe('live')
  })
})
