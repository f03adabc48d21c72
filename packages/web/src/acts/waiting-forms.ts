import type { CaseRecord, Task } from '@casement/server/contract'
import type { ActForm, AskedField } from './act-form.ts'
import { isAllowed } from './is-allowed.ts'
import type { Act } from './send-act.ts'

const WHOM = [
  { id: 'us', name: 'Us' }, { id: 'resident', name: 'The resident' }, { id: 'contractor', name: 'A contractor' }, { id: 'agency', name: 'Another agency' },
  { id: 'landlord', name: 'Another landlord' }, { id: 'court', name: 'The court' }, { id: 'another-team', name: 'Another team' },
]

const WHY: AskedField = { kind: 'lines', id: 'reason', label: 'What for (if it helps)' }

/** Whom one task waits on. */
export function taskWaitsForm({ ref }: CaseRecord, task: Task): ActForm {
  const path = `tasks/${encodeURIComponent(task.id)}/waiting-on`
  return { title: `Waiting on: ${task.name}`, send: 'Say so', done: `It is said whom ${task.name} waits on.`, path, asks: [{ kind: 'choice', id: 'waitingOn', label: 'Whom does it wait on?', choices: WHOM.filter(({ id }) => id !== task.waitingOn) }, WHY], undo: asBefore(ref, path, task) }
}

/** A case waits on whom its tasks wait on. */
export function caseWaitsForm({ tasks }: CaseRecord): ActForm {
  const choices = tasks.filter(maySayWaitingOn).map(({ id, name }) => ({ id, name }))
  return { title: 'Say whom it waits on', send: 'Say so', done: 'It is said whom the task waits on.', path: 'tasks/{task}/waiting-on', asks: [{ kind: 'choice', id: 'task', label: 'Which task?', choices }, { kind: 'choice', id: 'waitingOn', label: 'Whom does it wait on?', choices: WHOM }, WHY] }
}

/** Of a task that has begun; what is only to come waits on nobody yet. */
export function maySayWaitingOn({ startedAt, actions }: Pick<Task, 'startedAt' | 'actions'>): boolean {
  return startedAt !== null && isAllowed(actions, 'set-waiting-on')
}

function asBefore(ref: string, path: string, { waitingOn }: Task): Act | undefined {
  return WHOM.some(({ id }) => id === waitingOn) ? { ref, path, body: { waitingOn } } : undefined
}
