import { describe, expect, it } from 'vitest'
import { FIRST, LAST, arrowId, arrowsOf, namesOf, readableShare, usualArrows } from './path-arrows.ts'

const flow = (from: string, to: string, count: number) => ({ from, to, count, medianSeconds: count, meanSeconds: count })

/** 100 cases: visited; 90 written to, of which 30 visited again; 2 went to court by way of a panel. */
const path = {
  caseType: { id: 'x', name: 'X' }, cases: 100, activityCount: 4, events: 224, variants: 4, medianSeconds: 1, meanSeconds: 1,
  activities: [{ name: 'Visit', count: 130 }, { name: 'Write', count: 90 }, { name: 'Panel', count: 2 }, { name: 'Court', count: 2 }],
  follows: [flow('Visit', 'Write', 90), flow('Write', 'Visit', 30), flow('Write', 'Panel', 2), flow('Panel', 'Court', 2)],
}
const arrows = arrowsOf(path)
const words = (of: { from: string; to: string; count: number }[]) => of.map(({ from, to, count }) => `${from || 'first'} ${to.trim() || 'last'} ${count}`)

describe('the arrows of a path', () => {
  it('are what follows what, and what begins and ends cases, the most usual first', () => {
    expect(words(arrows)).toEqual(['first Visit 100', 'Visit Write 90', 'Write last 58', 'Visit last 40', 'Write Visit 30', 'Write Panel 2', 'Panel Court 2', 'Court last 2'])
  })

  it('begin and end as many times as there are cases', () => {
    const sum = (side: 'from' | 'to', end: string) => arrows.filter((arrow) => arrow[side] === end).reduce((total, { count }) => total + count, 0)
    expect([sum('from', FIRST), sum('to', LAST)]).toEqual([100, 100])
  })

  it('keep the same id however they are counted', () => {
    expect(arrows[1]?.id).toBe(arrowId('Visit', 'Write'))
    expect(arrowId('a', 'b c')).not.toBe(arrowId('a b', 'c'))
  })
})

describe('the most usual arrows', () => {
  it('carry the share asked for', () => {
    expect(words(usualArrows(arrows, 50))).toEqual(['first Visit 100', 'Visit Write 90', 'Write last 58'])
    expect(usualArrows(arrows, 100)).toEqual(arrows)
  })

  it('lead into and out of every activity that is drawn, so that none looks like an end that is not one', () => {
    const rare = arrowsOf({ ...path, follows: [flow('Visit', 'Write', 90), flow('Write', 'Visit', 30), flow('Write', 'Panel', 40), flow('Panel', 'Court', 2)] })
    const drawn = usualArrows(rare, 85)
    for (const name of namesOf(drawn)) {
      expect([name, drawn.some(({ to, from }) => to === name && from !== name), drawn.some(({ from, to }) => from === name && to !== name)]).toEqual([name, true, true])
    }
  })

  it('of a path with a few arrows are all of them, of one with many as many as can be read', () => {
    expect(readableShare(arrows)).toBe(100)
    const names = Array.from({ length: 40 }, (_, index) => `Step ${index}`)
    const many = arrowsOf({ ...path, activities: names.map((name) => ({ name, count: 400 })), follows: names.flatMap((from, index) => names.slice(0, 10).map((to) => flow(from, to, 40 - index))) })
    const share = readableShare(many)
    expect(share).toBeLessThan(100)
    expect(usualArrows(many, share + 5).length).toBeGreaterThan(16)
  })
})
