import type { CaseRecord, Task } from '@casement/server/contract'
import type { Act } from './send-act.ts'

export type CaseActName = 'hold-case' | 'release-case' | 'claim-case' | 'assign-case' | 'close-case' | 'cancel-case' | 'reopen-case' | 'add-note' | 'add-task'
export type TaskActName = 'start-task' | 'hold-task' | 'release-task' | 'redo-task' | 'skip-task' | 'offer-task' | 'cancel-task' | 'assign-task' | 'claim-task'
export type ActName = CaseActName | TaskActName

/** What is being acted on; a task act names its task. */
export type Target = { record: CaseRecord; task?: Task }

/** One thing the sheet asks for; its id is the name in the request, `explanations.late` inside another. */
export type AskedField =
  | { kind: 'choice'; id: string; label: string; choices: { id: string; name: string }[] }
  | { kind: 'lines'; id: string; label: string; required?: boolean; hint?: string }
  | { kind: 'line'; id: string; label: string }
  | { kind: 'date'; id: string; label: string }
  | { kind: 'staff'; id: string; label: string }

type Method = 'POST' | 'DELETE'

/** One command as a form: what it is called, what it asks, where it is sent and how it is taken back. */
export type ActForm = { title: string; send: string; done: string; asks: AskedField[]; path: string; method?: Method; undo?: Act }

const NOTES: AskedField = { kind: 'lines', id: 'notes', label: 'Note' }
const REASON: AskedField = { kind: 'lines', id: 'reason', label: 'Why?', required: true }
const NEW_HOLDER: AskedField[] = [{ kind: 'staff', id: 'person', label: 'To whom?' }, { kind: 'lines', id: 'reason', label: 'Why (if it helps them)' }]

/** The form of a command to the case or to one of its tasks. */
export function formOf(name: ActName, { record, task }: Target): ActForm {
  return task ? taskForm(name as TaskActName, record, task) : caseForm(name as CaseActName, record)
}

/** The request that a filled-in form makes. */
export function actOf(form: ActForm, ref: string, answers: Record<string, string>): Act {
  const body: Record<string, unknown> = {}
  for (const [id, words] of Object.entries(answers)) {
    const dot = id.indexOf('.')
    const outer = id.slice(0, dot)
    if (dot === -1) body[id] = words
    else body[outer] = { ...(body[outer] as Record<string, string> | undefined), [id.slice(dot + 1)]: words }
  }
  return { ref, path: form.path, method: form.method, ...(form.method === 'DELETE' ? {} : { body }) }
}

function caseForm(name: CaseActName, record: CaseRecord): ActForm {
  const { ref } = record
  switch (name) {
    case 'hold-case':
      return { title: 'Put the case on hold', send: 'Hold', done: `${ref} is on hold.`, path: 'hold', asks: [whyHold(record), { kind: 'date', id: 'until', label: 'Until (if known)' }, NOTES], undo: { ref, path: 'hold', method: 'DELETE' } }
    case 'release-case':
      return { title: 'Take the case off hold', send: 'Release', done: `${ref} is off hold.`, path: 'hold', method: 'DELETE', asks: [] }
    case 'claim-case':
      return { title: 'Take the case', send: 'Take it', done: `${ref} is yours.`, path: 'claim', asks: [], undo: ownerAsBefore(record) }
    case 'assign-case':
      return { title: 'Give the case to another owner', send: 'Give it', done: `${ref} has another owner.`, path: 'owner', asks: NEW_HOLDER, undo: ownerAsBefore(record) }
    case 'close-case':
      return { title: 'Close the case', send: 'Close the case', done: `${ref} is closed.`, path: 'closure', asks: [...closureReason(record), ...lateClocks(record), NOTES] }
    case 'cancel-case':
      return { title: 'Cancel the case', send: 'Cancel the case', done: `${ref} is cancelled.`, path: 'cancellation', asks: [REASON] }
    case 'reopen-case':
      return { title: 'Reopen the case', send: 'Reopen', done: `${ref} is open again.`, path: 'reopening', asks: [REASON] }
    case 'add-note':
      return { title: 'Add a note', send: 'Add the note', done: 'Note added.', path: 'notes', asks: [{ kind: 'lines', id: 'text', label: 'Note', required: true, hint: 'A note stays on the record and cannot be deleted.' }] }
    case 'add-task':
      return { title: 'Add a task', send: 'Add the task', done: 'Task added.', path: 'tasks', asks: [{ kind: 'line', id: 'name', label: 'What is to be done?' }, { kind: 'lines', id: 'guidance', label: 'What to know for it (if anything)' }] }
  }
}

function taskForm(name: TaskActName, record: CaseRecord, task: Task): ActForm {
  const { ref } = record
  const path = (noun: string) => `tasks/${encodeURIComponent(task.id)}/${noun}`
  switch (name) {
    case 'start-task':
      return { title: `Start: ${task.name}`, send: 'Start', done: `${task.name} is started.`, path: path('start'), asks: [] }
    case 'hold-task':
      return { title: `Hold: ${task.name}`, send: 'Hold', done: `${task.name} is on hold.`, path: path('hold'), asks: [whyHold(record), { kind: 'date', id: 'until', label: 'Until (if known)' }, NOTES], undo: { ref, path: path('hold'), method: 'DELETE' } }
    case 'release-task':
      return { title: `Release: ${task.name}`, send: 'Release', done: `${task.name} is off hold.`, path: path('hold'), method: 'DELETE', asks: [] }
    case 'redo-task':
      return { title: `Do again: ${task.name}`, send: 'Do it again', done: `${task.name} is to be done again.`, path: path('redo'), asks: [REASON] }
    case 'skip-task':
      return { title: `Skip: ${task.name}`, send: 'Skip', done: `${task.name} is skipped.`, path: path('skip'), asks: [REASON] }
    case 'offer-task':
      return { title: `Bring back: ${task.name}`, send: 'Bring it back', done: `${task.name} can be done again.`, path: path('offer'), asks: [] }
    case 'cancel-task':
      return { title: `Cancel: ${task.name}`, send: 'Cancel the task', done: `${task.name} is cancelled.`, path: path('cancellation'), asks: [REASON] }
    case 'assign-task':
      return { title: `Reassign: ${task.name}`, send: 'Reassign', done: `${task.name} is reassigned.`, path: path('assignment'), asks: NEW_HOLDER, undo: holderAsBefore(record, task) }
    case 'claim-task':
      return { title: `Take: ${task.name}`, send: 'Take it', done: `${task.name} is yours.`, path: path('claim'), asks: [], undo: holderAsBefore(record, task) }
  }
}

function whyHold(record: CaseRecord): AskedField {
  return { kind: 'choice', id: 'reason', label: 'Why?', choices: record.holdReasons }
}

function closureReason(record: CaseRecord): AskedField[] {
  return record.closureReasons.length === 0 ? [] : [{ kind: 'choice', id: 'reason', label: 'How did it end?', choices: record.closureReasons }]
}

/** Lateness is explained at the clock it concerns, at the latest when the case closes. */
function lateClocks(record: CaseRecord): AskedField[] {
  return record.clocks
    .filter((clock) => clock.late && !clock.explained)
    .map((clock) => ({ kind: 'lines', id: `explanations.${clock.id}`, label: `Why was ${clock.name} late?`, required: true }))
}

function holderAsBefore({ ref }: CaseRecord, task: Task): Act | undefined {
  if (!task.assignee) return undefined
  const body = task.assignee.owner ? { owner: true } : { [task.assignee.kind]: task.assignee.id }
  return { ref, path: `tasks/${encodeURIComponent(task.id)}/assignment`, body }
}

function ownerAsBefore({ ref, owner }: CaseRecord): Act | undefined {
  return owner ? { ref, path: 'owner', body: { [owner.kind]: owner.id } } : undefined
}
