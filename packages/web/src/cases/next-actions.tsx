import type { CaseRecord, Task } from '@casement/server/contract'
import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { TaskActName } from '../acts/act-forms.ts'
import { CompleteTaskForm } from '../acts/complete-task-form.tsx'
import type { LetterActName } from '../acts/letter-forms.ts'
import { isAllowed } from '../acts/is-allowed.ts'
import { NotCompletable, TaskActs } from '../acts/task-acts.tsx'
import { DueDate } from '../look/due-date.tsx'
import { Empty } from '../look/empty.tsx'
import { useKeys } from '../look/keys.ts'
import { StateMark } from '../look/state-mark.tsx'
import { waitingWord } from '../look/waiting-on.ts'
import { useTell } from '../look/status-line.tsx'
import type { CaseActs } from './case-screen.tsx'
import { isDoable, taskDue } from './case-state.ts'
import { letterWords } from './letter-words.ts'
import classes from './cases.module.css'

/** Keys 1 to 9 reach this many. */
const MOST_ACTIONS = 9

/** What can be done now, most urgent first, each opened in place by its number. */
export function NextActions({ record, acts }: { record: CaseRecord; acts: CaseActs }) {
  const { task: opened } = useSearch({ from: '/signed-in/cases/$ref' })
  const navigate = useNavigate({ from: '/cases/$ref' })
  const show = (id: string | undefined) => void navigate({ search: (now) => ({ ...now, task: id }), replace: true, resetScroll: false })
  const next = useSteadyTasks(record, opened)
  const open = next.some((task) => task.id === opened) ? opened : undefined
  const go = (task: Task) => (isAllowed(task.actions, 'record-answer') ? acts.open('record-answer', { task }) : show(task.id))
  useKeys(Object.fromEntries(next.map((task, index) => [String(index + 1), () => (open ? false : go(task))])), { on: !open })
  useKeys({ Escape: () => (open ? show(undefined) : false) })
  const isEnded = record.status === 'closed' || record.status === 'cancelled'
  // Somebody else may end the case while a form is being filled in.
  if (isEnded && !open) return null
  return (
    <section className={classes.next} aria-labelledby="next-actions">
      <div className="section">
        <h2 id="next-actions">Next actions</h2>
        {next.length > 0 ? <span className="second end touch-off">Press <kbd className="letter">1</kbd>{next.length > 1 ? <> to <kbd className="letter">{next.length}</kbd></> : null}</span> : null}
      </div>
      <Standstill record={record} next={next} acts={acts} />
      <ol>
        {next.map((task, index) => (
          <NextAction key={task.id} record={record} task={task} first={index === 0 && !open} open={task.id === open} show={show} go={go} acts={acts} />
        ))}
      </ol>
    </section>
  )
}

/** Why nothing goes on, and the way on where there is one; an answer from outside may be recorded all the same. */
function Standstill({ record, next, acts }: { record: CaseRecord; next: Task[]; acts: CaseActs }) {
  const [hold] = record.holds
  const release = isAllowed(record.actions, 'release') ? <Button size="xs" onClick={() => acts.open('release-case')}>Release the case</Button> : undefined
  if (hold) return <Empty title="The case is on hold" act={release}>{hold.name}. Its tasks go on once it is released.</Empty>
  return next.length > 0 ? null : <Empty title="Nothing can be done just now">The case waits for a date or for someone else. Its tasks and clocks say which.</Empty>
}

/** While one of them is open, the others stay where they are, and it stays although somebody else has dealt with it. */
function useSteadyTasks(record: CaseRecord, opened: string | undefined): Task[] {
  const latest = nextTasks(record)
  const [standing, stand] = useState<string[]>([])
  const held = opened !== undefined && standing.includes(opened)
  const ids = latest.map(({ id }) => id).join(' ')
  useEffect(() => {
    if (!held || !opened) stand(ids.split(' '))
  }, [held, opened, ids])
  if (!held) return latest
  const stood = standing.flatMap((id) => record.tasks.find((task) => task.id === id && (id === opened || isDoable(task))) ?? [])
  return [...stood, ...latest.filter(({ id }) => !standing.includes(id))].slice(0, MOST_ACTIONS)
}

/** The due date of a task opens the working of its clock. */
function whyOf(task: Task, acts: CaseActs) {
  const { clock } = task
  return clock ? { open: acts.clockShown === clock, toggle: () => acts.showClock(acts.clockShown === clock ? undefined : clock) } : undefined
}

type Props = { record: CaseRecord; task: Task; first: boolean; open: boolean; show: (id: string | undefined) => void; go: (task: Task) => void; acts: CaseActs }

function NextAction({ record, task, first, open, show, go, acts }: Props) {
  const [sending, setSending] = useState(false)
  const tell = useTell()
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (open) row.current?.querySelector<HTMLElement>('input[type="radio"], button[type="submit"]')?.focus()
  }, [open])
  const allowed = isAllowed(task.actions, 'complete')
  // A form that is being filled in stays, whatever becomes of the task meanwhile.
  const [isFilledIn, fillIn] = useState(false)
  const fills = open && (isFilledIn || allowed)
  if (fills !== isFilledIn) fillIn(fills)
  const completable = allowed || fills
  const answerable = isAllowed(task.actions, 'record-answer')
  const openAct = (name: TaskActName | LetterActName) => acts.open(name, { task })
  const verb = completable ? 'Complete' : answerable ? 'Record the answer' : 'Open'
  return (
    <li data-open={open || undefined} ref={row}>
      <div>{sending ? <StateMark state="done" /> : task.dueAt || task.state === 'on-hold' ? <DueDate due={taskDue(task)} why={whyOf(task, acts)} /> : <StateMark state="live" />}</div>
      <div>
        <span className={classes.action}>{task.name}</span>
        <span className="second">{waitingWord(task.waitingOn) ? <><StateMark state="waiting" word={waitingWord(task.waitingOn)} light /> · </> : null}{[task.assignee?.name ?? 'nobody yet', letterWords(task), task.rests ? 'rests on an answer that was since changed' : ''].filter(Boolean).join(' · ')}</span>
      </div>
      {open
        ? <Button size="xs" onClick={() => show(undefined)}>Close <kbd>Esc</kbd></Button>
        : <Button size="xs" variant={first && completable ? 'filled' : 'default'} onClick={() => go(task)} aria-label={`${verb}: ${task.name}`}>{verb}</Button>}
      {open ? (
        <div className={classes.do} hidden={sending}>
          {completable
            ? <CompleteTaskForm caseRef={record.ref} openedAt={record.openedAt} task={task} onSending={setSending} onDone={(words) => { show(undefined); tell({ words }) }} otherActs={<TaskActs task={task} open={openAct} />} />
            : <NotCompletable task={task} open={openAct} />}
        </div>
      ) : null}
    </li>
  )
}

function nextTasks(record: CaseRecord): Task[] {
  const due = (task: Task) => (task.dueAt ? Date.parse(task.dueAt) : Number.POSITIVE_INFINITY)
  return record.tasks.filter((task) => isDoable(task)).toSorted((a, b) => due(a) - due(b)).slice(0, MOST_ACTIONS)
}
