import type { Task } from '@casement/server/contract'
import { REASON, type ActForm, type AskedField } from './act-form.ts'

export type LetterActName = 'prepare-letter' | 'approve-letter' | 'return-letter' | 'letter-failed'

const NOTES: AskedField = { kind: 'lines', id: 'notes', label: 'Note' }

/** What is done with a letter beside what is done with every task. */
export function letterForm(name: string, { id, name: letter }: Task): ActForm | undefined {
  const path = (noun: string) => `tasks/${encodeURIComponent(id)}/${noun}`
  switch (name) {
    case 'prepare-letter':
      return { title: `Ready to be approved: ${letter}`, send: 'It is ready', done: `${letter} waits to be approved.`, path: path('readiness'), asks: [NOTES] }
    case 'approve-letter':
      return { title: `Approve: ${letter}`, send: 'Approve', done: `${letter} is approved.`, path: path('approval'), asks: [NOTES] }
    case 'return-letter':
      return { title: `Give back: ${letter}`, send: 'Give it back', done: `${letter} is a draft again.`, path: path('return'), asks: [REASON] }
    case 'letter-failed':
      return { title: `It came back: ${letter}`, send: 'It came back', done: `${letter} is to be sent once more.`, path: path('failure'), asks: [{ ...REASON, label: 'What happened?', hint: 'For example: gone away, no such address.' }] }
    default:
      return undefined
  }
}
