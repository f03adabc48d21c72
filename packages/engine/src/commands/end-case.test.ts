import { describe, expect, test } from 'vitest'
import { allowedActions } from '../allowed-actions.ts'
import { keepsCaseOpen } from '../settle/end-scope.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { given, type Story } from '../testing/given.ts'
import { officer, sampleType } from '../testing/play.ts'

const lawful = sampleType({
  clocks: [{ id: 'law', name: 'Law', basis: 'law', starts: 'case.opened', stops: 'visit.completed', allow: { days: 2 } }],
  steps: [{ id: 'visit', kind: 'task', name: 'Visit' }, { id: 'other', kind: 'task', name: 'Other' }],
})

describe('the explanations that closing a case brings', () => {
  test('are each of a clock that it has', () => {
    const refusal = given(lawful).opened().when({ type: 'close-case', explanations: { 'law.1': 'No keys', 'law.2': 'No keys' } }).thenRefused('clock-unknown')
    expect([refusal.words, refusal.at]).toEqual(['Case SM-26-00001 has no clock law.2.', [{ place: 'explanations.law.2', words: 'Choose Law (law.1).' }]])
    given(lawful).opened().when({ type: 'close-case', explanations: { constructor: 'No keys' } }).thenRefused('clock-unknown')
  })

  test('say something', () => {
    given(lawful).opened().when({ type: 'close-case', explanations: { 'law.1': ' ' } }).thenRefused('text-missing')
    const closed = given(lawful).opened().when({ type: 'close-case', explanations: { 'law.1': 'No keys' } }).thenEvents({ type: 'lateness-explained', clock: 'law.1', words: 'No keys' }, 'case-closed')
    expect(closed.state.clocks['law.1']?.explained).toBe('No keys')
  })
})

describe('what keeps a case from closing', () => {
  const gated = sampleType({ ...lawful.definition, fields: { told: { yesNo: {} } }, gates: [{ id: 'told', name: 'The resident is told', when: 'told = true' }], steps: [{ id: 'visit', kind: 'task', name: 'Visit', required: true }, { id: 'other', kind: 'task', name: 'Other' }] })
  const closeOf = ({ state }: Story) => allowedActions(state, { caseType: gated, now: '2026-12-01T10:00:00Z', actor: officer, calendar: () => englandAndWales }).case.find(({ action }) => action === 'close')

  test('is said in the table of allowed actions, where no explanation lifts it', () => {
    const opened = given(gated).opened()
    expect(closeOf(opened)?.refusal).toMatchObject({ refused: 'gates-open', at: [{ place: 'visit.1', words: 'Visit is not done' }, { place: 'told', words: 'The resident is told' }, { place: 'law.1', words: 'Law is still running' }] })
    const running = given(sampleType({ ...gated.definition, clocks: [{ ...gated.definition.clocks![0]!, stops: 'outside.done' }] })).opened()
    const ready = running.and({ type: 'complete-task', task: 'visit.1' }, { type: 'edit-fields', fields: { told: true } })
    expect(closeOf(ready)?.allowed).toBe(true)
    ready.when({ type: 'close-case' }).thenRefused('gates-open')
    ready.when({ type: 'close-case', explanations: { 'law.1': 'No keys' } }).thenEvents('case-closed')
  })

  test('is not a clock that was missed, be it of law: its lateness is explained at the clock', () => {
    const late = given(lawful).opened().on('2026-12-10T10:00:00Z').and({ type: 'complete-task', task: 'visit.1' })
    expect(keepsCaseOpen(late.state.clocks['law.1']!)).toBe(false)
    late.when({ type: 'close-case' }).thenEvents('case-closed')
    const running = given(lawful).opened()
    expect(keepsCaseOpen(running.state.clocks['law.1']!)).toBe(true)
    running.when({ type: 'close-case' }).thenRefused('gates-open')
  })
})

describe('what reopening restarts', () => {
  const cancelled = () => given(lawful).opened().and({ type: 'complete-task', task: 'visit.1' }, { type: 'redo-task', task: 'visit.1', reason: 'wrong flat' }, { type: 'cancel-case', reason: 'mistake' })
  const reopen = { type: 'reopen-case', reason: 'no mistake' } as const

  test('is restarted once, though it is named twice', () => {
    const { items } = cancelled().and({ ...reopen, restart: ['other.1', 'other.1'] }).state
    expect(Object.keys(items).filter((id) => id.startsWith('other'))).toEqual(['other.1', 'other.2'])
  })

  test('is no earlier version of a task', () => {
    expect(cancelled().when({ ...reopen, restart: ['visit.1'] }).thenRefused('step-not-addable').remedy).toContain('visit.2')
  })

  test('is one run of a clock of the landlord’s own, however often the case was reopened before (semantics 21)', () => {
    const own = sampleType({ clocks: [{ id: 'own', name: 'Own', basis: 'landlord', starts: 'case.opened', stops: 'visit', allow: { days: 2 } }], steps: [{ id: 'visit', kind: 'task', name: 'Visit' }] })
    const cancel = { type: 'cancel-case', reason: 'mistake' } as const
    const { clocks } = given(own).opened().and(cancel, reopen, cancel, reopen).state
    expect(Object.values(clocks).map(({ id, withdrawn }) => `${id} ${withdrawn ? 'withdrawn' : 'running'}`)).toEqual(['own.1 withdrawn', 'own.2 withdrawn', 'own.3 running'])
  })

  describe('opens its stage again, in which', () => {
    const staged = sampleType({ steps: [{ id: 'look', kind: 'stage', name: 'Look', steps: [
      { id: 'visit', kind: 'task', name: 'Visit' },
      { id: 'report', kind: 'task', name: 'Report', after: 'visit', required: true },
      { id: 'photos', kind: 'task', name: 'Photos', after: ['visit', 'report'], required: true },
    ] }, { id: 'other', kind: 'task', name: 'Other' }] })
    const stateOf = ({ state }: Story) => Object.values(state.items).map((item) => `${item.id} ${item.state}`)

    test('required work that had not started waits again and is not lost (semantics 16, decision 006)', () => {
      const reopened = given(staged).opened().and({ type: 'cancel-case', reason: 'mistake' }, { ...reopen, restart: ['visit.1'] })
      const done = reopened.and({ type: 'complete-task', task: 'visit.2' })
      expect(stateOf(done)).toEqual(expect.arrayContaining(['look.1 live', 'visit.2 completed', 'report.2 live', 'photos.2 waiting']))
      expect(stateOf(done.and({ type: 'complete-task', task: 'report.2' }))).toContain('photos.2 live')
    })

    test('what waits remembers what had happened before', () => {
      const cancelled = given(staged).opened().and({ type: 'complete-task', task: 'visit.1' }, { type: 'cancel-case', reason: 'mistake' })
      const done = cancelled.and({ ...reopen, restart: ['report.1'] }, { type: 'complete-task', task: 'report.2' })
      expect(stateOf(done)).toContain('photos.2 live')
    })

    test('what is restarted too does not wait beside its new run, whichever is named first', () => {
      const cancelled = given(staged).opened().and({ type: 'complete-task', task: 'visit.1' }, { type: 'cancel-case', reason: 'mistake' })
      for (const restart of [['visit.1', 'report.1'], ['report.1', 'visit.1']]) {
        const runs = stateOf(cancelled.and({ ...reopen, restart })).filter((item) => item.startsWith('report'))
        expect(runs).toEqual(['report.1 cancelled', 'report.2 live'])
      }
    })
  })
})
