import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StepDefinition } from '../case-type/step-definition.ts'
import { allowedActions } from '../allowed-actions.ts'
import { arbitraryCaseType } from '../testing/arbitrary-case-type.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { officer, play, sampleType, type Play } from '../testing/play.ts'
import { strokesUpTo, walk } from '../testing/walk.ts'
import { replay } from './evolve.ts'

const task = (id: string, more: Partial<Extract<StepDefinition, { kind: 'task' }>> = {}): StepDefinition => ({ id, kind: 'task', name: id.toUpperCase(), ...more })
const stage = (id: string, steps: StepDefinition[], more: Partial<Extract<StepDefinition, { kind: 'stage' }>> = {}): StepDefinition => ({ id, kind: 'stage', name: id.toUpperCase(), steps, ...more })
const all = (game: Play) => Object.values(game.state.items).map(({ id, state }) => `${id} ${state}`)
const holdReasons = [{ id: 'stop', name: 'Stop' }, { id: 'run', name: 'Run' }]
const done = (id: string, outcome?: string) => ({ type: 'complete-task', task: id, outcome }) as const

describe('starting, word by word', () => {
  test('two occurrences of one event count once (semantics 1)', () => {
    const game = play(sampleType({ steps: [task('ring', { repeatable: true }), task('visit', { after: ['ring', 'go'], repeatable: true }), task('go')] }))
    game.do(done('ring.1')).do(done('ring.2')).do(done('go.1'))
    expect(all(game).filter((item) => item.startsWith('visit'))).toEqual(['visit.1 live', 'visit.2 waiting'])
  })

  test('so many runs at once; the next collects its events and starts when one ends, while a condition holds (semantics 2)', () => {
    const game = play(sampleType({ fields: { size: { number: {} } }, steps: [task('ring', { repeatable: true }), task('visit', { after: 'ring', repeatable: { atMost: 9, atOnce: 1, while: 'size < 5' } })] }), undefined, { fields: { size: 1 } })
    game.do(done('ring.1')).do(done('ring.2'))
    expect(all(game)).toEqual(expect.arrayContaining(['visit.1 live', 'visit.2 waiting']))
    game.do(done('visit.1'))
    expect(all(game)).toContain('visit.2 live')
    game.do({ type: 'edit-fields', fields: { size: 9 } }).do(done('visit.2')).do(done('ring.3'))
    expect(all(game).some((item) => item.startsWith('visit.4'))).toBe(false)
  })

  test('a bare name means the usual end of its kind; `.completed` is strict (semantics 5)', () => {
    const game = play(sampleType({ steps: [
      task('ask'), task('bare', { after: 'ask' }), task('strict', { after: 'ask.completed' }), task('left', { after: 'ask.skipped' }),
      { id: 'letter', kind: 'message', name: 'Letter', template: 'card' }, task('sent', { after: 'letter' }),
      { id: 'seen', kind: 'milestone', name: 'Seen', byHand: true }, task('reached', { after: 'seen' }),
      { id: 'post', kind: 'wait', name: 'Post', forEvent: 'post', timeOut: { days: 2 } }, task('answered', { after: 'post' }), task('silence', { after: 'post.timedOut' }),
      { id: 'which', kind: 'decision', name: 'Which', branches: [{ id: 'big', when: 'false' }], otherwise: { id: 'small' } }, task('decided', { after: 'which' }), task('small', { after: 'which.small' }),
      stage('look', [task('inside')]), task('looked', { after: 'look' }),
    ] }))
    game.do({ type: 'skip-task', task: 'ask.1' })
    expect(all(game)).toEqual(expect.arrayContaining(['bare.1 live', 'left.1 live', 'strict.1 cancelled', 'sent.1 waiting', 'reached.1 waiting', 'answered.1 waiting', 'decided.1 live', 'small.1 live', 'looked.1 waiting']))
    game.do(done('letter.1')).do(done('seen.1')).do(done('inside.1')).at('2026-12-05T10:00:00Z').do({ type: 'advance-time' })
    expect(all(game)).toEqual(expect.arrayContaining(['sent.1 live', 'reached.1 live', 'looked.1 live', 'silence.1 live', 'answered.1 waiting']))
  })

  test('whether a step is offered is read as it leaves waiting (semantics 6)', () => {
    const caseType = sampleType({ fields: { size: { number: {} } }, steps: [task('go'), task('visit', { after: 'go', start: { when: 'size > 5' } })] })
    const ended = (size: number) => all(play(caseType, undefined, { fields: { size: 1 } }).do({ type: 'edit-fields', fields: { size } }).do(done('go.1')))
    expect([ended(9), ended(2)]).toEqual([expect.arrayContaining(['visit.1 live']), expect.arrayContaining(['visit.1 offered'])])
  })

  test('all branches that match are taken, otherwise only when none does (semantics 7)', () => {
    const decided = (size: number) => play(sampleType({ fields: { size: { number: {} } }, steps: [
      { id: 'which', kind: 'decision', name: 'Which', match: 'all', branches: [{ id: 'big', when: 'size > 5' }, { id: 'huge', when: 'size > 9' }], otherwise: { id: 'small' } }, task('other'),
    ] }), undefined, { fields: { size } }).state.items['which.1']!.outcome
    expect([decided(20), decided(7), decided(1)]).toEqual(['big, huge', 'big', 'small'])
  })

  test('the state follows from the events alone: no case type is at hand as they are replayed (semantics 13)', () => {
    fc.assert(fc.property(arbitraryCaseType, strokesUpTo(15), (caseType, strokes) => {
      const { state, events } = walk(caseType, strokes)
      expect(replay(JSON.parse(JSON.stringify(events)) as typeof events)).toEqual(JSON.parse(JSON.stringify(state ?? null)) ?? undefined)
    }), { numRuns: 50 })
  })
})

describe('ending, word by word', () => {
  test('required work blocks also while it waits, and an expression is read at each check (semantics 16)', () => {
    const caseType = sampleType({ fields: { risk: { number: {} } }, steps: [stage('look', [task('visit'), task('refer', { after: 'visit.completed', when: 'risk > 9', required: { when: 'risk > 5' } })]), task('other')] })
    const open = (risk: number) => play(caseType, undefined, { fields: { risk } }).do(done('visit.1'))
    expect([all(open(7)).includes('look.1 live'), all(open(1)).includes('look.1 completed')]).toEqual([true, true])
    expect(all(open(7).do({ type: 'edit-fields', fields: { risk: 2 } }))).toContain('look.1 completed')
  })

  test('what is on hold counts as live; where all must be done, what waits keeps its stage open (semantics 17)', () => {
    const held = play(sampleType({ holdReasons, steps: [stage('look', [task('visit', { required: true }), task('photos')]), task('other')] }))
    held.do({ type: 'hold', reason: 'stop', on: 'photos.1' }).do(done('visit.1'))
    expect(all(held)).toContain('look.1 live')
    const whole = play(sampleType({ steps: [stage('look', [task('visit'), task('later', { after: 'outside.post' })], { completes: 'when-all-done' }), task('other')] })).do(done('visit.1'))
    expect(all(whole)).toContain('look.1 live')
    whole.do({ type: 'record-outside-event', name: 'post' }).do(done('later.1'))
    expect(all(whole)).toContain('look.1 completed')
  })

  test('a cancel rule counts from the making of the item, ends what is inside first, withdraws its clocks, and each successor tests its own (semantics 18)', () => {
    const game = play(sampleType({ steps: [
      task('stop', { repeatable: true }),
      stage('look', [task('visit', { clock: { allow: { days: 3 } } })], { cancelWhen: 'stop', after: 'go', repeatable: true }),
      task('go', { repeatable: true }), task('other'),
    ] }))
    game.do(done('go.1')).do(done('stop.1'))
    expect(all(game)).toEqual(expect.arrayContaining(['look.1 cancelled', 'visit.1 cancelled', 'look.2 cancelled']))
    expect(game.types().filter((type) => type === 'item-cancelled').length).toBe(3)
    const cancelled = game.events.filter(({ type }) => type === 'item-cancelled').map(({ payload }) => (payload as { item: string }).item)
    expect(cancelled.indexOf('visit.1')).toBeLessThan(cancelled.indexOf('look.1'))
    expect(game.state.clocks['visit.1']!.withdrawn!.reason).toBe('no longer needed')
  })

  test('inside a stage a finish ends that run only, and names what it waits for in the case’s own table (semantics 19)', () => {
    const caseType = sampleType({ steps: [
      stage('look', [task('visit'), task('report', { required: true }), { id: 'seen', kind: 'finish', name: 'Seen', after: 'visit' }]),
      task('tell', { after: 'look', required: true }), { id: 'end', kind: 'finish', name: 'End', after: 'visit' },
    ] })
    const game = play(caseType).do(done('visit.1'))
    expect(all(game)).toEqual(expect.arrayContaining(['look.1 live', 'seen.1 live', 'end.1 live']))
    const close = allowedActions(game.state, { caseType, calendar: () => englandAndWales, now: game.state.lastAt, actor: officer }).case.find(({ action }) => action === 'close')
    expect(close?.refusal?.at?.map(({ words }) => words)).toEqual(['REPORT is not done', 'TELL is not done'])
    game.do(done('report.1'))
    expect([all(game).includes('look.1 completed'), game.state.status]).toEqual([true, 'open'])
    expect(game.do(done('tell.1')).state.status).toBe('closed')
  })

  test('what can never start any more is found to the end of the chain, and goes with what a person skips (semantics 20)', () => {
    const game = play(sampleType({ steps: [task('a'), task('b', { after: ['a.completed', 'other'] }), stage('c', [task('d')], { after: 'b' }), task('e', { after: 'd.completed' }), task('other')] }))
    game.do({ type: 'skip-task', task: 'a.1' })
    expect(all(game)).toEqual(expect.arrayContaining(['b.1 cancelled', 'c.1 cancelled', 'e.1 cancelled', 'other.1 live']))
  })

  test('a case that was cancelled is reopened, and how often is counted (semantics 21)', () => {
    const game = play(sampleType({ steps: [task('visit')] })).do({ type: 'cancel-case', reason: 'x' }).do({ type: 'reopen-case', reason: 'y', restart: ['visit.1'] }).do({ type: 'cancel-case', reason: 'x' }).do({ type: 'reopen-case', reason: 'y' })
    expect([game.state.status, game.state.happened['case.reopened']!.length]).toEqual(['open', 2])
  })

  test('a command is narrowed by an expression as long as that does not hold (semantics 22)', () => {
    const game = play(sampleType({ fields: { told: { yesNo: {} } }, allow: { close: 'told = true', addTask: false }, steps: [task('visit')] }))
    expect(game.refused({ type: 'close-case' }).remedy).toContain('told = true')
    expect(game.refused({ type: 'add-task', name: 'X' }).refused).toBe('narrowed-by-type')
    expect(game.do({ type: 'edit-fields', fields: { told: true } }).do({ type: 'close-case' }).state.status).toBe('closed')
  })
})

describe('holds, word by word', () => {
  test('holds are a set: only the last release restores what was, as it was (semantics 28)', () => {
    const game = play(sampleType({ holdReasons, steps: [task('visit'), task('offer', { start: 'by-hand' }), task('later', { after: 'visit' })] }))
    game.do({ type: 'hold', reason: 'stop' }).do({ type: 'hold', reason: 'run' })
    expect(game.shows()).toEqual(['visit.1 on-hold', 'offer.1 on-hold'])
    const [first] = game.state.holds
    game.do({ type: 'release', hold: first!.id })
    expect(game.refused(done('visit.1')).refused).toBe('task-on-hold')
    game.do({ type: 'release' })
    expect(game.shows()).toEqual(['visit.1 live', 'offer.1 offered'])
  })

  test('what happens outside satisfies rules under a hold, and what it starts waits for the release (semantics 28)', () => {
    const game = play(sampleType({ holdReasons, steps: [task('visit'), { id: 'post', kind: 'wait', name: 'Post', forEvent: 'post' }, task('read', { after: 'outside.post' })] }))
    game.do({ type: 'hold', reason: 'run' }).do({ type: 'record-outside-event', name: 'post' })
    expect(game.state.items['read.1']!.state).toBe('waiting')
    expect(all(game.do({ type: 'release' }))).toEqual(expect.arrayContaining(['read.1 live', 'post.1 completed']))
  })
})

describe('clocks, word by word', () => {
  test('an event withdraws a clock, once its condition holds: it is neither met nor missed, and says why (semantics 30)', () => {
    const game = play(sampleType({
      fields: { size: { number: {} } },
      clocks: [{ id: 'law', name: 'Law', basis: 'law', starts: 'case.opened', stops: 'visit', withdraws: { on: 'outside.moved-out', when: 'size > 5' }, allow: { days: 2 } }],
      steps: [task('visit'), task('other')],
    }), undefined, { fields: { size: 1 } })
    game.do({ type: 'record-outside-event', name: 'moved-out' })
    expect(game.clock('law.1').state).toBe('running')
    game.do({ type: 'edit-fields', fields: { size: 9 } }).at('2026-12-20T10:00:00Z').do({ type: 'advance-time' })
    expect([game.clock('law.1').state, game.clock('law.1').late, game.state.clocks['law.1']!.withdrawn!.reason]).toEqual(['withdrawn', false, 'outside.moved-out'])
    expect(game.types()).not.toContain('clock-due')
  })

  test('an extension in the clock’s own unit counts the whole sum again from the start, in another unit from the due date (semantics 32)', () => {
    const extended = (by: { workingDays: number } | { days: number }) => play(sampleType({ clocks: [{ id: 'reply', name: 'Reply', starts: 'case.opened', stops: 'visit', allow: { workingDays: 3 }, extend: { by } }], steps: [task('visit')] }))
      .do({ type: 'extend-clock', clock: 'reply.1', reason: 'Ill' }).clock('reply.1').dueOn
    // From Tuesday 1 December: five working days are due on Tuesday; three are due on Friday, and two days on that is Sunday.
    expect([extended({ workingDays: 2 }), extended({ days: 2 })]).toEqual(['2026-12-08', '2026-12-06'])
  })
})
