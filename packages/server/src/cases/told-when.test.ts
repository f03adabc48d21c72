import { expect, test } from 'vitest'
import { testCalendar as calendar } from '../testing/build-landlord.ts'
import type { NotifyErrand } from './errands-of-events.ts'
import { toldNotBefore } from './told-when.ts'

const due: NotifyErrand = { to: { kind: 'owner' }, what: 'due', ref: 'VV-26-00001', about: 'First visit', at: '2026-11-18T23:59:59.000Z' }

test.for<[string, string, Partial<NotifyErrand>, string | undefined]>([
  ['in working hours at once', '2026-11-18T10:00:00.000Z', {}, undefined],
  ['in the evening the next morning', '2026-11-18T18:00:00.000Z', {}, '2026-11-19T08:00:00.000Z'],
  ['before work that morning', '2026-11-18T06:00:00.000Z', {}, '2026-11-18T08:00:00.000Z'],
  ['at the weekend on Monday', '2026-11-21T12:00:00.000Z', {}, '2026-11-23T08:00:00.000Z'],
  ['at Christmas after the holidays', '2026-12-24T19:00:00.000Z', {}, '2026-12-29T08:00:00.000Z'],
  ['in summer by the landlord’s clock', '2026-07-01T20:00:00.000Z', {}, '2026-07-02T07:00:00.000Z'],
  ['urgent at any hour', '2026-11-21T12:00:00.000Z', { urgent: true }, undefined],
  ['in a digest the next morning, also in working hours', '2026-11-18T10:00:00.000Z', { digest: true }, '2026-11-19T08:00:00.000Z'],
  ['that work was given at once: somebody gave it', '2026-11-21T12:00:00.000Z', { what: 'task-given' }, undefined],
])('what a clock says is told %s', ([_when, now, more, expected]) => {
  expect(toldNotBefore({ ...due, ...more }, { now, calendar })).toBe(expected)
})
