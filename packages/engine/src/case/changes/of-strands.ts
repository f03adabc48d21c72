import type { Element } from '../event.ts'
import type { CaseState, Strand } from '../state.ts'
import type { Changes } from './change.ts'
import { happen } from './happen.ts'

export const changesOfStrands = {
  'strand-started': (state, event) => {
    const { strand: id, value, name, priority } = event.payload
    return happen({ ...state, strands: [...(state.strands ?? []), { id, value, name, priority, startedAt: event.occurredAt }] }, event, { element: strandElement(id) })
  },
  'strand-ended': (state, event) => {
    const { strand, outcome, reason } = event.payload
    return happen(changeStrand(state, strand, { endedAt: event.occurredAt, outcome, reason }), event, { element: strandElement(strand) })
  },
  'strand-priority-set': (state, { payload: { strand, priority } }) => changeStrand(state, strand, { priority }),
} satisfies Changes

export function strandElement(id: string): Element {
  return { kind: 'strand', id }
}

function changeStrand(state: CaseState, id: string, change: Partial<Strand>): CaseState {
  return { ...state, strands: state.strands?.map((strand) => (strand.id === id ? { ...strand, ...change } : strand)) }
}
