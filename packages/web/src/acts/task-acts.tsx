import type { Task } from '@casement/server/contract'
import { Button } from '@mantine/core'
import type { TaskActName } from './act-forms.ts'
import type { LetterActName } from './letter-forms.ts'
import { isAllowed } from './is-allowed.ts'

const TASK_ACTS: { action: string; act: TaskActName | LetterActName; words: string }[] = [
  { action: 'start', act: 'start-task', words: 'Start' },
  { action: 'record-answer', act: 'record-answer', words: 'Record the answer' },
  { action: 'prepare', act: 'prepare-letter', words: 'It is ready to be approved' },
  { action: 'approve', act: 'approve-letter', words: 'Approve' },
  { action: 'return', act: 'return-letter', words: 'Give it back' },
  { action: 'fail', act: 'letter-failed', words: 'It came back' },
  { action: 'claim', act: 'claim-task', words: 'Take it' },
  { action: 'hold', act: 'hold-task', words: 'Hold' },
  { action: 'release', act: 'release-task', words: 'Release' },
  { action: 'reassign', act: 'assign-task', words: 'Reassign' },
  { action: 'set-waiting-on', act: 'set-waiting-on', words: 'Waiting on' },
  { action: 'skip', act: 'skip-task', words: 'Skip' },
  { action: 'offer-again', act: 'offer-task', words: 'Bring it back' },
  { action: 'cancel', act: 'cancel-task', words: 'Cancel' },
  { action: 'redo', act: 'redo-task', words: 'Do again' },
  { action: 'restart-from', act: 'restart-from', words: 'Restart from here' },
]

type Props = { task: Task; open: (name: TaskActName | LetterActName) => void }

/** What else the server allows with a task, besides completing it; nothing is offered of what has not begun. */
export function TaskActs({ task, open, small }: Props & { small?: boolean }) {
  if (task.state === 'waiting' || (task.state === 'on-hold' && task.startedAt === null && task.after.length > 0)) return null
  return TASK_ACTS.filter((each) => isAllowed(task.actions, each.action)).map((each) => (
    <Button key={each.act} size={small ? 'xs' : 'sm'} variant={small ? 'subtle' : 'default'} onClick={() => open(each.act)} aria-label={small ? `${each.words}: ${task.name}` : undefined}>{each.words}</Button>
  ))
}

/** In the place of the form of a task that cannot be completed now: why not, in the server's words, and what can be done. */
export function NotCompletable({ task, open }: Props) {
  return (
    <>
      <p>{isAllowed(task.actions, 'record-answer') ? 'This ends when the answer comes. Record it here once it has.' : task.actions.find(({ action }) => action === 'complete')?.words ?? 'This cannot be completed now.'}</p>
      <div className="buttons"><TaskActs task={task} open={open} /></div>
    </>
  )
}
