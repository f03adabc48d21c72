import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const MEASURE = resolve(import.meta.dirname, '../../../../journeys/measure-drawing.ts')

/** Milliseconds from the click, or the last key of a search, until the screen is drawn with what was asked for. */
export interface Drawn {
  p50: number
  p95: number
}

export type DrawingFigures = Record<'my-work' | 'case' | 'search', Drawn>

/** How long three screens take to be drawn in a real browser; undefined where there is none. */
export async function measureDrawing({ address, officer, sought }: { address: string; officer: { email: string; password: string }; sought: string }): Promise<DrawingFigures | undefined> {
  const { stdout } = await promisify(execFile)(process.execPath, [MEASURE, address, officer.email, officer.password, sought])
  return (JSON.parse(stdout) as DrawingFigures | null) ?? undefined
}
