import { homeCheck } from './home-check.ts'
import type { DrawingFigures } from './measure-drawing.ts'
import type { GrowthFigures, OperationFigures } from './measure-operations.ts'
import type { SweepFigures } from './measure-sweep.ts'

/** What is measured beside the operations. */
export interface OtherFigures {
  growth: GrowthFigures
  /** Absent where there is no browser. */
  drawing?: DrawingFigures
  /** By case type. */
  engineCommandsPerSecond: Record<string, number>
  dryRunSeconds: number
  dueDatesPerSecond: number
  longCaseTypes: { checkingMs: number; settlingMs: number }
  firstLoadKb: number
  importSeconds: number
  sweep: SweepFigures
  memoryMb: number
}

const COLUMNS = ['casement', 'bare', 'plain', 'ratio', 'p50', 'p99'] as const
type Rows = [keyof OperationFigures, OperationFigures[keyof OperationFigures]][]

/** Prints a table of the operations and a line for each other figure with what it is held to. */
export function printFigures({ operations, other }: { operations: OperationFigures; other: OtherFigures }): void {
  console.log(lineOf(['operation', 'connections', ...COLUMNS, 'growth']))
  for (const [operation, byConnections] of Object.entries(operations) as Rows) {
    for (const connections of ['1', '16'] as const) {
      const figures = byConnections[connections]
      console.log(lineOf([operation, connections, ...COLUMNS.map((column) => String(figures[column])), String(other.growth[operation][connections])]))
    }
  }
  console.log('casement, bare, plain: operations a second. ratio: casement to bare, at least 0.333. p50, p99: ms of casement. growth: what it costs with ten times as many cases, at most 1.3.\n')
  for (const [caseType, rate] of Object.entries(other.engineCommandsPerSecond)) console.log(`Engine alone, ${caseType}: ${rate} commands a second${caseType === homeCheck.id ? ' (at least 20000)' : ''}`)
  console.log(`Dry run of moving 10000 live cases, engine alone: ${other.dryRunSeconds} s (within 10)`)
  console.log(`Due dates, of every kind of clock: ${other.dueDatesPerSecond} a second (at least 100000)`)
  console.log(`Case type of 200 steps read and checked: ${other.longCaseTypes.checkingMs} ms (within 50)`)
  console.log(`Case that goes through 500 steps as it is opened: ${other.longCaseTypes.settlingMs} ms (within 50)`)
  for (const [screen, { p50, p95 }] of Object.entries(other.drawing ?? {})) console.log(`Drawn after the click, ${screen}: p50 ${p50} ms, p95 ${p95} ms (within 200)`)
  if (other.drawing === undefined) console.log('Drawn after the click: not measured, there is no Chromium')
  console.log(`First load: ${other.firstLoadKb} kB of script, brotli (at most 220)`)
  console.log(`Sweep with two workers: ${other.sweep.dueClocksPerSecond} due clocks a second (at least 5000 on a quiet machine), ${other.sweep.dueClocksPerCpuSecond} in a second of the workers’ processor time`)
  console.log(`Import of the receipt log: ${other.importSeconds} s (under 60)`)
  console.log(`Memory of the application after the benchmark: ${other.memoryMb} MB (under 400)`)
}

function lineOf(cells: string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(14) : cell.padStart(12))).join('')
}
