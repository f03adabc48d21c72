import type { Task, WorkItem } from '@casement/server/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { caseQuery } from '../acts/case-record.ts'
import { CompleteTaskForm } from '../acts/complete-task-form.tsx'
import type { ActName, TaskActName, Target } from '../acts/act-forms.ts'
import { isAllowed } from '../acts/is-allowed.ts'
import { NotCompletable, TaskActs } from '../acts/task-acts.tsx'
import { Failure } from '../look/failure.tsx'
import { Loading } from '../look/loading.tsx'
import { useTell } from '../look/status-line.tsx'
import type { Asked } from './list-keys.ts'
import classes from './my-work.module.css'

type Props = {
  item: WorkItem
  asked: Asked | undefined
  hidden: boolean
  onSending: (sending: boolean) => void
  onDone: () => void
  openSheet: (name: ActName, target: Target) => void
}

/** A row opened in place: the outcome's own fields, what this does, Complete, Hold, Reassign. */
export function OpenRow({ item, asked, hidden, onSending, onDone, openSheet }: Props) {
  const seen = useQuery(caseQuery(item.case.ref))
  const tell = useTell()
  const place = useRef<HTMLDivElement>(null)
  const record = seen.data?.record
  const task = record?.tasks.find((each) => each.id === item.task.id)
  const ready = Boolean(task)
  // A form that is being filled in stays, whatever becomes of the task meanwhile.
  const [isFilledIn, fillIn] = useState(false)
  if (!isFilledIn && task && isAllowed(task.actions, 'complete')) fillIn(true)
  useEffect(() => {
    if (ready) focusFirst(place.current)
  }, [ready])
  // What was asked is answered once; later readings of the case must not open the sheet again.
  const answered = useRef<Asked>(undefined)
  useEffect(() => {
    if (!record || !task || !asked || answered.current === asked) return
    answered.current = asked
    const name = findAskedAct(asked, task)
    if (name) openSheet(name, { record, task })
  }, [asked, record, task, openSheet])

  return (
    <div className={classes.do} ref={place} hidden={hidden}>
      {seen.isError ? <Failure what="This task" error={seen.error} retry={() => void seen.refetch()} /> : null}
      {seen.isPending ? <Loading what="the task" /> : null}
      {record && !task ? <p>This task is no longer open. <Link to="/cases/$ref" params={{ ref: item.case.ref }}>Open the case</Link></p> : null}
      {record && task ? (
        isFilledIn ? (
          <CompleteTaskForm
            caseRef={record.ref}
            openedAt={record.openedAt}
            task={task}
            onSending={onSending}
            onDone={(words) => { onDone(); tell({ words }) }}
            otherActs={<TaskActs task={task} open={(name) => openSheet(name, { record, task })} />}
          />
        ) : (
          <NotCompletable task={task} open={(name) => openSheet(name, { record, task })} />
        )
      ) : null}
    </div>
  )
}

/** The act that a key asks for, where the server allows it; what is on hold is released by the key that holds. */
export function findAskedAct({ act }: Asked, { actions }: Pick<Task, 'actions'>): TaskActName | undefined {
  if (act === 'reassign') return isAllowed(actions, 'reassign') ? 'assign-task' : undefined
  return isAllowed(actions, 'release') ? 'release-task' : isAllowed(actions, 'hold') ? 'hold-task' : undefined
}

/** An answer to choose first; never a text field, so that single letters still act. */
function focusFirst(place: HTMLElement | null): void {
  const first = place?.querySelector<HTMLElement>('input[type="radio"], button[type="submit"]') ?? place?.querySelector('button')
  first?.focus({ preventScroll: true })
  place?.closest('li')?.scrollIntoView({ block: 'nearest' })
}
