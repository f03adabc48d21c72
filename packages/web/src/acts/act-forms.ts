import type { CaseRecord, Task } from '../shapes.ts'
import type { Act } from './send-act.ts'

export type CaseActName = 'hold-case' | 'release-case' | 'close-case' | 'cancel-case' | 'reopen-case' | 'add-note' | 'add-task'
export type TaskActName = 'hold-task' | 'release-task' | 'redo-task' | 'skip-task' | 'assign-task' | 'claim-task'
export type ActName = CaseActName | TaskActName

/** What is being acted on; a task act names its task. */
export type Target = { record: CaseRecord; task?: Task }

/** One thing the sheet asks for; its id is the name in the request. */
export type AskedField =
  | { kind: 'choice'; id: string; label: string; choices: { id: string; name: string }[] }
  | { kind: 'lines'; id: string; label: string; required?: boolean; hint?: string }
  | { kind: 'line'; id: string; label: string }
  | { kind: 'date'; id: string; label: string }
  | { kind: 'staff'; id: string; label: string }

/** One command as a form: what it is called, what it asks, where it is sent and how it is taken back. */
export type ActForm = {
  title: string
  send: string
  done: string
  asks: AskedField[]
  act: (answers: Record<string, string>) => Act
  undo?: Act
}

const NOTES: AskedField = { kind: 'lines', id: 'notes', label: 'Note' }
const REASON_IN_WORDS: AskedField = { kind: 'lines', id: 'reason', label: 'Why?', required: true }

/** The form of a command to the case or to one of its tasks. */
export function formOf(name: ActName, { record, task }: Target): ActForm {
  return task ? taskForm(name as TaskActName, record, task) : caseForm(name as CaseActName, record)
}

function caseForm(name: CaseActName, record: CaseRecord): ActForm {
  const at = (path: string, method: 'POST' | 'DELETE' = 'POST') => (body: Record<string, string>): Act => ({ ref: record.ref, method, path, body: Object.keys(body).length > 0 || method === 'POST' ? body : undefined })
  switch (name) {
    case 'hold-case':
      return { title: 'Put the case on hold', send: 'Hold', done: `${record.ref} is on hold.`, asks: [{ kind: 'choice', id: 'reason', label: 'Why?', choices: record.holdReasons }, { kind: 'date', id: 'until', label: 'Until (if known)' }, NOTES], act: at('hold'), undo: at('hold', 'DELETE')({}) }
    case 'release-case':
      return { title: 'Take the case off hold', send: 'Release', done: `${record.ref} is off hold.`, asks: [], act: at('hold', 'DELETE') }
    case 'close-case':
      return { title: 'Close the case', send: 'Close the case', done: `${record.ref} is closed.`, asks: [{ kind: 'choice', id: 'reason', label: 'How did it end?', choices: record.closureReasons }, NOTES], act: at('closure') }
    case 'cancel-case':
      return { title: 'Cancel the case', send: 'Cancel the case', done: `${record.ref} is cancelled.`, asks: [REASON_IN_WORDS], act: at('cancellation') }
    case 'reopen-case':
      return { title: 'Reopen the case', send: 'Reopen', done: `${record.ref} is open again.`, asks: [REASON_IN_WORDS], act: at('reopening') }
    case 'add-note':
      return { title: 'Add a note', send: 'Add the note', done: 'Note added.', asks: [{ kind: 'lines', id: 'text', label: 'Note', required: true, hint: 'A note stays on the record and cannot be deleted.' }], act: at('notes') }
    case 'add-task':
      return { title: 'Add a task', send: 'Add the task', done: 'Task added.', asks: [{ kind: 'line', id: 'name', label: 'What is to be done?' }, { kind: 'date', id: 'dueOn', label: 'By when (if there is a date)' }, NOTES], act: at('tasks') }
  }
}

function taskForm(name: TaskActName, record: CaseRecord, task: Task): ActForm {
  const path = (noun: string) => `tasks/${encodeURIComponent(task.id)}/${noun}`
  const at = (noun: string, method: 'POST' | 'DELETE' = 'POST') => (body: Record<string, string>): Act => ({ ref: record.ref, method, path: path(noun), body: Object.keys(body).length > 0 || method === 'POST' ? body : undefined })
  switch (name) {
    case 'hold-task':
      return { title: `Hold: ${task.name}`, send: 'Hold', done: `${task.name} is on hold.`, asks: [{ kind: 'choice', id: 'reason', label: 'Why?', choices: record.holdReasons }, NOTES], act: at('hold'), undo: at('hold', 'DELETE')({}) }
    case 'release-task':
      return { title: `Release: ${task.name}`, send: 'Release', done: `${task.name} is off hold.`, asks: [], act: at('hold', 'DELETE') }
    case 'redo-task':
      return { title: `Do again: ${task.name}`, send: 'Do it again', done: `${task.name} is to be done again.`, asks: [REASON_IN_WORDS], act: at('redo') }
    case 'skip-task':
      return { title: `Skip: ${task.name}`, send: 'Skip', done: `${task.name} is skipped.`, asks: [REASON_IN_WORDS], act: at('skip') }
    case 'assign-task':
      return { title: `Reassign: ${task.name}`, send: 'Reassign', done: `${task.name} is reassigned.`, asks: [{ kind: 'staff', id: 'person', label: 'To whom?' }, { kind: 'lines', id: 'reason', label: 'Why (if it helps them)' }], act: at('assignment'), undo: task.assignee ? at('assignment')({ person: task.assignee.id }) : undefined }
    case 'claim-task':
      return { title: `Take: ${task.name}`, send: 'Take it', done: `${task.name} is yours.`, asks: [], act: at('claim') }
  }
}
