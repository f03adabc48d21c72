import { expect, test } from 'vitest'
import { readMoment } from './read-moment.ts'

test.each([
  ['2011-10-11 13:45:40.276000+02:00', '2011-10-11T11:45:40.276Z'],
  ['2011-10-11T13:45:40.276999Z', '2011-10-11T13:45:40.276Z'],
  ['2011-10-11T13:45:40,5+0200', '2011-10-11T11:45:40.500Z'],
  ['2011-10-11 13:45 +02', '2011-10-11T11:45:00.000Z'],
  ['2011-11-24 15:36:51-05:30', '2011-11-24T21:06:51.000Z'],
])('%s is the instant %s', (text, at) => {
  expect(readMoment(text, 'Europe/London')).toEqual({ at, hasOffset: true })
})

test.each([
  ['2011-07-01 09:00:00', '2011-07-01T08:00:00.000Z'],
  ['2011-12-01 09:00', '2011-12-01T09:00:00.000Z'],
  ['2011-07-01', '2011-06-30T23:00:00.000Z'],
  ['2011-03-27 00:59:59', '2011-03-27T00:59:59.000Z'],
  ['2011-03-27 02:00:00', '2011-03-27T01:00:00.000Z'],
  ['2011-03-27 01:30:00', '2011-03-27T01:30:00.000Z'],
  ['2011-10-30 01:30:00', '2011-10-30T00:30:00.000Z'],
  ['2011-10-30 02:30:00', '2011-10-30T02:30:00.000Z'],
])('%s without an offset is read in the zone of the landlord: %s', (text, at) => {
  expect(readMoment(text, 'Europe/London')).toEqual({ at, hasOffset: false })
})

test.each(['', 'yesterday', '11/10/2011 13:45', '2011-02-30 10:00', '2011-10-11 25:00', '2011-10-11 10:00+99:00', '0999-01-01', '2500-01-01'])('"%s" is no moment, and the reason is said', (text) => {
  expect(readMoment(text, 'Europe/London')).toEqual({ reason: expect.stringMatching(/\w{4}/) })
})
