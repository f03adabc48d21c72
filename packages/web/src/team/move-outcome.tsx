import type { ReassignedTask, TeamTask } from '@casement/server/contract'
import { Problem } from '../api.ts'
import { rowKey } from '../my-work/list-keys.ts'
import type { NewHolder, useReassignPreview } from './reassign.ts'
import { tasksInWords } from './team-words.ts'
import classes from './move-panel.module.css'

/** Reasons that stand open; more are behind a press. */
const FEW = 3

type Props = { until: string; to: NewHolder | undefined; preview: ReturnType<typeof useReassignPreview> | undefined; tasks: TeamTask[] }

/** What a reassignment would do: how many move, what stays with it, and which cannot, each with its reason. */
export function MoveOutcome({ until, to, preview, tasks }: Props) {
  if (preview?.isError) return <p className="hint">{preview.error instanceof Problem ? `Not yet: ${preview.error.message}` : preview.error.message}</p>
  if (!to || !preview?.data || preview.data.items.length !== tasks.length) return <p className="hint">{until}</p>
  const { done, items } = preview.data
  return (
    <>
      {done > 0 ? (
        <ul className={classes.does}>
          <li><b>{tasksInWords(done)}</b> {done === 1 ? 'goes' : 'go'} to {to.name}, {to.kind === 'person' ? (done === 1 ? 'who is told' : 'who is told of each') : 'for anyone in it to take'}</li>
          <li>Cases keep their owner; only the tasks move</li>
        </ul>
      ) : null}
      <Refused items={items} tasks={tasks} />
    </>
  )
}

/** Which stay where they are, and why. */
export function Refused({ items, tasks, past = false }: { items: ReassignedTask[]; tasks: TeamTask[]; past?: boolean }) {
  const refused = items.filter(({ result }) => result === 'refused')
  if (refused.length === 0) return null
  return (
    <div className={classes.refused}>
      <p><b>{tasksInWords(refused.length)} {past ? (refused.length === 1 ? 'was' : 'were') : 'cannot be'} {past ? 'not moved' : 'moved'}</b></p>
      <ul>{refused.slice(0, FEW).map((item, index) => <Why key={index} item={item} tasks={tasks} />)}</ul>
      {refused.length > FEW ? <details><summary>{refused.length - FEW} more</summary><ul>{refused.slice(FEW).map((item, index) => <Why key={index} item={item} tasks={tasks} />)}</ul></details> : null}
    </div>
  )
}

function Why({ item, tasks }: { item: ReassignedTask; tasks: TeamTask[] }) {
  const { case: ref, task, name = task, words, remedy } = item
  const where = tasks.find((picked) => rowKey(picked) === `${ref}/${task}`)?.case.where
  return <li><b>{name}</b>, {where ? `${where}, ` : null}<span className="nowrap">{ref}</span>: {words} {remedy}</li>
}
