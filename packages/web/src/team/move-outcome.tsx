import type { ReassignedTask, TeamTask } from '@casement/server/contract'
import { rowKey, rowKeyOf } from '../acts/row-key.ts'
import { Problem } from '../api.ts'
import type { useReassignPreview } from './reassign.ts'
import type { NewHolder, Share } from './share-out.ts'
import { tasksInWords } from './team-words.ts'
import classes from './move-panel.module.css'

/** Reasons that stand open; more are behind a press. */
const FEW = 3

type Props = { until: string; shares: Share[]; preview: ReturnType<typeof useReassignPreview> | undefined; tasks: TeamTask[] }

/** What a reassignment would do: how many go to whom, what stays with it, and which cannot, each with its reason. */
export function MoveOutcome({ until, shares, preview, tasks }: Props) {
  if (preview?.isError) return <p className="hint">{preview.error instanceof Problem ? `Not yet: ${preview.error.message}` : preview.error.message}</p>
  if (!preview?.data) return <p className="hint">{until}</p>
  const moving = preview.data.flatMap(({ done }, index) => (done > 0 && shares[index] ? [{ to: shares[index].to, done }] : []))
  return (
    <>
      {moving.length > 0 ? (
        <ul className={classes.does}>
          {moving.map(({ to, done }) => <li key={to.id}><b>{tasksInWords(done)}</b> {done === 1 ? 'goes' : 'go'} to {to.name}{moving.length === 1 ? `, ${toldWords(to, done)}` : null}</li>)}
          {moving.length > 1 ? <li>They are told of each</li> : null}
          <li>Cases keep their owner; only the tasks move</li>
        </ul>
      ) : null}
      <Refused items={preview.data.flatMap(({ items }) => items)} tasks={tasks} />
    </>
  )
}

function toldWords({ kind }: NewHolder, done: number): string {
  if (kind === 'team') return 'for anyone in it to take'
  return done === 1 ? 'who is told' : 'who is told of each'
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
  const where = tasks.find((picked) => rowKey(picked) === rowKeyOf(item))?.case.where
  return <li><b>{name}</b>, {where ? `${where}, ` : null}<span className="nowrap">{ref}</span>: {words} {remedy}</li>
}
