import fc from 'fast-check'
import { handlers } from '../commands/command.ts'
import type { CaseState } from '../case/state.ts'

const deep = (levels: number): unknown => (levels === 0 ? 'end' : [deep(levels - 1)])

/** What nobody means, and what somebody may send: other kinds, names that every object has, what is far too long, too large or too deep. */
const anything: readonly unknown[] = [
  undefined, null, true, false, 0, -1, 1.5, 1e308, Number.NaN, Number.POSITIVE_INFINITY, '', ' ', '__proto__', 'constructor', 'toString', 'hasOwnProperty',
  'x'.repeat(200_000), 'visit.99', '2026-12-15T10:00:00Z', '2026-12-05T10:00:00+05:45', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '2026-02-30', '2026-12-15',
  [], ['a.1', 'a.1'], [null], {}, { kind: 'person', id: 'tariq' }, { kind: 'owner' }, { kind: 'constructor', id: {} }, { role: 'neighbour' }, { role: null }, { band: 'yes', reason: 'why' }, { band: {} },
  { size: 1e308 }, { size: -1e12 }, { size: '3' }, { last: '9999-12-31' }, { last: '0001-01-01' }, { last: '2026-02-30' }, { last: null }, { points: 5 }, { constructor: 1, toString: 2 }, JSON.parse('{"__proto__":{"x":1}}'),
  { workingDays: 5 }, { workingDays: 1e9 }, { days: -3 }, { hours: 0.5, days: 1 }, deep(50), 'low', 'urgent', 'to', 'stop', 'done', { id: 'case-1', ref: 'SM-26-00001', isOpen: true }, { id: 'case-2', ref: 'SM-26-00002', isOpen: false }, () => 1, new Date(0),
]

const parts = ['task', 'outcome', 'fields', 'notes', 'override', 'reason', 'keep', 'supersede', 'to', 'on', 'hold', 'until', 'priority', 'party', 'text', 'step', 'name', 'for', 'guidance', 'clock', 'by', 'words', 'explanations', 'restart', 'subject', 'occurredAt', 'link', 'way', 'case', 'into', 'isOpen', 'request', 'failed', 'version', 'map', 'choices', 'depth', 'target', 'waitingOn', 'direction', 'method', 'with', 'cardLeft', 'kind', 'value', 'details', 'restartFrom']

/** Some of everything, so that now and then a command is right. */
export interface Whim {
  type: string
  values: number[]
  isSane: boolean
  hours: number
}

const types = [...Object.keys(handlers), 'advance-time', 'constructor', '__proto__', 'grant-everything', '']

export const whims = (most: number) => fc.array(
  fc.record({ type: fc.constantFrom(...types), values: fc.array(fc.nat(9999), { minLength: parts.length, maxLength: parts.length }), isSane: fc.boolean(), hours: fc.nat(80) }),
  { maxLength: most, size: 'max' },
)

/** Of a command that is not sane, one part in so many may be anything. */
const ONE_PART_IN = 3

/** What somebody sends who means no good, or has no idea; each other time all of it is what the case has. */
export function whimOf(state: CaseState, { type, values, isSane }: Whim): unknown {
  const items = Object.keys(state.items)
  const known: Record<string, readonly unknown[]> = {
    task: items, on: [undefined, ...items], hold: [undefined], until: [undefined, '2027-01-31T10:00:00Z'], occurredAt: [undefined], clock: Object.keys(state.clocks), step: ['a', 'b', undefined], name: ['Extra', 'post'], reason: ['stop', 'run', 'why'], outcome: [undefined, 'yes', 'no'],
    fields: [{}, { size: 3 }, { last: '2026-12-24' }, { points: 7 }, { last: '9999-12-31' }, { last: '0001-01-01' }], to: [{ kind: 'person', id: 'tariq' }], priority: ['high'], party: [{ role: 'neighbour' }, 'party.1'], restart: [[], items.slice(0, 2)], keep: [undefined], supersede: [undefined], override: [undefined], for: [undefined], by: [undefined, { workingDays: 1 }], target: [{ on: '2026-12-20' }, { workingDays: 6 }, { at: '2026-12-20T10:00:00Z' }, { hours: 40 }], waitingOn: ['contractor'], method: ['visit'], direction: ['in'], cardLeft: [true], kind: ['time', 'money'], value: [3], with: [undefined], restartFrom: [undefined],
    explanations: [Object.fromEntries(Object.keys(state.clocks).map((clock) => [clock, 'No keys']))], into: [{ id: 'case-2', ref: 'SM-26-00002', isOpen: true }], text: ['Seen'], words: ['No keys'], notes: [undefined, 'Seen'],
  }
  const command = Object.fromEntries(parts.map((part, at) => {
    const value = values[at]!
    const from = known[part]?.length && (isSane || value % ONE_PART_IN !== 0) ? known[part] : anything
    return [part, from[Math.floor(value / ONE_PART_IN) % from.length]]
  }))
  return { ...command, type }
}
