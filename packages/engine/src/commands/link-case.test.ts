import { describe, expect, test } from 'vitest'
import { consequences } from '../consequences.ts'
import { allowedActions } from '../allowed-actions.ts'
import { given } from '../testing/given.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { sampleType } from '../testing/play.ts'

const visits = sampleType({
  closureReasons: [{ id: 'done', name: 'Done' }],
  clocks: [{ id: 'reply', name: 'Reply', basis: 'law', starts: 'case.opened', stops: 'visit', allow: { days: 5 } }],
  steps: [{ id: 'visit', kind: 'task', name: 'Visit', required: true }, { id: 'call', kind: 'task', name: 'Call' }, { id: 'end', kind: 'finish', name: 'End', after: 'visit', outcome: 'done' }],
})
const other = { id: 'case-2', ref: 'SM-26-00002', isOpen: true }
const blocked = () => given(visits).opened().and({ type: 'link-case', link: 'blocks', way: 'from', case: other, reason: 'Same roof' })

describe('a link', () => {
  test('says how the case hangs together with another, in words for a person, and is taken away again', () => {
    const linked = given(visits).opened().when({ type: 'link-case', link: 'caused-by', way: 'to', case: other, reason: 'Same leak' }).thenEvents('case-linked')
    expect(linked.state.links).toEqual([{ ...other, link: 'caused-by', way: 'to', reason: 'Same leak', depth: undefined }])
    expect(consequences(linked.state, [...linked.events])).toContain('Links the case: it is caused by SM-26-00002')
    const { state } = linked.when({ type: 'unlink-case', link: 'caused-by', way: 'to', case: 'case-2', reason: 'Another leak' }).thenEvents('case-unlinked')
    expect(state.links).toEqual([])
  })

  test('needs a reason, another case, and is made once and one way round', () => {
    const opened = given(visits).opened()
    opened.when({ type: 'link-case', link: 'follows', way: 'to', case: other, reason: ' ' }).thenRefused('reason-missing')
    opened.when({ type: 'link-case', link: 'follows', way: 'to', case: { ...other, id: 'case-1' }, reason: 'why' }).thenRefused('same-case')
    const linked = opened.and({ type: 'link-case', link: 'follows', way: 'to', case: other, reason: 'why' })
    linked.when({ type: 'link-case', link: 'follows', way: 'to', case: other, reason: 'why' }).thenRefused('already-linked')
    expect(linked.when({ type: 'link-case', link: 'follows', way: 'from', case: other, reason: 'why' }).thenRefused('already-linked').words).toBe('SM-26-00001 follows SM-26-00002, so it cannot be the other way round.')
    linked.and({ type: 'link-case', link: 'part-of', way: 'from', case: other, reason: 'why' })
  })

  test('that is not there cannot be taken away', () => {
    given(visits).opened().when({ type: 'unlink-case', link: 'follows', way: 'to', case: 'case-2', reason: 'why' }).thenRefused('not-linked')
    expect(blocked().when({ type: 'unlink-case', link: 'follows', way: 'to', case: 'case-2', reason: 'why' }).thenRefused('not-linked').remedy).toBe('It has: is blocked by SM-26-00002.')
    blocked().when({ type: 'unlink-case', link: 'blocks', way: 'from', case: 'case-2', reason: '' }).thenRefused('reason-missing')
  })

  test('can be made with a case that has ended, and from one', () => {
    const closed = given(visits).opened().and({ type: 'complete-task', task: 'visit.1' })
    expect(closed.state.status).toBe('closed')
    expect(closed.and({ type: 'link-case', link: 'follows', way: 'from', case: { ...other, isOpen: false }, reason: 'It began again' }).state.links).toHaveLength(1)
  })
})

describe('a case that another blocks', () => {
  test('cannot close while that one is open, and the table of actions says why', () => {
    const done = blocked().and({ type: 'complete-task', task: 'visit.1' })
    expect(done.state.status).toBe('open')
    expect(done.when({ type: 'close-case', reason: 'done' }).thenRefused('gates-open').words).toContain('SM-26-00002 blocks it and is still open')
    const { case: actions } = allowedActions(done.state, { caseType: visits, calendar: () => englandAndWales, now: '2026-12-01T10:00:00Z', actor: { kind: 'person', id: 'officer' } })
    expect(actions.find(({ action }) => action === 'close')).toMatchObject({ allowed: false, refusal: { refused: 'gates-open' } })
  })

  test('ends by itself once that one has ended, when its finish was reached', () => {
    const done = blocked().and({ type: 'complete-task', task: 'visit.1' })
    const { state } = done.when({ type: 'note-linked-case', case: 'case-2', isOpen: false }).thenEvents({ type: 'linked-case-changed', isOpen: false }, { type: 'case-closed', outcome: 'done' })
    expect(state.status).toBe('closed')
  })

  test('ends by itself once the link is taken away', () => {
    const { state } = blocked().and({ type: 'complete-task', task: 'visit.1' }, { type: 'unlink-case', link: 'blocks', way: 'from', case: 'case-2', reason: 'Not the same roof' })
    expect(state.status).toBe('closed')
  })

  test('is blocked again when that one is opened again, and hears nothing twice', () => {
    const free = blocked().and({ type: 'note-linked-case', case: 'case-2', isOpen: false })
    expect(free.and({ type: 'note-linked-case', case: 'case-2', isOpen: false }).events).toHaveLength(free.events.length)
    free.and({ type: 'note-linked-case', case: 'case-2', isOpen: true }, { type: 'complete-task', task: 'visit.1' }).when({ type: 'close-case', reason: 'done' }).thenRefused('gates-open')
  })
})

describe('a merge', () => {
  test('closes the case as a duplicate of the other, without its gates; what is open in it ends', () => {
    const { state, events } = given(visits).opened().when({ type: 'merge-case', into: other, reason: 'The same report' }).thenEvents(
      { type: 'case-linked', link: 'duplicate-of', way: 'to' }, { type: 'item-cancelled', item: 'visit.1' }, 'clock-withdrawn', { type: 'case-closed', outcome: 'merged', mergedInto: 'SM-26-00002' },
    )
    expect([state.status, state.outcome]).toEqual(['closed', 'merged'])
    expect(consequences(state, [...events])).toEqual(expect.arrayContaining(['Links the case: it is a duplicate of SM-26-00002', 'Cancels Visit', 'Closes the case: SM-26-00002 goes on in its place']))
  })

  test('uses the link that is there already', () => {
    const { events } = given(visits).opened().and({ type: 'link-case', link: 'duplicate-of', way: 'to', case: other, reason: 'It looks like it' }, { type: 'merge-case', into: other, reason: 'It is' })
    expect(events.filter(({ type }) => type === 'case-linked')).toHaveLength(1)
  })

  test('is refused into itself, into a case that has ended, into its own duplicate, without a reason, and once it has ended itself', () => {
    const opened = given(visits).opened()
    opened.when({ type: 'merge-case', into: { ...other, id: 'case-1' }, reason: 'why' }).thenRefused('same-case')
    opened.when({ type: 'merge-case', into: { ...other, isOpen: false }, reason: 'why' }).thenRefused('other-case-ended')
    opened.when({ type: 'merge-case', into: other, reason: '' }).thenRefused('reason-missing')
    opened.and({ type: 'link-case', link: 'duplicate-of', way: 'from', case: other, reason: 'why' }).when({ type: 'merge-case', into: other, reason: 'why' }).thenRefused('already-linked')
    const merged = opened.and({ type: 'merge-case', into: other, reason: 'why' })
    expect(merged.when({ type: 'merge-case', into: other, reason: 'why' }).thenRefused('case-closed').remedy).toBe('Reopen it first.')
  })

  test('is narrowed with cancelling, and the merged case can be opened again', () => {
    const strict = sampleType({ allow: { cancel: ['manager'] }, steps: [{ id: 'visit', kind: 'task', name: 'Visit' }] })
    const opened = given(strict).opened()
    opened.when({ type: 'merge-case', into: other, reason: 'why' }).thenRefused('narrowed-by-type')
    const merged = opened.by({ kind: 'person', id: 'm', roles: ['manager'] }).and({ type: 'merge-case', into: other, reason: 'why' })
    expect(merged.and({ type: 'reopen-case', reason: 'Not the same', restart: ['visit.1'] }).state).toMatchObject({ status: 'open', links: [{ link: 'duplicate-of' }] })
  })
})
