import { Pool, types } from 'pg'

/** Instants come back as UTC text of the engine's form, dates as 2026-12-15, whole and decimal numbers as numbers. */
const PARSERS: Record<number, (text: string) => unknown> = {
  20: Number,
  1082: (text) => text,
  1184: readInstant,
  1700: Number,
}

export interface PoolOptions {
  url: string
  /** Shown by PostgreSQL beside each connection. */
  name: string
  /** Connections at most. */
  max?: number
}

/** Connections as the application's role. No named statements are prepared on them, so PgBouncer may stand between. */
export function createPool({ url, name, max = 10 }: PoolOptions): Pool {
  const pool = new Pool({ connectionString: url, application_name: name, max, types: { getTypeParser: findParser } })
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  return pool
}

function findParser(oid: number, format?: 'text' | 'binary') {
  const own = format === 'binary' ? undefined : PARSERS[oid]
  return own ?? types.getTypeParser(oid, format)
}

/** PostgreSQL writes 2026-12-15 09:41:00.123+00 (or in the zone of the session); a column may also hold infinity. */
function readInstant(text: string): string {
  const found = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(:?\d\d)?$/.exec(text)
  if (found === null) return text
  const [, day, time, hours, minutes = ':00'] = found
  return new Date(`${day}T${time}${hours}${minutes}`).toISOString()
}
