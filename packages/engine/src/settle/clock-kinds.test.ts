import { describe, expect, test } from 'vitest'
import { explainClock } from '../clocks/explain.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { play, sampleType } from '../testing/play.ts'

const task = (id: string, after?: string) => ({ id, kind: 'task', name: id.toUpperCase(), after }) as const

describe('A window', () => {
  const type = sampleType({
    clocks: [{ id: 'served', name: 'Notice served', starts: 'case.opened', stops: 'serve', notBefore: { days: 10 }, allow: { days: 20 } }],
    steps: [task('serve'), task('remind', 'served.opened')],
  })

  test('opens, and a rule hears it', () => {
    const game = play(type).at('2026-12-11T23:00:00Z').do({ type: 'advance-time' })
    expect([game.clock('served.1').opensAt, game.state.items['remind.1']?.state]).toEqual(['2026-12-12T00:00:00.000Z', 'waiting'])
    expect(game.at('2026-12-12T08:00:00Z').do({ type: 'advance-time' }).state.items['remind.1']?.state).toBe('live')
  })

  test('is not met by what is done before it', () => {
    const done = (at: string) => play(type).at(at).do({ type: 'complete-task', task: 'serve.1' }).clock('served.1')
    expect(done('2026-12-05T10:00:00Z')).toMatchObject({ state: 'missed', early: true, late: false })
    expect(done('2026-12-14T10:00:00Z')).toMatchObject({ state: 'met', early: false })
    expect(done('2026-12-30T10:00:00Z')).toMatchObject({ state: 'missed', early: false, late: true })
  })
})

describe('The validity of a notice', () => {
  const type = sampleType({
    clocks: [{ id: 'notice', name: 'Notice', validity: true, starts: 'serve', stops: 'claim', allow: { months: 12, inclusive: true }, warn: { weeks: 4 } }],
    steps: [task('serve'), task('claim', 'serve'), task('serve-again', 'notice.expired')],
  })

  test('ends by itself; a rule hears it, and nobody is late', () => {
    const game = play(type).do({ type: 'complete-task', task: 'serve.1' })
    expect(explainClock(game.state.clocks['notice.1']!, englandAndWales, '2026-12-01T10:00:00Z').title).toBe('Notice until Tue 30 Nov 2027')
    game.at('2027-12-02T10:00:00Z').do({ type: 'advance-time' })
    expect(game.clock('notice.1')).toMatchObject({ state: 'withdrawn', late: false })
    expect(game.state.clocks['notice.1']?.withdrawn?.reason).toBe('expired')
    expect(explainClock(game.state.clocks['notice.1']!, englandAndWales, '2027-12-02T10:00:00Z').left.words).toBe('Expired')
    expect(game.state.items['serve-again.1']?.state).toBe('live')
  })

  test('is over when it is used', () => {
    const game = play(type).do({ type: 'complete-task', task: 'serve.1' }).do({ type: 'complete-task', task: 'claim.1' })
    expect(game.clock('notice.1').state).toBe('met')
    expect(explainClock(game.state.clocks['notice.1']!, englandAndWales, '2026-12-02T10:00:00Z').left.words).toBe('Used with 364 days to spare')
  })
})

describe('A chained clock that is due no later than another (semantics 29)', () => {
  const type = sampleType({
    clocks: [
      { id: 'investigated', name: 'Investigated', starts: 'case.opened', stops: 'investigate', allow: { workingDays: 2 } },
      { id: 'told', name: 'Told', starts: 'investigate', noLaterThan: 'investigated', stops: 'tell', allow: { workingDays: 3 } },
    ],
    steps: [task('investigate'), task('tell', 'investigate')],
  })

  test('counts from its own start where the first duty is done in time', () => {
    const game = play(type).at('2026-12-02T10:00:00Z').do({ type: 'complete-task', task: 'investigate.1' }).at('2026-12-10T10:00:00Z').do({ type: 'advance-time' })
    expect([game.clock('told.1').dueOn, Object.keys(game.state.clocks)]).toEqual(['2026-12-07', ['investigated.1', 'told.1']])
  })

  test('and from the due date of the first where that is missed, once', () => {
    const game = play(type).at('2026-12-04T10:00:00Z').do({ type: 'advance-time' })
    expect(game.clock('told.1').dueOn).toBe('2026-12-08')
    game.at('2026-12-07T10:00:00Z').do({ type: 'complete-task', task: 'investigate.1' })
    expect(Object.keys(game.state.clocks)).toEqual(['investigated.1', 'told.1'])
    expect(game.clock('told.1').dueOn).toBe('2026-12-08')
  })
})

describe('A clock that recurs (semantics 34)', () => {
  const recurring = (recurs: 'from-due' | 'from-done') => sampleType({
    clocks: [{ id: 'updated', name: 'Updated', starts: 'case.opened', stops: 'update', withdraws: 'solve', allow: { workingDays: 10 }, recurs }],
    steps: [{ ...task('update'), repeatable: true }, task('solve')],
  })
  const update = (run: number) => ({ type: 'complete-task', task: `update.${run}` }) as const

  test('counts from the slot before, however early it was met (semantics 34)', () => {
    const game = play(recurring('from-due')).at('2026-12-07T10:00:00Z').do(update(1))
    expect([game.clock('updated.1').state, game.clock('updated.2').dueOn]).toEqual(['met', '2026-12-31'])
    expect(game.at('2026-12-21T10:00:00Z').do(update(2)).clock('updated.3').dueOn).toBe('2027-01-15')
  })

  test('or from when it was done', () => {
    const game = play(recurring('from-done')).at('2026-12-07T10:00:00Z').do(update(1))
    expect(game.clock('updated.2').dueOn).toBe('2026-12-21')
  })

  test('slots that went by unfinished are missed, not doubled (semantics 34)', () => {
    const game = play(recurring('from-due')).at('2027-01-06T10:00:00Z').do(update(1))
    expect([game.clock('updated.1').state, game.clock('updated.2').dueOn]).toEqual(['missed', '2027-01-15'])
    expect(game.events.findLast(({ type }) => type === 'clock-started')?.payload).toMatchObject({ missedSlots: 1 })
  })

  test('no more once it is withdrawn', () => {
    const game = play(recurring('from-due')).do(update(1)).do({ type: 'complete-task', task: 'solve.1' })
    expect(game.clock('updated.2').state).toBe('withdrawn')
    expect(game.at('2027-02-01T10:00:00Z').do({ type: 'advance-time' }).state.clocks['updated.3']).toBeUndefined()
  })

  test('in each strand by itself, until that ends', () => {
    const each = sampleType({
      lists: { kinds: [{ id: 'noise', name: 'Noise' }, { id: 'litter', name: 'Litter' }] }, strands: { list: 'kinds' },
      clocks: [{ id: 'updated', name: 'Updated', per: 'strand', starts: 'strand.started', stops: 'update', allow: { workingDays: 10 }, recurs: 'from-done' }],
      steps: [{ ...task('update'), forEach: 'strand', repeatable: true }],
    })
    const shown = () => Object.values(game.state.clocks).map(({ id, strand, stopped, withdrawn }) => `${id} ${strand} ${stopped ? 'met' : withdrawn ? 'withdrawn' : 'running'}`)
    const game = play(each).do({ type: 'start-strand', value: 'noise' }).do({ type: 'start-strand', value: 'litter' })
    const liveIn = (strand: string) => Object.values(game.state.items).find(({ element, state }) => element?.id === strand && state === 'live')!.id
    const done = liveIn('strand.2')
    game.at('2026-12-07T10:00:00Z').do({ type: 'complete-task', task: done })
    expect(shown()).toEqual(['updated.1 strand.1 running', 'updated.2 strand.2 met', 'updated.3 strand.2 running'])
    expect([game.clock('updated.1').dueOn, game.clock('updated.3').dueOn]).toEqual(['2026-12-15', '2026-12-21'])
    game.do({ type: 'redo-task', task: done, reason: 'wrong' })
    expect(shown()).toEqual(['updated.1 strand.1 running', 'updated.2 strand.2 running', 'updated.3 strand.2 withdrawn'])
    game.do({ type: 'end-strand', strand: 'strand.2', reason: 'Gone' })
    expect(shown()).toEqual(['updated.1 strand.1 running', 'updated.2 strand.2 withdrawn', 'updated.3 strand.2 withdrawn'])
    expect(game.at('2026-12-08T10:00:00Z').do({ type: 'complete-task', task: liveIn('strand.1') }).state.clocks['updated.4']).toMatchObject({ strand: 'strand.1' })
  })

  test('a redo of what met it takes the run after it back', () => {
    const game = play(recurring('from-done')).at('2026-12-07T10:00:00Z').do(update(1)).do({ type: 'redo-task', task: 'update.1', reason: 'wrong' })
    expect(game.clock('updated.2').state).toBe('withdrawn')
    expect(game.at('2026-12-08T10:00:00Z').do({ type: 'complete-task', task: Object.values(game.state.items).findLast(({ step, state }) => step === 'update' && state === 'live')!.id }).clock('updated.3').state).toBe('running')
  })
})
