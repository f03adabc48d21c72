import { expect, test } from 'vitest'
import type { RefusalCode } from '../refusal.ts'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'
import type { Command } from './command.ts'

const visits = sampleType({ holdReasons: [{ id: 'hospital', name: 'In hospital' }], steps: [{ id: 'visit', kind: 'task', name: 'Visit', clock: { allow: { days: 2 } } }] })

test.for<[RefusalCode, Command]>([
  ['text-missing', { type: 'add-note', text: ' ' }],
  ['text-missing', { type: 'add-task' }],
  ['text-missing', { type: 'add-task', name: ' ' }],
  ['text-missing', { type: 'explain-lateness', clock: 'visit.1', words: '' }],
  ['clock-unknown', { type: 'explain-lateness', clock: 'visit.2', words: 'No keys' }],
  ['already-past', { type: 'hold', reason: 'hospital', until: '2026-12-01T10:00:00Z' }],
])('a refusal says precisely what is wrong: %s for %j', ([code, command]) => {
  expect(given(visits).opened().when(command).thenRefused(code).remedy).toBeDefined()
})
