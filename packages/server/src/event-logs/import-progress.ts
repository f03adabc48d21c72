import { Presets, SingleBar } from 'cli-progress'

/** Shows how far an import is: a bar in a terminal, else a line at every tenth. */
export interface ImportProgress {
  /** @param cases gone through so far, of which so many were imported, or would be */
  reached(cases: number, imported: number): void
  end(): void
}

const TENTHS = 10

/** @param total how many cases there are; a dry run only examines them */
export function showProgress(total: number, isDryRun: boolean): ImportProgress {
  const words = (cases: number, imported: number) => (isDryRun ? `${cases} of ${total} cases` : countImported({ cases, imported, total }))
  const done = isDryRun ? 'Examined' : 'Imported'
  return process.stderr.isTTY ? progressBar(total, { done, words }) : progressLines(total, { done, words })
}

/** A case that was refused was gone through, and is not imported. */
function countImported({ cases, imported, total }: { cases: number; imported: number; total: number }): string {
  return `${imported} of ${total} cases${cases === imported ? '' : `, ${cases - imported} could not be`}`
}

interface Shown {
  done: string
  words: (cases: number, imported: number) => string
}

function progressBar(total: number, { done, words }: Shown): ImportProgress {
  const bar = new SingleBar({ format: `${done} {bar} {words}, {eta_formatted} left`, hideCursor: true }, Presets.shades_classic)
  bar.start(total, 0, { words: words(0, 0) })
  return { reached: (cases, imported) => bar.update(cases, { words: words(cases, imported) }), end: () => bar.stop() }
}

function progressLines(total: number, { done, words }: Shown): ImportProgress {
  let told = 0
  const reached = (cases: number, imported: number) => {
    const tenth = Math.floor((cases * TENTHS) / Math.max(total, 1))
    if (tenth > told) console.error(`${done} ${words(cases, imported)}`)
    told = Math.max(told, tenth)
  }
  return { reached, end: () => undefined }
}
