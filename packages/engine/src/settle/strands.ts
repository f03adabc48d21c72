import type { Priority } from '../case-type/definition.ts'
import type { CaseState, Strand } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'

const LOWEST_FIRST: Priority[] = ['low', 'normal', 'high', 'urgent']

export function openStrands({ strands = [] }: CaseState): Strand[] {
  return strands.filter(({ endedAt }) => endedAt === undefined)
}

/** Starts a strand for a value of the case type's list (semantics 24). */
export function startStrand(turn: Turn, { value, priority = 'normal', reason }: { value: string; priority?: Priority; reason?: string }): void {
  const { strands, lists = {} } = turn.context.caseType.definition
  const name = lists[strands?.list ?? '']?.find(({ id }) => id === value)?.name ?? value
  record(turn, 'strand-started', { strand: `strand.${(turn.state.strands?.length ?? 0) + 1}`, value, name, priority, reason })
  takeHighest(turn)
}

export function endStrand(turn: Turn, strand: string, how: { outcome?: string; reason?: string }): void {
  record(turn, 'strand-ended', { strand, ...how })
  takeHighest(turn)
}

export function setStrandPriority(turn: Turn, strand: string, { priority, reason }: { priority: Priority; reason?: string }): void {
  record(turn, 'strand-priority-set', { strand, priority, reason })
  takeHighest(turn)
}

/** Where the case type says so, the case is as pressing as the most pressing of its open strands. */
function takeHighest(turn: Turn): void {
  const open = openStrands(turn.state)
  if (!takesHighest(turn) || open.length === 0) return
  const highest = open.map(({ priority }) => priority).sort((a, b) => LOWEST_FIRST.indexOf(b) - LOWEST_FIRST.indexOf(a))[0]!
  if (highest !== turn.state.priority) record(turn, 'priority-set', { priority: highest, reason: 'The highest of its strands' })
}

export function takesHighest({ context: { caseType } }: Pick<Turn, 'context'>): boolean {
  return caseType.definition.strands?.priority === 'highest'
}
