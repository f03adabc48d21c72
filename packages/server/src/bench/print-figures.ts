import { homeCheck } from './home-check.ts'
import type { DrawingFigures } from './measure-drawing.ts'
import type { LongCaseFigures } from './measure-long-case.ts'
import type { GrowthFigures, OperationFigures } from './measure-operations.ts'
import type { SweepFigures } from './measure-sweep.ts'
import type { LongCaseInMemory } from './replay-speed.ts'
import type { Seconds } from './timed.ts'

/** What is measured beside the operations. */
export interface OtherFigures {
  growth: GrowthFigures
  /** Absent where there is no browser. */
  drawing?: DrawingFigures
  /** By case type. */
  engineCommandsPerSecond: Record<string, number>
  replay: Seconds
  dryRun: Seconds
  longCaseInMemory: LongCaseInMemory
  longCaseOverHttp: LongCaseFigures
  dueDates: { perSecond: number; perCpuSecond: number }
  longCaseTypes: Record<'checking' | 'settling', Seconds>
  firstLoadKb: number
  importSeconds: number
  sweep: SweepFigures
  memoryMb: number
}

const COLUMNS = ['casement', 'bare', 'plain', 'ratio', 'p50', 'p99'] as const
type Rows = [keyof OperationFigures, OperationFigures[keyof OperationFigures]][]

/** Prints a table of the operations and one of the other figures with what each is held to. */
export function printFigures({ operations, other }: { operations: OperationFigures; other: OtherFigures }): void {
  console.log(lineOf(['operation', 'connections', ...COLUMNS, 'growth']))
  for (const [operation, byConnections] of Object.entries(operations) as Rows) {
    for (const connections of ['1', '16'] as const) {
      const figures = byConnections[connections]
      console.log(lineOf([operation, connections, ...COLUMNS.map((column) => String(figures[column])), String(other.growth[operation][connections])]))
    }
  }
  console.log('casement, bare, plain: operations a second. ratio: casement to bare, at least 0.333. p50, p99: ms of casement. growth: what it costs with ten times as many cases, at most 1.3.\n')
  for (const [figure, measured, heldTo] of [['figure', 'measured', 'held to'], ...engineFigures(other), ...longCaseFigures(other), ...wholeFigures(other)] as const) console.log(`${figure.padEnd(62)}${measured.padEnd(52)}${heldTo}`)
}

/** What is measured, what came out, what it is held to. */
type FigureLine = [string, string, string]

function engineFigures({ engineCommandsPerSecond, dueDates, longCaseTypes, replay, dryRun }: OtherFigures): FigureLine[] {
  return [
    ...Object.entries(engineCommandsPerSecond).map(([caseType, rate]): FigureLine => [`Engine alone, ${caseType}`, `${rate} commands a second`, caseType === homeCheck.id ? 'at least 20000' : '']),
    ['Due dates, of every kind of clock', `${dueDates.perSecond} a second, ${dueDates.perCpuSecond} of the processor`, 'at least 100000'],
    ['Case type of 200 steps read and checked', inMs(longCaseTypes.checking), '50 ms'],
    ['Case that goes through 500 steps as it is opened', inMs(longCaseTypes.settling), '50 ms'],
    ['1000000 events replayed', byBoth(replay), '10 s'],
    ['Dry run of moving 10000 live cases', byBoth(dryRun), '10 s'],
  ]
}

function longCaseFigures({ longCaseInMemory: { replay, note, complete }, longCaseOverHttp: http }: OtherFigures): FigureLine[] {
  const answered = ({ p50, best }: LongCaseFigures['open']) => `p50 ${p50} ms, best ${best} ms`
  return [
    ['Case of 10000 events in memory, made from its events', inMs(replay), '50 ms'],
    ['Case of 10000 events in memory, a note', inMs(note), '20 ms'],
    ['Case of 10000 events in memory, a task completed', inMs(complete), '20 ms'],
    ['Case of 10000 events over HTTP, opened', answered(http.open), '50 ms'],
    ['Case of 10000 events over HTTP, the first page of its log', answered(http.log), '50 ms'],
    ['Case of 10000 events over HTTP, a note', answered(http.note), '20 ms'],
    ['Case of 10000 events over HTTP, a task completed', answered(http.complete), '20 ms'],
  ]
}

function wholeFigures({ drawing, firstLoadKb, sweep, importSeconds, memoryMb }: OtherFigures): FigureLine[] {
  return [
    ...Object.entries(drawing ?? {}).map(([screen, { p50, p95 }]): FigureLine => [`Drawn after the click, ${screen}`, `p50 ${p50} ms, p95 ${p95} ms`, '200 ms']),
    ...(drawing ? [] : [['Drawn after the click', 'not measured, there is no Chromium', '200 ms'] satisfies FigureLine]),
    ['First load, script after brotli', `${firstLoadKb} kB`, 'at most 220 kB'],
    ['Sweep with two workers, due clocks', `${sweep.dueClocksPerSecond} a second, ${sweep.dueClocksPerCpuSecond} of the processor`, 'at least 5000 on a quiet machine'],
    ['Import of the receipt log', `${importSeconds} s`, '60 s'],
    ['Memory of the application after the benchmark', `${memoryMb} MB`, '400 MB'],
  ]
}

function byBoth({ seconds, cpuSeconds }: Seconds): string {
  return `${seconds} s, ${cpuSeconds} s of the processor`
}

function inMs({ seconds, cpuSeconds }: Seconds): string {
  return `${(seconds * 1000).toFixed(1)} ms, ${(cpuSeconds * 1000).toFixed(1)} ms of the processor`
}

function lineOf(cells: string[]): string {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(14) : cell.padStart(12))).join('')
}
