import type { ClientBase } from 'pg'
import { v7 as newId } from 'uuid'
import type { RecordedStatement, Recording } from './recording.ts'

/** What stands in a recorded value in place of what was this request's own. */
type Slot = 'ref' | 'caseId' | 'key' | number

/** A value as it was recorded, or what joins to one: texts and slots. */
type Template = { value: unknown } | { parts: (string | { slot: Slot })[] }

interface Replayable {
  text: string
  templates: Template[]
}

/** A recording that can be carried out again and again, each time for another case. */
export interface Replay {
  statements: Replayable[]
  /** How many ids each request makes. */
  freshIds: number
  opensCase: boolean
  status: number
  reply: Record<string, unknown>
}

/** Ids of this form hold the time at which they were made, in ms, in their first 12 hexadecimal digits. */
const UUID_V7 = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** Finds in a recording what was that request's own, so that each replay can have its own. */
export function prepareReplay(recording: Recording): Replay {
  const { statements, ref, caseId, key, at, status, reply } = recording
  const slots = new Map<string, Slot>()
  if (ref !== undefined) slots.set(ref, 'ref')
  if (caseId !== undefined) slots.set(caseId, 'caseId')
  if (key !== undefined) slots.set(key, 'key')
  const ids = statements.flatMap(({ values }) => values.flatMap((value) => (typeof value === 'string' ? (value.match(UUID_V7) ?? []) : [])))
  const fresh = new Set(ids.filter((id) => id !== key && madeAt(id) >= at))
  for (const [index, id] of [...fresh].entries()) slots.set(id, index)
  const own = slots.size === 0 ? undefined : new RegExp(`(${[...slots.keys()].map(escape).join('|')})`)
  return {
    statements: statements.map(({ text, values }) => ({ text, templates: values.map((value) => templateOf(value, own, slots)) })),
    freshIds: fresh.size,
    opensCase: ref !== undefined && caseId === undefined,
    status,
    reply,
  }
}

function madeAt(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

function escape(text: string): string {
  return text.replaceAll(/[^\w]/g, '\\$&')
}

function templateOf(value: unknown, own: RegExp | undefined, slots: Map<string, Slot>): Template {
  if (typeof value !== 'string' || own === undefined) return { value }
  // Every second piece is what the expression matched.
  const pieces = value.split(own)
  if (pieces.length === 1) return { value }
  return { parts: pieces.map((piece, index) => (index % 2 === 1 ? { slot: slots.get(piece)! } : piece)).filter((piece) => piece !== '') }
}

/** What of a request goes into its statements. */
export interface ReplayedRequest {
  /** Of the case that is asked for, or the reference that a new one is given. */
  ref?: string | undefined
  key?: string | undefined
}

/** Runs the recorded statements for this request, one after the other as Casement does. */
export async function runReplay(client: Pick<ClientBase, 'query'>, replay: Replay, { ref, key }: ReplayedRequest): Promise<void> {
  const fresh = Array.from({ length: replay.freshIds }, () => newId())
  let caseId: string | undefined
  const fill = (template: Template): unknown => {
    if ('value' in template) return template.value
    return template.parts.map((part) => (typeof part === 'string' ? part : typeof part.slot === 'number' ? fresh[part.slot] : { ref, key, caseId }[part.slot])).join('')
  }
  for (const { text, templates } of replay.statements) {
    const { rows } = templates.length === 0 ? await client.query(text) : await client.query(text, templates.map(fill))
    caseId ??= rows[0]?.id
  }
}

/** What a plain server leaves out: everything that makes Casement's records safe rather than useful. */
const NOT_USEFUL = /^(begin|commit|set local)|casement\.(idempotency_key|audit|outbox|case_change)\b/
const WRITES = /^(insert|update|delete)/

/** Functions that run as the owner, and only in a transaction that says whose. */
const NEEDS_LANDLORD = /casement\.(entries_with|words_like)\(/

/** The useful statements alone, in a transaction only where several of them write or one asks for it. */
export function usefulStatements(statements: RecordedStatement[]): RecordedStatement[] {
  if (statements.some(({ text }) => NEEDS_LANDLORD.test(text))) return statements
  const useful = statements.filter(({ text }) => !NOT_USEFUL.test(text))
  if (useful.filter(({ text }) => WRITES.test(text)).length < 2) return useful
  return [{ text: 'begin', values: [] }, ...useful, { text: 'commit', values: [] }]
}
