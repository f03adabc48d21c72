import type { ActName } from './act-forms.ts'

/** Under what the draft of an act's form is kept; `of` is the task or clock that it is about, otherwise the case. */
export function actDraftKey(name: ActName, { ref, of = 'case' }: { ref: string; of?: string }): string {
  return `${ref}.${of}.${name}`
}
