import { Presets, SingleBar } from 'cli-progress'

/** Shows how far the demonstration is: a bar in a terminal, else a line at every quarter. */
export interface SeedingProgress {
  /** From 0 to 1. */
  reached(share: number): void
  end(): void
}

const QUARTERS = 4
const PERCENT = 100

export function showSeedingProgress(): SeedingProgress {
  return process.stderr.isTTY ? progressBar() : progressLines()
}

function progressBar(): SeedingProgress {
  const bar = new SingleBar({ format: 'Making the demonstration {bar} {percentage} %', hideCursor: true }, Presets.shades_classic)
  bar.start(PERCENT, 0)
  return { reached: (share) => bar.update(Math.floor(share * PERCENT)), end: () => bar.stop() }
}

function progressLines(): SeedingProgress {
  let told = 0
  const reached = (share: number) => {
    const quarter = Math.floor(share * QUARTERS)
    if (quarter > told) console.error(`Making the demonstration: ${(quarter * PERCENT) / QUARTERS} %`)
    told = Math.max(told, quarter)
  }
  return { reached, end: () => undefined }
}
