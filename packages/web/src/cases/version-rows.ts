import type { Field, Task } from '@casement/server/contract'
import { valueInWords } from './field-words.ts'

/** One question with its answer before and now; with `record`, each is the id of one of that kind. */
export type VersionRow = { id: string; name: string; before: string; after: string; changed: boolean; record?: Field['record'] }

export const UNANSWERED = '–'

/** Every answer of two runs of one task, in the order of its form; a question that neither answered is left out. Nothing counts as changed before it is answered again. */
export function versionRows(earlier: Task, later: Task, today: string): VersionRow[] {
  const isAnswered = later.state === 'completed'
  const row = (id: string, name: string, [before = UNANSWERED, after = UNANSWERED]: (string | undefined)[]): VersionRow => ({ id, name, before, after, changed: isAnswered && before !== after })
  const asked = [...later.fields, ...earlier.fields.filter(({ id }) => !later.fields.some((field) => field.id === id))]
  const answerOf = (task: Task, id: string) => {
    const field = task.fields.find((each) => each.id === id)
    return field && valueInWords(field, today)
  }
  const rows = [
    row('outcome', 'How it ended', [outcomeOf(earlier), outcomeOf(later)]),
    ...asked.map(({ id, name, record }) => ({ ...row(id, name, [answerOf(earlier, id), answerOf(later, id)]), record })),
    row('notes', 'Note', [earlier.notes, later.notes]),
  ]
  return rows.filter(({ before, after }) => before !== UNANSWERED || after !== UNANSWERED)
}

function outcomeOf({ outcome, outcomes }: Task): string | undefined {
  return outcome === null ? undefined : (outcomes.find(({ id }) => id === outcome)?.name ?? outcome)
}
