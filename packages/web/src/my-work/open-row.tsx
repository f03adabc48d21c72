import type { Action, Task, WorkItem } from '@casement/server/contract'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { caseQuery } from '../acts/case-record.ts'
import { CompleteTaskForm } from '../acts/complete-task-form.tsx'
import type { ActName, Target } from '../acts/act-forms.ts'
import { Failure } from '../look/failure.tsx'
import { Loading } from '../look/loading.tsx'
import { useTell } from '../look/status-line.tsx'
import type { RowState } from './list-keys.ts'
import classes from './my-work.module.css'

type Props = {
  item: WorkItem
  asked: RowState['asked']
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
  if (!isFilledIn && task && isAllowed(task, 'complete')) fillIn(true)
  useEffect(() => {
    if (ready) focusFirst(place.current)
  }, [ready])
  // What was asked when the row opened is answered once; later readings of the case must not open the sheet again.
  const unanswered = useRef(asked)
  useEffect(() => {
    if (!record || !task || !unanswered.current) return
    const name = unanswered.current === 'reassign' ? 'assign-task' : isAllowed(task, 'release') ? 'release-task' : 'hold-task'
    unanswered.current = undefined
    openSheet(name, { record, task })
  }, [record, task, openSheet])

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
            otherActs={<OtherActs task={task} open={(name) => openSheet(name, { record, task })} />}
          />
        ) : (
          <div>
            <p>{whyNot(task)}</p>
            <div className="buttons"><OtherActs task={task} open={(name) => openSheet(name, { record, task })} /></div>
          </div>
        )
      ) : null}
    </div>
  )
}

function OtherActs({ task, open }: { task: Task; open: (name: ActName) => void }) {
  return (
    <>
      {isAllowed(task, 'start') ? <Button onClick={() => open('start-task')}>Start</Button> : null}
      {isAllowed(task, 'record-answer') ? <Button onClick={() => open('record-answer')}>Record the answer</Button> : null}
      {isAllowed(task, 'claim') ? <Button onClick={() => open('claim-task')}>Take it</Button> : null}
      {isAllowed(task, 'hold') ? <Button onClick={() => open('hold-task')}>Hold</Button> : null}
      {isAllowed(task, 'release') ? <Button onClick={() => open('release-task')}>Release</Button> : null}
      {isAllowed(task, 'reassign') ? <Button onClick={() => open('assign-task')}>Reassign</Button> : null}
    </>
  )
}

function isAllowed(task: Task, action: string): boolean {
  return task.actions.some((each) => each.action === action && each.allowed)
}

/** Why the task cannot be completed now, in the server's words. */
function whyNot(task: Task): string {
  if (isAllowed(task, 'record-answer')) return 'This ends when the answer comes. Record it here once it has.'
  const refused: Action | undefined = task.actions.find((each) => each.action === 'complete' && !each.allowed)
  return refused?.words ?? 'This cannot be completed from here.'
}

/** An answer to choose first; never a text field, so that single letters still act. */
function focusFirst(place: HTMLElement | null): void {
  const first = place?.querySelector<HTMLElement>('input[type="radio"], button[type="submit"], button')
  first?.focus({ preventScroll: true })
  place?.closest('li')?.scrollIntoView({ block: 'nearest' })
}
