import { describe, expect, test } from 'vitest'
import { allowedActions } from '../allowed-actions.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { given, type Story } from '../testing/given.ts'
import { officer, sampleType } from '../testing/play.ts'
import type { Command } from './command.ts'

const caseType = sampleType({ holdReasons: [{ id: 'police', name: 'Police' }], steps: [
  { id: 'look', kind: 'stage', name: 'Look', steps: [
    { id: 'visit', kind: 'task', name: 'Visit' },
    { id: 'photos', kind: 'task', name: 'Photos', start: 'by-hand' },
    { id: 'measure', kind: 'task', name: 'Measure', onDemand: true },
    { id: 'report', kind: 'task', name: 'Report', required: true },
  ] },
  { id: 'call', kind: 'task', name: 'Call' },
] })
const done = given(caseType).opened().and({ type: 'complete-task', task: 'visit.1' }, { type: 'skip-task', task: 'photos.1' }, { type: 'complete-task', task: 'call.1' })
const redo = { type: 'redo-task', task: 'visit.1', reason: 'wrong flat' } as const
const offer = { type: 'offer-task-again', task: 'photos.1' } as const
const add = { type: 'add-task', step: 'measure' } as const
const tableOf = ({ state }: Story) => allowedActions(state, { caseType, now: '2026-12-01T10:00:00Z', actor: officer, calendar: () => englandAndWales })

describe('nothing is begun under a hold (semantics 28): once it is released it can be', () => {
  test.each<Command>([redo, offer, add, { type: 'add-task', name: 'Ring the caretaker' }, { type: 'record-task', step: 'measure' }])('of the case: %j', (command) => {
    const held = done.and({ type: 'hold', reason: 'police' })
    expect(held.when(command).thenRefused('case-on-hold').remedy).toBe('Release the hold first.')
    held.and({ type: 'release' }).when(command).thenEvents()
  })

  test.each<Command>([redo, offer, add])('of the stage in which it lies: %j', (command) => {
    const held = done.and({ type: 'hold', reason: 'police', on: 'look.1' })
    expect(held.when(command).thenRefused('task-on-hold').words).toBe('Look is on hold.')
    held.and({ type: 'redo-task', task: 'call.1', reason: 'wrong number' }, { type: 'add-task', name: 'Ring the caretaker' })
  })

  test('the table of allowed actions says so too', () => {
    const held = done.and({ type: 'hold', reason: 'police' })
    const { case: ofCase, task } = tableOf(held)
    const refused = [ofCase.find(({ action }) => action === 'add-task'), task(held.state.items['visit.1']!).find(({ action }) => action === 'redo'), task(held.state.items['photos.1']!).find(({ action }) => action === 'offer-again')]
    expect(refused.map((view) => view?.refusal?.refused)).toEqual(['case-on-hold', 'case-on-hold', 'case-on-hold'])
  })
})
