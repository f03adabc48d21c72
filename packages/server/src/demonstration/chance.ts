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

/** Small Fast Counter from 128 bits of the seed: narrower, two of the many streams of a large landlord would give the same ids. */
function streamOf(seed: string): () => number {
  let [a, b, c, counter] = hash(seed)
  return () => {
    const drawn = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + drawn) | 0
    return (drawn >>> 0) / 4_294_967_296
  }
}

/** Four lanes that each mix every character in another way, then each other. */
function hash(text: string): [number, number, number, number] {
  let [a, b, c, d] = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    a = b ^ Math.imul(a ^ code, 0x2545f491)
    b = c ^ Math.imul(b ^ code, 0x9e3779b1)
    c = d ^ Math.imul(c ^ code, 0x85ebca77)
    d = a ^ Math.imul(d ^ code, 0xc2b2ae3d)
  }
  for (let round = 0; round < 4; round++) {
    a = Math.imul(c ^ (a >>> 18), 0x2545f491)
    b = Math.imul(d ^ (b >>> 22), 0x9e3779b1)
    c = Math.imul(a ^ (c >>> 17), 0x85ebca77)
    d = Math.imul(b ^ (d >>> 19), 0xc2b2ae3d)
  }
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a]
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
