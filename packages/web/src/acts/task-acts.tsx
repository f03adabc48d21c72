import type { Task } from '@casement/server/contract'
import { Button } from '@mantine/core'
import type { ActName } from '../acts/act-forms.ts'
import type { CaseActs } from './case-screen.tsx'
import { isAllowed } from './case-state.ts'

const TASK_ACTS: { action: string; act: ActName; words: string }[] = [
  { action: 'start', act: 'start-task', words: 'Start' },
  { action: 'record-answer', act: 'record-answer', words: 'Record the answer' },
  { action: 'claim', act: 'claim-task', words: 'Take it' },
  { action: 'hold', act: 'hold-task', words: 'Hold' },
  { action: 'release', act: 'release-task', words: 'Release' },
  { action: 'reassign', act: 'assign-task', words: 'Reassign' },
  { action: 'skip', act: 'skip-task', words: 'Skip' },
  { action: 'offer-again', act: 'offer-task', words: 'Bring it back' },
  { action: 'cancel', act: 'cancel-task', words: 'Cancel' },
  { action: 'redo', act: 'redo-task', words: 'Do again' },
]

/** What else the server allows with a task, besides completing it; nothing is offered of what has not begun. */
export function TaskActs({ task, acts, small }: { task: Task; acts: CaseActs; small?: boolean }) {
  if (task.state === 'waiting' || (task.state === 'on-hold' && task.startedAt === null && task.after.length > 0)) return null
  return TASK_ACTS.filter((each) => isAllowed(task.actions, each.action)).map((each) => (
    <Button key={each.act} size={small ? 'xs' : 'sm'} variant={small ? 'subtle' : 'default'} onClick={() => acts.open(each.act, { task })} aria-label={small ? `${each.words}: ${task.name}` : undefined}>{each.words}</Button>
  ))
}
