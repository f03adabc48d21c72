import type { PresentPerson, Task } from '@casement/server/contract'
import { Icon } from '../look/icon.tsx'
import { Notice } from '../look/notice.tsx'
import { useOthersOn } from './presence.ts'
import classes from './live.module.css'

/** Who else has this case open, on one line that takes its place from nobody. */
export function AlsoHere({ caseRef }: { caseRef: string }) {
  const others = useOthersOn(caseRef)
  return <span role="status" className={classes.here}>{others.length > 0 ? <><Icon name={others.length > 1 ? 'people' : 'person'} /><span>{hereInWords(others)}</span></> : null}</span>
}

/** In a form: somebody else has one open too. */
export function AlsoWriting({ caseRef, tasks }: { caseRef: string; tasks: Pick<Task, 'id' | 'name'>[] }) {
  const writing = useOthersOn(caseRef).filter(({ editing }) => editing)
  if (writing.length === 0) return <div role="status" />
  return (
    <div role="status">
      <Notice>
        <p><b>{writingInWords(writing, tasks)}</b> Whoever sends second is shown first what the other did.</p>
      </Notice>
    </div>
  )
}

function hereInWords(others: PresentPerson[]): string {
  const [first] = others
  if (others.length > 1) return `${namesOf(others)} are also working on this case`
  return first?.editing ? `${namesOf(others)} is also working on this case` : `${namesOf(others)} also has this case open`
}

function writingInWords(writing: PresentPerson[], tasks: Pick<Task, 'id' | 'name'>[]): string {
  const task = writing.length === 1 ? tasks.find(({ id }) => id === writing[0]?.task) : undefined
  return `${namesOf(writing)} ${writing.length > 1 ? 'are' : 'is'} also working on ${task ? task.name : 'this case'}.`
}

function namesOf(people: PresentPerson[]): string {
  const names = people.map(({ person }) => person.name)
  return names.length > 2 ? `${names[0]} and ${names.length - 1} others` : names.join(' and ')
}
