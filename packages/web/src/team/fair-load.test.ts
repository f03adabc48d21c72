import { describe, expect, test } from 'vitest'
import { fairLoad } from './fair-load.ts'
import { buildTeam, person } from './testing/build-load.ts'

describe('a fair load', () => {
  test('is an even share of the open cases for those who work them', () => {
    const people = [person('Ann', { openCases: 12 }), person('Boris', { openCases: 4 }), person('Dawn', { role: 'manager' })]
    expect(fairLoad(buildTeam(people, { openCases: 4 }))).toEqual({ share: 10, full: 15 })
  })

  test('gives room for the fullest, leaves out who has left, and counts managers where there is nobody else', () => {
    expect(fairLoad(buildTeam([person('Ann', { openCases: 30 }), person('Boris', { openCases: 2 })]))).toEqual({ share: 16, full: 30 })
    expect(fairLoad(buildTeam([person('Ann', { openCases: 6 }), person('Gone', { openCases: 4, hasLeft: true })]))?.share).toBe(10)
    expect(fairLoad(buildTeam([person('Dawn', { role: 'manager', openCases: 3 })]))?.share).toBe(3)
    expect(fairLoad(buildTeam([person('Ann')]))).toBeUndefined()
  })
})
