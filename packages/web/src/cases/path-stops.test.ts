import { describe, expect, it } from 'vitest'
import { pathStopsOf } from './path-stops.ts'

const step = (id: string, state: string) => ({ id, name: id, kind: 'task', state })

describe('the path of a case', () => {
  const stops = pathStopsOf([
    { id: 'first-look', name: 'First look', state: 'completed', steps: [step('check-records', 'completed'), step('visit', 'skipped')] },
    { id: 'enquiries', name: 'Enquiries', state: 'live', steps: [step('letter', 'completed'), step('visit-2', 'completed'), step('call', 'live'), step('visit-3', 'on-hold')] },
    { id: 'decision', name: 'Decision', state: 'waiting', steps: [step('decide', 'waiting')] },
  ])

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
    expect(pathStopsOf([{ id: 's', name: 'S', state: 'live', steps }])[0]?.share).toBe(share)
  })

  it('gives every step a state with a word and a shape', () => {
    expect(stops.flatMap((stop) => stop.steps.map((each) => each.state))).toEqual(['done', 'skipped', 'done', 'done', 'live', 'paused', 'not-started'])
  })
})
