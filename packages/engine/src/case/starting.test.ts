import { describe, expect, test } from 'vitest'
import type { Rule } from '../case-type/definition.ts'
import { isStalled } from '../settle/moments.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { play, sampleType } from '../testing/play.ts'

const visitType = sampleType({
  steps: [
    { id: 'visit', kind: 'task', name: 'Visit', required: true, outcomes: ['occupied', 'empty', 'unsure'] },
    { id: 'visit-again', kind: 'task', name: 'Visit again', after: { any: ['visit.unsure', 'visit-again.unsure'] }, outcomes: ['occupied', 'empty', 'unsure'], repeatable: { atMost: 2 } },
    { id: 'enquiries', kind: 'stage', name: 'Enquiries', after: { any: ['visit.empty', 'visit-again.empty'] }, steps: [
      { id: 'agencies', kind: 'task', name: 'Ask agencies', required: true },
      { id: 'letter', kind: 'task', name: 'Letter', after: 'visit', start: 'by-hand' },
    ] },
    { id: 'end', kind: 'finish', name: 'End', after: { any: ['visit.occupied', 'visit-again.occupied', 'enquiries'] } },
  ],
})

describe('starting', () => {
  test('a case opens with the steps that need nothing', () => {
    expect(play(visitType).shows()).toEqual(['visit.1 live'])
  })

  test('an outcome starts the step that waits for it, and no other', () => {
    const game = play(visitType).do({ type: 'complete-task', task: 'visit.1', outcome: 'empty' })
    expect(game.shows()).toEqual(['visit.1 completed', 'enquiries.1 live', 'agencies.1 live', 'letter.1 offered'])
  })

  test('where several steps lead to one it says whether all of them must have ended, or any', () => {
    const joined = (after: Rule) => play(sampleType({ steps: [{ id: 'gas', kind: 'task', name: 'Gas' }, { id: 'power', kind: 'task', name: 'Power' }, { id: 'keys', kind: 'task', name: 'Keys', after }] }))
    const startsWith = (after: Rule) => ['gas.1', 'power.1'].map((task) => joined(after).do({ type: 'complete-task', task }).state.items['keys.1']!.state)
    expect(joined({ all: ['gas', 'power'] }).shows()).toEqual(['gas.1 live', 'power.1 live'])
    expect([startsWith({ all: ['gas', 'power'] }), startsWith({ any: ['gas', 'power'] })]).toEqual([['waiting', 'waiting'], ['live', 'live']])
    expect(joined(['gas', 'power']).do({ type: 'complete-task', task: 'gas.1' }).do({ type: 'complete-task', task: 'power.1' }).shows()).toContain('keys.1 live')
  })

  test('an effect may wait for a person who lets it happen', () => {
    const game = play(sampleType({ fields: { size: { number: {} } }, steps: [{ id: 'visit', kind: 'task', name: 'Visit' }, { id: 'grow', kind: 'effect', name: 'Grow', start: 'by-hand', do: [{ set: { size: '5' } }] }] }))
    expect([game.shows(), game.state.fields]).toEqual([['visit.1 live', 'grow.1 offered'], {}])
    game.do({ type: 'start-task', task: 'grow.1' })
    expect([game.shows(), game.state.fields]).toEqual([['visit.1 live', 'grow.1 completed'], { size: 5 }])
  })

  test('an event from before the stage opened is remembered, not lost (semantics 1)', () => {
    const game = play(visitType).do({ type: 'complete-task', task: 'visit.1', outcome: 'empty' })
    expect(game.state.items['letter.1']!.triggers[0]!.name).toBe('visit.completed')
  })

  test('`fresh: true` asks for the stricter reading: only what happens after the stage opened', () => {
    const strict = sampleType({ steps: [
      { id: 'call', kind: 'task', name: 'Call', repeatable: true },
      { id: 'stage', kind: 'stage', name: 'Stage', after: 'call', completes: 'by-hand', steps: [{ id: 'note', kind: 'task', name: 'Note', after: { on: 'call', fresh: true } }] },
    ] })
    const game = play(strict).do({ type: 'complete-task', task: 'call.1' })
    expect(game.state.items['note.1']!.state).toBe('waiting')
    expect(game.do({ type: 'complete-task', task: 'call.2' }).state.items['note.1']!.state).toBe('live')
  })

  test('a repeatable step runs again on the next event, up to its limit (semantics 2)', () => {
    const game = play(visitType).do({ type: 'complete-task', task: 'visit.1', outcome: 'unsure' }).do({ type: 'complete-task', task: 'visit-again.1', outcome: 'unsure' })
    expect(game.shows()).toContain('visit-again.2 live')
    game.do({ type: 'complete-task', task: 'visit-again.2', outcome: 'unsure' })
    expect(game.state.items['visit-again.3']).toBeUndefined()
  })

  test('a repeatable step without a rule starts its next run when the last ends', () => {
    const game = play(sampleType({ steps: [{ id: 'call', kind: 'task', name: 'Call', repeatable: true }] }))
    expect(game.shows()).toEqual(['call.1 live'])
    expect(game.do({ type: 'complete-task', task: 'call.1' }).shows()).toEqual(['call.1 completed', 'call.2 live'])
  })

  test('a condition on its trigger is read for each branch and each time, so one that does not fit hides none that does (semantics 3)', () => {
    const asks = (rule: Rule) => sampleType({ steps: [{ id: 'call', kind: 'task', name: 'Call', repeatable: true, outcomes: ['yes', 'no'] }, { id: 'letter', kind: 'task', name: 'Letter', after: rule }] })
    const called = (rule: Rule) => play(asks(rule)).do({ type: 'complete-task', task: 'call.1', outcome: 'no' }).do({ type: 'complete-task', task: 'call.2', outcome: 'yes' })
    const first = called('call').state.items['letter.1']!.triggers[0]!.seq
    expect(called({ on: 'call', when: `trigger.seq > ${first}` }).state.items['letter.1']!.triggers[0]!.seq).toBeGreaterThan(first)
    expect(called({ any: ['call.no', 'call.yes'], when: 'trigger.name = "call.yes"' }).state.items['letter.1']!.triggers[0]!.name).toBe('call.yes')
    expect(called({ on: 'call', when: 'trigger.seq > 1000' }).state.items['letter.1']!.state).toBe('waiting')
  })

  test('a condition is read while the events are in, and again when data change (semantics 4)', () => {
    const owed = sampleType({ fields: { arrears: { number: {} } }, steps: [
      { id: 'call', kind: 'task', name: 'Call' },
      { id: 'letter', kind: 'task', name: 'Arrears letter', after: 'call', when: 'arrears > 100' },
    ] })
    const game = play(owed).do({ type: 'complete-task', task: 'call.1' })
    expect(game.shows()).toEqual(['call.1 completed'])
    expect(game.do({ type: 'edit-fields', fields: { arrears: 250 } }).shows()).toEqual(['call.1 completed', 'letter.1 live'])
    expect(game.do({ type: 'edit-fields', fields: { arrears: 0 } }).shows()).toEqual(['call.1 completed', 'letter.1 live'])
  })

  test('a condition that mentions today is read when the day turns, and says so by its moment (semantics 14)', () => {
    const dated = sampleType({ fields: { hearing: { date: {} } }, steps: [{ id: 'prepare', kind: 'task', name: 'Prepare', when: 'hearing <= today' }] })
    const game = play(dated, '2026-12-01T10:00:00Z', { fields: { hearing: '2026-12-04' } })
    game.at('2026-12-10T09:00:00Z').do({ type: 'advance-time' })
    const started = game.events.find(({ type }) => type === 'item-started')!
    expect([started.occurredAt, started.actor.kind]).toEqual(['2026-12-04T00:00:00.000Z', 'system'])
  })

  test('an offer that is declined blocks nothing and can be made again (semantics 6)', () => {
    const game = play(sampleType({ steps: [{ id: 'support', kind: 'task', name: 'Offer support', start: 'by-hand' }] }))
    expect(game.shows()).toEqual(['support.1 offered'])
    game.do({ type: 'skip-task', task: 'support.1' }).do({ type: 'offer-task-again', task: 'support.1' })
    expect(game.shows()).toEqual(['support.1 skipped', 'support.2 offered'])
    expect(game.do({ type: 'start-task', task: 'support.2' }).shows()).toContain('support.2 live')
  })

  test('a decision reads its branches once, in order, and otherwise takes the last way (semantics 7)', () => {
    const priced = sampleType({ fields: { cost: { number: {} } }, steps: [
      { id: 'route', kind: 'decision', name: 'Route', branches: [{ id: 'big', when: 'cost > 1000' }, { id: 'middling', when: 'cost > 100' }], otherwise: { id: 'small' } },
      { id: 'approve', kind: 'task', name: 'Approve', after: 'route.big' },
      { id: 'pay', kind: 'task', name: 'Pay', after: 'route.small' },
    ] })
    expect(play(priced, undefined, { fields: { cost: 5000 } }).shows()).toContain('approve.1 live')
    expect(play(priced, undefined, { fields: { cost: 5 } }).shows()).toContain('pay.1 live')
    const game = play(priced, undefined, { fields: { cost: 5 } }).do({ type: 'edit-fields', fields: { cost: 5000 } })
    expect(game.shows()).not.toContain('approve.1 live')
  })

  test('an expression that fails counts as false and someone sees it, once', () => {
    const broken = sampleType({ fields: { a: { number: {} }, b: { number: {} } }, steps: [{ id: 'check', kind: 'task', name: 'Check', when: 'a / b > 1' }] })
    const game = play(broken, undefined, { fields: { a: 1 } }).do({ type: 'add-note', text: 'one' }).do({ type: 'add-note', text: 'two' })
    expect(game.shows()).toEqual([])
    expect(game.types().filter((type) => type === 'expression-failed')).toHaveLength(1)
  })

  test('a path that does not come to rest is refused with the steps named, and nothing changes (semantics 12)', () => {
    const loop = sampleType({ steps: [
      { id: 'go', kind: 'task', name: 'Go' },
      { id: 'ping', kind: 'milestone', name: 'Ping', after: { any: ['go', 'pong'] }, repeatable: true },
      { id: 'pong', kind: 'milestone', name: 'Pong', after: 'ping', repeatable: true },
    ] })
    const game = play(loop)
    const refusal = game.refused({ type: 'complete-task', task: 'go.1' })
    expect(refusal.refused).toBe('path-does-not-settle')
    expect(refusal.words).toMatch(/ping|pong/)
    expect(game.state.items['go.1']!.state).toBe('live')
  })

  test('time cannot be refused: a path that stops coming to rest is written down as stalled, until a command settles it', () => {
    const loop = sampleType({ fields: { go: { yesNo: {} }, day: { date: {} } }, steps: [
      { id: 'ping', kind: 'milestone', name: 'Ping', when: 'go and day <= today', repeatable: true },
      { id: 'call', kind: 'task', name: 'Call' },
    ] })
    const game = play(loop, '2026-12-01T10:00:00Z', { fields: { go: true, day: '2026-12-03' } }).at('2026-12-04T10:00:00Z').do({ type: 'advance-time' })
    expect(game.types().slice(-1)).toEqual(['case-stalled'])
    expect(game.state.stalled).toContain('ping')
    expect(game.refused({ type: 'complete-task', task: 'call.1' }).refused).toBe('path-does-not-settle')
    expect(game.do({ type: 'edit-fields', fields: { go: false } }).state.stalled).toBeUndefined()
  })

  test('an open case with nothing live, offered, timed or awaited is stalled as well', () => {
    const context = (now: string) => ({ caseType: visitType, calendar: () => englandAndWales, now })
    const game = play(visitType)
    expect(isStalled(game.state, context('2026-12-01T10:00:00Z'))).toBe(false)
    game.do({ type: 'complete-task', task: 'visit.1', outcome: 'unsure' })
    game.do({ type: 'complete-task', task: 'visit-again.1', outcome: 'unsure' }).do({ type: 'complete-task', task: 'visit-again.2', outcome: 'unsure' })
    expect(isStalled(game.state, context('2026-12-01T10:00:00Z'))).toBe(true)
  })
})
