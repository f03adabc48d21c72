import type { CaseRecord, Task } from '@casement/server/contract'
import { Link } from '@tanstack/react-router'
import { isAllowed } from '../acts/is-allowed.ts'
import { isSameTask } from '../acts/reopening-asks.ts'
import { TaskActs } from '../acts/task-acts.tsx'
import { useAlmanac } from '../look/almanac-context.tsx'
import { countInWords } from '../look/counts.ts'
import { dayInWords, dayOf, dueInWords } from '../look/dates.ts'
import type { Almanac } from '../look/dates.ts'
import { STATE_WORDS } from '../look/state.ts'
import { StateShape } from '../look/state-mark.tsx'
import { waitingWord } from '../look/waiting-on.ts'
import type { CaseActs } from './case-screen.tsx'
import { isDoable, isOpen, taskStateOf } from './case-state.ts'
import { letterWords } from './letter-words.ts'
import classes from './cases.module.css'

/** The tasks of a case by stage. `whole` shows every stage with what can be done; otherwise only what is open or ended. */
export function TaskList({ record, acts, whole }: { record: CaseRecord; acts: CaseActs; whole?: boolean }) {
  const stages = stagesOf(record, whole ?? false)
  return (
    <section className={classes.part} aria-labelledby="tasks">
      <div className="section">
        <h2 id="tasks">Tasks</h2>
        <span className="muted">{countsOf(record.tasks)}</span>
        {isAllowed(record.actions, 'add-task') ? <span className="end"><button type="button" className="link-button" onClick={() => acts.open('add-task')}>Add a task</button></span> : null}
      </div>
      {stages.map((stage) => (
        <div key={stage.tasks[0]?.id}>
          <h3 className={classes.stage}>{stage.name}</h3>
          <ul>{stage.tasks.map((task) => <TaskLine key={task.id} task={task} again={againOf(task, record.tasks)} acts={acts} whole={whole ?? false} />)}</ul>
        </div>
      ))}
      {stages.length === 0 ? <p className="hint">No task has begun.</p> : null}
    </section>
  )
}

function TaskLine({ task, again, acts, whole }: { task: Task; again: string | undefined; acts: CaseActs; whole: boolean }) {
  const almanac = useAlmanac()
  const state = taskStateOf(task, almanac)
  const open = isOpen(task)
  const doable = isDoable(task)
  return (
    <li className={classes.task} data-ended={open ? undefined : true}>
      <StateShape state={state} label={STATE_WORDS[state]} />
      {doable ? <Link from="/cases/$ref" to="/cases/$ref" search={{ task: task.id }}>{task.name}</Link> : <span>{task.name}</span>}
      <span className={classes.taskDay}>{dayWords(task, almanac)}</span>
      <span className="second">{secondLine(task)}{again ? <> · <Link from="/cases/$ref" to="/cases/$ref" search={(now) => ({ ...now, compare: again, clock: undefined })} resetScroll={false} aria-label={`Before and now: ${task.name}`}>before and now</Link></> : null}</span>
      {whole && !doable ? <span className={classes.taskActs}><TaskActs task={task} open={(name) => acts.open(name, { task })} small /></span> : null}
    </li>
  )
}

/** The later of two runs, where this one was done again or is the doing again of another. */
function againOf({ id, redoOf }: Task, tasks: Task[]): string | undefined {
  return redoOf ? id : tasks.find((task) => task.redoOf === id)?.id
}

function dayWords(task: Task, almanac: Almanac): string {
  if (task.state === 'on-hold') return 'on hold'
  if (task.plannedOn) return dayInWords(task.plannedOn, almanac.today)
  if (isOpen(task) && task.dueAt) return dueInWords({ dueAt: task.dueAt, dueOn: task.dueOn }, almanac).date
  return task.endedAt ? dayInWords(dayOf(task.endedAt, almanac.zone), almanac.today) : ''
}

/** How a wait ended. */
const WAIT_ENDS: Record<string, string> = { elapsed: 'the time is up', answered: 'answered', timedOut: 'no answer in time' }

/** Why something was called off without anyone saying so. */
const CALLED_OFF: Record<string, string> = { rule: 'not needed', chain: 'what it follows did not happen', 'stage-ended': 'the stage ended first', 'case-ended': 'the case ended first', 'case-moved': 'not in the version with which the case goes on' }

function secondLine(task: Task): string {
  if (isToCome(task)) return task.plannedOn ? 'to come' : task.after.length > 0 ? `after ${joined(task.after)}` : ''
  const calledOff = task.state === 'completed' || !task.ended ? undefined : task.state === 'superseded' ? `set aside: ${task.ended}` : CALLED_OFF[task.ended] ?? task.ended
  const outcome = task.outcome ? task.outcomes.find((each) => each.id === task.outcome)?.name ?? WAIT_ENDS[task.outcome] ?? task.outcome : undefined
  const who = task.assignee?.name
  const words = [outcome, calledOff, waitsFor(task), letterWords(task), who, isOpen(task) && !task.required ? 'optional' : undefined, task.rests ? 'rests on an answer that was since changed' : undefined]
  return words.filter(Boolean).join(' · ')
}

function waitsFor(task: Task): string | undefined {
  const word = isOpen(task) ? waitingWord(task.waitingOn) : undefined
  return word ? `waiting on ${word.toLowerCase()}` : undefined
}

/** "Visit the home or Check our records"; a step may follow from any of several. */
function joined(names: string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : names.join('')
}

function countsOf(tasks: Task[]): string {
  const open = tasks.filter(isOpen).length
  const toCome = tasks.filter((task) => isToCome(task)).length
  const done = tasks.filter((task) => task.state === 'completed').length
  return `${open} live, ${done} done, ${toCome} to come`
}

function stagesOf(record: CaseRecord, whole: boolean): { name: string; tasks: Task[] }[] {
  const shown = record.tasks.filter((task) => (whole || !isToCome(task)) && !isLeftover(task, record.tasks, whole))
  const groups = record.stages.map((stage) => ({ name: stage.name, tasks: shown.filter((task) => task.stage === stage.id) }))
  const named = new Set(record.stages.map((stage) => stage.id))
  const outside = shown.filter((task) => !task.stage || !named.has(task.stage))
  // What is done for each of several stands with the rest that is done for the same one.
  const elements = [...new Map(outside.flatMap(({ element }) => (element ? [[element.id, element.name] as const] : [])))]
  const each = elements.map(([id, name]) => ({ name, tasks: outside.filter((task) => task.element?.id === id) }))
  const rest = outside.filter(({ element }) => !element)
  const all = [...groups, ...each, { name: nameOfRest(rest, { alone: record.stages.length + each.length === 0 }), tasks: rest }]
  return all.filter((group) => group.tasks.length > 0).map((group) => ({ ...group, tasks: openFirst(group.tasks) })).toSorted((a, b) => Number(b.tasks.some(isOpen)) - Number(a.tasks.some(isOpen)))
}

function nameOfRest(rest: Task[], { alone }: { alone: boolean }): string {
  if (alone) return `All ${countInWords(rest.length)}`
  return rest.every(isToCome) ? 'If it is called for' : 'Outside the stages'
}

/** Called off before it began: no news on the summary, and none at all beside another run of the same task. */
function isLeftover(task: Task, tasks: Task[], whole: boolean): boolean {
  if (task.state !== 'cancelled' || task.startedAt !== null) return false
  return !whole || tasks.some((other) => isSameTask(other, task) && other.id !== task.id && other.state !== 'cancelled')
}

/** Not begun yet, also while the whole case is on hold. */
function isToCome(task: Task): boolean {
  return task.startedAt === null && task.endedAt === null && task.state !== 'offered'
}

function openFirst(tasks: Task[]): Task[] {
  return tasks.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)))
}
