import type { CaseRecord } from '@casement/server/contract'
import { REASON, type AskedField } from './act-form.ts'

/** Why something is done: chosen, with words besides, where the case type lists the reasons; otherwise in words. */
export function whyAsks({ reasons }: CaseRecord, act: keyof CaseRecord['reasons'], inWords: AskedField = REASON): AskedField[] {
  const choices = reasons[act]
  if (!choices) return [inWords]
  const needing = choices.filter(({ words }) => words)
  const hint = 'hint' in inWords ? { hint: inWords.hint } : {}
  return [
    { kind: 'choice', id: 'reason', label: 'Why?', choices },
    { kind: 'lines', id: 'notes', label: 'In words', requiredFor: { id: 'reason', answers: needing.map(({ id }) => id) }, ...hint },
  ]
}
