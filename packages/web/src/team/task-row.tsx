import type { TeamTask } from '@casement/server/contract'
import { Link } from '@tanstack/react-router'
import { rowKey } from '../acts/row-key.ts'
import { DueDate } from '../look/due-date.tsx'
import { waitingWord } from '../look/waiting-on.ts'
import classes from './team.module.css'

type Props = { item: TeamTask; isCurrent: boolean; isPicked: boolean; pick: (through: boolean) => void; stand: () => void }

/** When, what and where, and who has it; a box to pick it. */
export function TaskRow({ item, isCurrent, isPicked, pick, stand }: Props) {
  const { case: { ref, where, name, subjectLabel }, task, holder } = item
  const place = where ?? subjectLabel
  return (
    <li className={classes.row} data-row={rowKey(item)} data-picked={isPicked || undefined} aria-current={isCurrent ? 'true' : undefined} onFocus={stand}>
      <label className={classes.pick}>
        <input type="checkbox" checked={isPicked} onChange={(event) => pick(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)} />
        <span className="sr">Pick {task.name}, {place || ref}</span>
      </label>
      <div className={classes.due}><DueDate due={{ ...task, paused: task.state === 'on-hold' && task.dueAt === null }} /></div>
      <div className={classes.what}>
        <p><Link to="/cases/$ref" params={{ ref }} search={{ task: task.id }}>{task.name}</Link> <span className="muted">{name}</span></p>
        <span className="second">{place ? `${place} · ` : null}<span className="ref">{ref}</span></span>
      </div>
      <div className={classes.who}>
        {holder?.kind === 'person' ? holder.name : <i>Nobody yet</i>}
        <span className="second">{[...item.why, ...waitingWords(item)].join(' · ')}</span>
      </div>
    </li>
  )
}

function waitingWords({ waitingOn }: TeamTask): string[] {
  const word = waitingWord(waitingOn)
  return word ? [`waiting on ${word.toLowerCase()}`] : []
}
