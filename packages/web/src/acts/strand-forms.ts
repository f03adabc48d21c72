import type { CaseRecord, StrandView } from '@casement/server/contract'
import { REASON, priorities, type ActForm } from './act-form.ts'
import { whyAsks } from './why-asks.ts'

export type StrandActName = 'set-strand-priority' | 'end-strand'

const WHY = { kind: 'lines', id: 'reason', label: 'Why (if it helps)' } as const

export function newStrandForm({ startable }: CaseRecord): ActForm {
  return {
    title: 'Start a strand', send: 'Start it', done: 'The strand is started.', path: 'strands',
    asks: [{ kind: startable.length > 6 ? 'pick' : 'choice', id: 'value', label: 'Of what?', choices: startable }, { kind: 'choice', id: 'priority', label: 'How urgent is it?', choices: priorities }, WHY],
  }
}

/** What is done with one strand. */
export function strandForm(act: StrandActName, record: CaseRecord, { id, name, priority }: StrandView): ActForm {
  const { ref, strandOutcomes, reasons } = record
  if (act === 'set-strand-priority') {
    return {
      title: `Set the priority: ${name}`, send: 'Set it', done: `The priority of ${name} is set.`, path: 'priority', body: { strand: id },
      asks: [{ kind: 'choice', id: 'priority', label: 'How urgent is it?', choices: priorities.filter((each) => each.id !== priority) }, ...whyAsks(record, 'setPriority', WHY)],
      undo: reasons.setPriority ? undefined : { ref, path: 'priority', body: { strand: id, priority } },
    }
  }
  return {
    title: `End the strand: ${name}`, send: 'End it', done: `${name} is ended.`, path: `strands/${encodeURIComponent(id)}/end`,
    asks: [...(strandOutcomes.length > 0 ? [{ kind: 'choice', id: 'outcome', label: 'How did it end?', choices: strandOutcomes } as const] : []), REASON],
  }
}
