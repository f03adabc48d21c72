import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Chance that a seed fixes: the same seed gives the same numbers in the same order. */
export interface Chance {
  /** A whole number from 0 up to but not including `below`. */
  under: (below: number) => number
  /** True about so many times in a hundred. */
  happens: (percent: number) => boolean
  /** One of a list; undefined when it is empty. */
  oneOf: <T>(from: readonly T[]) => T | undefined
  /** A length of time that is short more often than long, with this mean. */
  about: (mean: number) => number
}

const FINENESS = 1_000_000

export function chanceFrom(seed: number): Chance {
  const generator = xoroshiro128plus(seed)
  const under = (below: number) => uniformInt(generator, 0, below - 1)
  return {
    under,
    happens: (percent) => under(100) < percent,
    oneOf: (from) => (from.length === 0 ? undefined : from[under(from.length)]),
    about: (mean) => -Math.log((under(FINENESS) + 1) / FINENESS) * mean,
  }
}

/** Seeds of neighbouring cases must not be neighbours, or their chance begins alike. */
export function seedOfCase(seed: number, number: number): number {
  return Math.imul(seed ^ Math.imul(number + 1, 0x9e3779b1), 0x85ebca6b) | 0
}
