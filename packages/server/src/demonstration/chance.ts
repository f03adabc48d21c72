/** Reproducible chance: the same seed gives the same draws, on every machine. Not for secrets. */
export interface Chance {
  /** From 0 up to, but not, 1. */
  next(): number
  /** A whole number, both ends included. */
  whole(from: number, to: number): number
  happens(probability: number): boolean
  pick<T>(choices: readonly T[]): T
  /** A choice by its weight; those that are not named weigh 1. */
  weigh(choices: readonly string[], weights?: Partial<Record<string, number>>): string
  shuffle<T>(choices: readonly T[]): T[]
  /** An id of the form of a UUID. */
  uuid(): string
  /** A stream of its own by name, so that what is drawn there shifts nothing here. */
  fork(name: string): Chance
}

export function chanceOf(seed: string): Chance {
  const next = streamOf(seed)
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const pick = <T>(choices: readonly T[]): T => {
    if (choices.length === 0) throw new RangeError(`Nothing to choose from (${seed})`)
    return choices[whole(0, choices.length - 1)]!
  }
  return {
    next,
    whole,
    pick,
    happens: (probability) => next() < probability,
    weigh: (choices, weights = {}) => weighed(choices, { weights, share: next() }),
    shuffle: (choices) => shuffled(choices, whole),
    uuid: () => uuidOf(() => whole(0, 15)),
    fork: (name) => chanceOf(`${seed}/${name}`),
  }
}

/** SplitMix32 from an FNV-1a hash of the seed: small, quick and even enough for names and days. */
function streamOf(seed: string): () => number {
  let state = 0x811c9dc5
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 0x01000193)
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296
  }
}

function weighed(choices: readonly string[], { weights, share }: { weights: Partial<Record<string, number>>; share: number }): string {
  const weightOf = (choice: string) => weights[choice] ?? 1
  let left = share * choices.reduce((sum, choice) => sum + weightOf(choice), 0)
  for (const choice of choices) {
    left -= weightOf(choice)
    if (left < 0) return choice
  }
  const last = choices.findLast((choice) => weightOf(choice) > 0) ?? choices.at(-1)
  if (last === undefined) throw new RangeError('Nothing to choose from')
  return last
}

function shuffled<T>(choices: readonly T[], whole: (from: number, to: number) => number): T[] {
  const left = [...choices]
  for (let at = left.length - 1; at > 0; at--) {
    const other = whole(0, at)
    ;[left[at], left[other]] = [left[other]!, left[at]!]
  }
  return left
}

function uuidOf(digit: () => number): string {
  const digits = Array.from({ length: 32 }, () => digit())
  digits[12] = 4
  digits[16] = 8 + (digits[16]! & 3)
  const text = digits.map((one) => one.toString(16)).join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
}
