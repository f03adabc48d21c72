import type { OperationFigures } from './measure-operations.ts'

/** What is measured beside the operations. */
export interface OtherFigures {
  /** By case type. */
  engineCommandsPerSecond: Record<string, number>
  firstLoadKb: number
  importSeconds: number
  memoryMb: number
}

const COLUMNS = ['casement', 'bare', 'plain', 'ratio', 'p50', 'p99'] as const

/** Prints a table of the operations and a line for each other figure with what it is held to. */
export function printFigures({ operations, other }: { operations: OperationFigures; other: OtherFigures }): void {
  console.log(lineOf(['operation', 'connections', ...COLUMNS]))
  for (const [operation, byConnections] of Object.entries(operations)) {
    for (const [connections, figures] of Object.entries(byConnections)) console.log(lineOf([operation, connections, ...COLUMNS.map((column) => String(figures[column]))]))
  }
  console.log('casement, bare, plain: operations a second. ratio: casement to bare, at least 0.333. p50, p99: ms of casement.\n')
  for (const [caseType, rate] of Object.entries(other.engineCommandsPerSecond)) console.log(`Engine alone, ${caseType}: ${rate} commands a second (at least 20000)`)
  console.log(`First load: ${other.firstLoadKb} kB of script, brotli (at most 220)`)
  console.log(`Import of the receipt log: ${other.importSeconds} s (under 60)`)
  console.log(`Memory of the application after the benchmark: ${other.memoryMb} MB (under 400)`)
}

function lineOf(cells: string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(14) : cell.padStart(12))).join('')
}
