import type { RealPath } from '@casement/server/contract'

/** Before the first activity of a case, and after the last so far. No activity has an empty name. */
export const FIRST = ''
export const LAST = ' '

/** One activity following another, or beginning or ending cases; how long after is known between activities only. */
export type Arrow = { id: string; from: string; to: string; count: number; medianSeconds?: number; meanSeconds?: number }

/** Which part of the arrows is drawn, by how much of all that happened they carry. */
export const SHARES = { least: 30, most: 100, step: 5 }
/** As many arrows as can be read at a glance. */
const READABLE = 16

/** Every arrow of a path, the most usual first. What begins or ends cases follows from the counts: it was not led to, or led nowhere. */
export function arrowsOf({ activities, follows }: RealPath): Arrow[] {
  const sum = (name: string, side: 'from' | 'to') => follows.filter((flow) => flow[side] === name).reduce((total, { count }) => total + count, 0)
  const edges = activities.flatMap(({ name, count }) => [
    { from: FIRST, to: name, count: count - sum(name, 'to') },
    { from: name, to: LAST, count: count - sum(name, 'from') },
  ])
  return [...follows, ...edges.filter(({ count }) => count > 0)]
    .map((arrow) => ({ ...arrow, id: arrowId(arrow.from, arrow.to) }))
    .toSorted((one, other) => other.count - one.count)
}

export function arrowId(from: string, to: string): string {
  return JSON.stringify([from, to])
}

/**
 * The most usual arrows that together carry so many per cent of everything. Of every activity drawn its most usual way in and
 * out is drawn too, or it would look as if cases began or ended there.
 */
export function usualArrows(arrows: Arrow[], percent: number): Arrow[] {
  const wanted = (arrows.reduce((sum, { count }) => sum + count, 0) * percent) / 100
  const drawn = new Set<Arrow>()
  let carried = 0
  for (const arrow of arrows) {
    if (carried >= wanted) break
    drawn.add(arrow)
    carried += arrow.count
  }
  for (let before = -1; before !== drawn.size; ) {
    before = drawn.size
    for (const name of namesOf([...drawn])) {
      addUsual(arrows, drawn, (arrow) => arrow.to === name)
      addUsual(arrows, drawn, (arrow) => arrow.from === name)
    }
  }
  return arrows.filter((arrow) => drawn.has(arrow))
}

/** A way from an activity back to itself leads neither in nor out. */
function addUsual(arrows: Arrow[], drawn: Set<Arrow>, isWay: (arrow: Arrow) => boolean): void {
  const usual = arrows.find((arrow) => isWay(arrow) && arrow.from !== arrow.to)
  if (usual && ![...drawn].some((arrow) => isWay(arrow) && arrow.from !== arrow.to)) drawn.add(usual)
}

/** The activities that arrows touch, without the beginning and the end. */
export function namesOf(arrows: Arrow[]): string[] {
  return [...new Set(arrows.flatMap(({ from, to }) => [from, to]))].filter((name) => name !== FIRST && name !== LAST)
}

/** The greatest share that still draws a picture one can read. */
export function readableShare(arrows: Arrow[]): number {
  for (let share = SHARES.most; share > SHARES.least; share -= SHARES.step) if (usualArrows(arrows, share).length <= READABLE) return share
  return SHARES.least
}
