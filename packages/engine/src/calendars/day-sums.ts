/** Whole amounts by day, summed up a block of days at a time, so that a stretch of years is a few look-ups. */
export interface DaySums {
  /** What a day (a day number) adds. */
  amountOf: (day: number) => number
  /** By block, what its first so many days add up to. */
  blocks: Map<number, Float64Array>
}

const DAYS_OF_A_BLOCK = 256
/** About seven hundred years, in which something must be counted. */
const MOST_BLOCKS = 1000

export function daySums(amountOf: (day: number) => number): DaySums {
  return { amountOf, blocks: new Map() }
}

/** What the days from one to another add up to, both included; 0 when there are none. */
export function sumOfDays(sums: DaySums, from: number, to: number): number {
  if (to < from) return 0
  const [first, last] = [blockOf(from), blockOf(to)]
  let sum = totalUpTo(sums, last, to + 1) - totalUpTo(sums, first, from)
  for (let block = first; block < last; block += 1) sum += blockTotal(sums, block)
  return sum
}

/** The first day from `day` on with which an amount is reached, and what of the amount that day itself has to give. */
export function findReached(sums: DaySums, day: number, amount: number): { day: number; left: number } | undefined {
  let block = blockOf(day)
  const last = block + MOST_BLOCKS
  let wanted = amount + totalUpTo(sums, block, day)
  for (let total = blockTotal(sums, block); total < wanted; total = blockTotal(sums, block)) {
    wanted -= total
    if (++block > last) return undefined
  }
  const before = lastBelow(cumulative(sums, block), wanted)
  return { day: block * DAYS_OF_A_BLOCK + before, left: wanted - cumulative(sums, block)[before]! }
}

/** The last day up to `day` from which on an amount is reached, and what of the amount that day itself has to give. */
export function findReachedBack(sums: DaySums, day: number, amount: number): { day: number; left: number } | undefined {
  let block = blockOf(day)
  const last = block - MOST_BLOCKS
  let rest = totalUpTo(sums, block, day + 1) - amount
  while (rest < 0) {
    if (--block < last) return undefined
    rest += blockTotal(sums, block)
  }
  const table = cumulative(sums, block)
  const found = lastBelow(table, rest + 1)
  return { day: block * DAYS_OF_A_BLOCK + found, left: table[found + 1]! - rest }
}

function blockOf(day: number): number {
  return Math.floor(day / DAYS_OF_A_BLOCK)
}

/** What the block adds up to before a day of it. */
function totalUpTo(sums: DaySums, block: number, day: number): number {
  return cumulative(sums, block)[day - block * DAYS_OF_A_BLOCK]!
}

function blockTotal(sums: DaySums, block: number): number {
  return cumulative(sums, block)[DAYS_OF_A_BLOCK]!
}

function cumulative({ amountOf, blocks }: DaySums, block: number): Float64Array {
  let table = blocks.get(block)
  if (table) return table
  table = new Float64Array(DAYS_OF_A_BLOCK + 1)
  for (let index = 0; index < DAYS_OF_A_BLOCK; index += 1) table[index + 1] = table[index]! + amountOf(block * DAYS_OF_A_BLOCK + index)
  blocks.set(block, table)
  return table
}

/** The last entry below a limit, which the first one is. */
function lastBelow(table: Float64Array, limit: number): number {
  let [low, high] = [0, DAYS_OF_A_BLOCK - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (table[middle]! < limit) low = middle
    else high = middle - 1
  }
  return low
}
