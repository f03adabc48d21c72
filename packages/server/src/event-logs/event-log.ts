/** One line of a log as text, before anything in it is understood; its values are in the order of the log's columns. */
export interface LogRow {
  /** Counted from 1 in the file; a record of several lines has the number of its first. */
  line: number
  values: string[]
}

/** Why a line was not imported, or what is odd about it. */
export interface LineProblem {
  line: number
  reason: string
}

/** What a log file holds. */
export interface LogContent {
  columns: string[]
  rows: LogRow[]
  problems: LineProblem[]
}

export interface EventLog extends LogContent {
  /** The file's name without its endings, in kebab-case: the log is known by it. */
  name: string
  fileName: string
  /** SHA-256 of the file as it lies there. */
  digest: string
}

/** A log is held whole while it is imported, so that rows of one case may lie anywhere in it. */
export const MOST_ROWS = 1_000_000

/** The longest value that is kept, and so the longest line that can be one of a log. */
export const LONGEST_VALUE = 10_000
