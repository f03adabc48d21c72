import { Presets, SingleBar } from 'cli-progress'

/** Shows how far an import is: a bar in a terminal, else a line at every tenth. */
export interface ImportProgress {
  reached(cases: number): void
  end(): void
}

const TENTHS = 10

/** @param total how many cases there are to import */
export function showProgress(total: number): ImportProgress {
  return process.stderr.isTTY ? progressBar(total) : progressLines(total)
}

function progressBar(total: number): ImportProgress {
  const bar = new SingleBar({ format: 'Importing {bar} {value} of {total} cases, {eta_formatted} left', hideCursor: true }, Presets.shades_classic)
  bar.start(total, 0)
  return { reached: (cases) => bar.update(cases), end: () => bar.stop() }
}

function progressLines(total: number): ImportProgress {
  let told = 0
  const reached = (cases: number) => {
    const tenth = Math.floor((cases * TENTHS) / Math.max(total, 1))
    if (tenth > told) console.error(`Imported ${cases} of ${total} cases`)
    told = Math.max(told, tenth)
  }
  return { reached, end: () => undefined }
}
