import { describe, expect, it } from 'vitest'
import { middleOf, roundedPath } from './rounded-path.ts'
import { wrap } from './text-size.ts'

/** A font in which every letter is one wide. */
const width = (text: string) => text.length

describe('the lines that a name takes', () => {
  it.each([['Visit', 1], ['Visit the home', 2], ['Visit the home again', 2], ['Call tenant and next of kin', 4], ['Wohnungsuebergabe', 2], ['The Wohnungsuebergabe is', 3], ['The Wohnungsuebergabe was', 4], ['', 1]])(
    '%s: %i in room for ten letters', (name, lines) => expect(wrap(name, 10, width)).toBe(lines))
})

describe('a line round corners', () => {
  it('goes straight where there is none', () => expect(roundedPath([{ x: 0, y: 0 }, { x: 0, y: 50 }])).toBe('M0 0L0 50'))
  it('bends at most half-way', () => expect(roundedPath([{ x: 0, y: 0 }, { x: 0, y: 50 }, { x: 4, y: 50 }, { x: 4, y: 90 }])).toBe('M0 0L0 42Q0 50 2 50L2 50Q4 50 4 58L4 90'))
  it('has its middle half-way along it', () => expect(middleOf([{ x: 0, y: 0 }, { x: 0, y: 50 }, { x: 4, y: 50 }, { x: 4, y: 90 }])).toEqual({ x: 0, y: 47 }))
  it('of no points is nothing', () => expect(roundedPath([])).toBe(''))
})
