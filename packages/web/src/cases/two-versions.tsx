import type { CaseRecord, Task } from '@casement/server/contract'
import { useAlmanac } from '../look/almanac-context.tsx'
import { dayInWords, dayOf } from '../look/dates.ts'
import type { Almanac } from '../look/dates.ts'
import { SidePanel } from '../look/side-panel.tsx'
import { RecordName } from '../people/record-name.tsx'
import { UNANSWERED, versionRows } from './version-rows.ts'
import type { VersionRow } from './version-rows.ts'
import classes from './two-versions.module.css'

/** A task that was done again: what it said before beside what it says now, with a word where they differ. */
export function TwoVersions({ record, taskId, close }: { record: CaseRecord; taskId: string; close: () => void }) {
  const almanac = useAlmanac()
  const later = record.tasks.find(({ id }) => id === taskId)
  const earlier = later && record.tasks.find(({ id }) => id === later.redoOf)
  if (!later || !earlier) return null
  const rows = versionRows(earlier, later, almanac.today)
  const changed = rows.filter((row) => row.changed).length
  return (
    <SidePanel kicker="Done again: before and now" title={later.name} close={close}>
      <p className="second">{earlier.ended ? `Why it was done again: ${earlier.ended}` : null}</p>
      <table className={classes.versions}>
        <caption>{later.state === 'completed' ? `${changed} of ${rows.length} answers changed` : 'It is still to be done again'}</caption>
        <thead><tr><th scope="col"><span className="sr">Question</span></th><th scope="col">Before<Who task={earlier} almanac={almanac} /></th><th scope="col">Now<Who task={later} almanac={almanac} /></th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-changed={row.changed || undefined}>
              <th scope="row">{row.name}{row.changed ? <span className={classes.mark}><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 5h10M3 11h10M10.500 2 5.500 14" /></svg>Changed</span> : null}</th>
              <td><Answer words={row.before} record={row.record} /></td>
              <td><Answer words={row.after} record={row.record} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </SidePanel>
  )
}

function Answer({ words, record }: { words: string; record: VersionRow['record'] }) {
  return record === undefined || words === UNANSWERED ? words : <RecordName kind={record} id={words} />
}

function Who({ task, almanac }: { task: Task; almanac: Almanac }) {
  const day = task.endedAt && task.state !== 'live' ? dayInWords(dayOf(task.endedAt, almanac.zone), almanac.today) : 'not done yet'
  return <span className="second">{[day, task.assignee?.name].filter(Boolean).join(', ')}</span>
}
