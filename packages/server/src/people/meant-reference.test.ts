import { describe, expect, test } from 'vitest'
import { readReference } from './meant-reference.ts'

describe('a query is read as a reference', () => {
  test.each([
    ['HZ-26-00068', { prefix: 'HZ', year: 26, number: 68 }],
    ['  hz-26-00068 ', { prefix: 'HZ', year: 26, number: 68 }],
    ['HZ-26-68', { prefix: 'HZ', year: 26, number: 68 }],
    ['HZ-26-0068', { prefix: 'HZ', year: 26, number: 68 }],
    ['HZ26-00068', { prefix: 'HZ', year: 26, number: 68 }],
    ['HZ2600068', { prefix: 'HZ', year: 26, number: 68 }],
    ['hz 26 68', { prefix: 'HZ', year: 26, number: 68 }],
    ['HZ/26/68', { prefix: 'HZ', year: 26, number: 68 }],
    ['HZ–2026–68', { prefix: 'HZ', year: 26, number: 68 }],
    ['HZ-26-000O68', { prefix: 'HZ', year: 26, number: 68 }],
    ['HZ-26-OOO68', { prefix: 'HZ', year: 26, number: 68 }],
    ['hz-26-000l0', { prefix: 'HZ', year: 26, number: 10 }],
    ['HZ-26-0006I', { prefix: 'HZ', year: 26, number: 61 }],
    ['HZ-26-123456', { prefix: 'HZ', year: 26, number: 123456 }],
    ['hz-68', { prefix: 'HZ', year: undefined, number: 68 }],
    ['HZ68', { prefix: 'HZ', year: undefined, number: 68 }],
    ['RPR 00068', { prefix: 'RPR', year: undefined, number: 68 }],
    ['26-00068', { prefix: undefined, year: 26, number: 68 }],
    ['26 0068', { prefix: undefined, year: 26, number: 68 }],
    ['00068', { prefix: undefined, year: undefined, number: 68 }],
  ])('%s', (query, meant) => {
    expect(readReference(query)).toEqual(meant)
  })
})

test.each(['', '68', '0068', '14-16', '26-68', '12 Wharf Street', 'BR2 7QX', 'flat 3', 'Ann Okafor', 'HZ', 'hill', 'lol', 'HZ-26-', 'HZ-26-0', '07700 900123', '077009001234567', '24-11-2026', 'HZ-26-68 Okafor'])(
  '%s is no reference',
  (query) => {
    expect(readReference(query)).toBeUndefined()
  },
)
