import { describe, expect, it } from 'vitest'
import { pathOf } from './path-stops.ts'

const step = (id: string, state: string) => ({ id, name: id, kind: 'task', state })
const begun = (id: string) => ({ step: id, startedAt: '2026-12-01T09:00:00Z', endedAt: null })

describe('the path of a case', () => {
  const { stops } = pathOf(
    [
      { id: 'first-look', name: 'First look', state: 'completed', steps: [step('check-records', 'completed'), step('visit', 'skipped')] },
      { id: 'enquiries', name: 'Enquiries', state: 'live', steps: [step('letter', 'completed'), step('visit-2', 'completed'), step('call', 'live'), step('visit-3', 'on-hold')] },
      { id: 'decision', name: 'Decision', state: 'waiting', steps: [step('decide', 'waiting')] },
    ],
    [begun('call'), begun('visit-3')],
  )

  it('shows where the case has been, where it is and what is ahead', () => {
    expect(stops.map((stop) => [stop.name, stop.at])).toEqual([['First look', 'was'], ['Enquiries', 'now'], ['Decision', 'to']])
  })

  it('places the ring by how much of the stage is behind', () => {
    expect(stops[1]?.share).toBe(0.75)
    expect(stops[1]?.note).toBe('The case is here')
  })

  it.each([
    [[], 0.5],
    [[step('a', 'waiting')], 0.12],
    [[step('a', 'completed')], 0.88],
  ])('keeps the ring clear of the edges (%j)', (steps, share) => {
    expect(pathOf([{ id: 's', name: 'S', state: 'live', steps }], []).stops[0]?.share).toBe(share)
  })

  it('gives every step a state with a word and a shape', () => {
    expect(stops.flatMap((stop) => stop.steps.map((each) => each.state))).toEqual(['done', 'skipped', 'done', 'done', 'live', 'paused', 'not-started'])
  })
})

describe('the path of a case on hold', () => {
  const held = [
    { id: 'enquiries', name: 'Enquiries', state: 'on-hold', steps: [step('letter', 'completed'), step('call', 'on-hold')] },
    { id: 'decision', name: 'Decision', state: 'on-hold', steps: [step('decide', 'on-hold')] },
  ]

  it('is still where it was: what has not begun lies ahead', () => {
    expect(pathOf(held, [begun('call')]).stops.map((stop) => [stop.name, stop.at])).toEqual([['Enquiries', 'now'], ['Decision', 'to']])
  })
})

describe('steps outside the stages', () => {
  const stage = { id: 'enquiries', name: 'Enquiries', state: 'live', steps: [step('call', 'live')] }
  const police = (state: string) => ({ id: 'police', name: 'Ask police', state, steps: [{ ...step('police', state), name: 'Ask police' }] })

  it('are named beside the line until something calls for them', () => {
    const { stops, besides, uncalled } = pathOf([stage, police('waiting')], [])
    expect([stops.map(({ name }) => name), besides, uncalled]).toEqual([['Enquiries'], [], ['Ask police']])
  })

  it('stand beside the line with their state once they have begun', () => {
    const { stops, besides, uncalled } = pathOf([stage, police('live')], [begun('police')])
    expect([stops.length, besides.map(({ name, state }) => [name, state]), uncalled]).toEqual([1, [['Ask police', 'live']], []])
  })

  it('are left out when the case ended before anything called for them', () => {
    const { besides, uncalled } = pathOf([stage, police('cancelled')], [])
    expect([besides, uncalled]).toEqual([[], []])
  })

  it('are the stops themselves where the path has no stages', () => {
    expect(pathOf([police('live')], [begun('police')]).stops.map((stop) => stop.at)).toEqual(['now'])
  })
})

describe('the path of a case that ended early', () => {
  it('was not where no step of a stage ever began', () => {
    const cancelled = (id: string) => ({ id, name: id, state: 'cancelled', steps: [step(`${id}-step`, 'cancelled')] })
    const ended = { step: 'notice-step', startedAt: '2026-12-01T09:00:00Z', endedAt: '2026-12-02T09:00:00Z' }
    const { stops } = pathOf([cancelled('notice'), cancelled('recover')], [ended])
    expect(stops.map(({ at, note }) => [at, note])).toEqual([['was', 'Ended early'], ['to', 'Not reached']])
  })
})
