import type { CaseRecord, Task } from '@casement/server/contract'
import type { AskedField } from './act-form.ts'

/** How a case goes on once it is open again: from nothing, from tasks that are done again, or from a step with all that followed it. */
export function reopeningAsks(record: Pick<CaseRecord, 'tasks'>): AskedField[] {
  const begun = lastBegun(record)
  const choices = begun.map(({ id, name }) => ({ id, name }))
  // Only what was done or skipped can be the step from which the rest follows.
  const done = begun.filter(({ state }) => state === 'completed' || state === 'skipped').map(({ id, name }) => ({ id, name }))
  if (choices.length === 0) return []
  if (done.length === 0) return [{ kind: 'several', id: 'restart', label: 'What is to be done again?', hint: 'Only what is ticked becomes work; everything else stays as it ended.', choices }]
  return [
    { kind: 'choice', id: 'goesOn', label: 'How does it go on?', choices: [{ id: 'tasks', name: 'Everything stays as it ended, save the tasks that I tick' }, { id: 'from', name: 'The path restarts from a step' }] },
    { kind: 'several', id: 'restart', label: 'What is to be done again?', hint: 'Only what is ticked becomes work.', choices, onlyFor: { id: 'goesOn', answer: 'tasks' } },
    { kind: 'pick', id: 'restartFrom', label: 'From which step?', hint: 'All that followed it is set aside and done anew. What its step keeps, and letters that were sent, are named below.', choices: done, onlyFor: { id: 'goesOn', answer: 'from' } },
  ]
}

/** The last run of each task that somebody had begun when the case ended. */
function lastBegun({ tasks }: Pick<CaseRecord, 'tasks'>): Task[] {
  const begun = tasks.filter((task) => task.kind === 'task' && task.startedAt && task.endedAt && task.state !== 'superseded')
  return begun.filter((task) => !begun.some((other) => isSameTask(other, task) && Date.parse(other.startedAt ?? '') > Date.parse(task.startedAt ?? ''))).toReversed()
}

/** Runs of one task: extra tasks share the step `extra` and are told apart by their names, as the engine does when a task is offered again. */
export function isSameTask(one: Task, other: Task): boolean {
  return one.step === other.step && one.name === other.name
}
