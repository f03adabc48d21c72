import { Presets, SingleBar } from 'cli-progress'

/** Shows how far an import is: a bar in a terminal, else a line at every tenth. */
export interface ImportProgress {
  reached(cases: number): void
  end(): void
}

const TENTHS = 10

/** @param total how many cases there are; a dry run only examines them */
export function showProgress(total: number, isDryRun: boolean): ImportProgress {
  const done = isDryRun ? 'Examined' : 'Imported'
  return process.stderr.isTTY ? progressBar(total, done) : progressLines(total, done)
}

function progressBar(total: number, done: string): ImportProgress {
  const bar = new SingleBar({ format: `${done} {bar} {value} of {total} cases, {eta_formatted} left`, hideCursor: true }, Presets.shades_classic)
  bar.start(total, 0)
  return { reached: (cases) => bar.update(cases), end: () => bar.stop() }
}

function progressLines(total: number, done: string): ImportProgress {
  let told = 0
  const reached = (cases: number) => {
    const tenth = Math.floor((cases * TENTHS) / Math.max(total, 1))
    if (tenth > told) console.error(`${done} ${cases} of ${total} cases`)
    told = Math.max(told, tenth)
  }
  return { reached, end: () => undefined }
}
