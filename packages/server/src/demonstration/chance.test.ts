import { expect, test } from 'vitest'
import { chanceOf } from './chance.ts'

test('the same seed gives the same draws, another seed others', () => {
  const draws = (seed: string) => {
    const chance = chanceOf(seed)
    return [chance.next(), chance.whole(1, 1000), chance.uuid(), chance.pick(['a', 'b', 'c']), chance.shuffle([1, 2, 3, 4, 5, 6])]
  }
  expect(draws('larkmere')).toEqual(draws('larkmere'))
  expect(draws('larkmere')).not.toEqual(draws('brambleford'))
})

test('what is drawn in a fork shifts nothing outside it', () => {
  const plain = chanceOf('larkmere')
  const forked = chanceOf('larkmere')
  forked.fork('homes').next()
  expect(forked.next()).toBe(plain.next())
})

test('draws are even over their range, and weights are kept', () => {
  const chance = chanceOf('even')
  const counts = { rare: 0, usual: 0, never: 0 }
  let sum = 0
  for (let draw = 0; draw < 10_000; draw++) {
    counts[chance.weigh(['rare', 'usual', 'never'], { rare: 1, usual: 9, never: 0 }) as keyof typeof counts] += 1
    sum += chance.next()
  }
  expect(counts.never).toBe(0)
  expect(counts.rare / 10_000).toBeCloseTo(0.1, 1)
  expect(sum / 10_000).toBeCloseTo(0.5, 1)
})

test('many streams give no id twice', () => {
  const chance = chanceOf('wide')
  const ids = Array.from({ length: 200_000 }, (_, nth) => chance.fork(`home ${nth}`).uuid())
  expect(new Set(ids).size).toBe(ids.length)
}, 60_000)
