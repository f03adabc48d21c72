import type { WorkItem } from '@casement/server/contract'
import type { ActName, Target } from '../acts/act-forms.ts'
import { rowKey } from '../acts/row-key.ts'
import type { RowState } from './list-keys.ts'
import type { WorkGroup } from './work-groups.ts'
import { WorkRow } from './work-row.tsx'
import classes from './my-work.module.css'

/** The rows in their groups by when; each as it is now, where it was. */
export function WorkList({ groups, now, row, openSheet }: { groups: WorkGroup[]; now: ReadonlyMap<string, WorkItem>; row: RowState; openSheet: (name: ActName, target: Target) => void }) {
  if (groups.length === 0) return null
  return (
    <>
      <div className={`${classes.row} ${classes.heads}`} aria-hidden="true">
        <span>When due</span><span>What to do</span><span>Where and who</span><span>Waiting on</span><span>Why it is yours</span><span />
      </div>
      {groups.map((group) => (
        <section key={group.id} aria-label={group.name}>
          <div className={classes.group}><h2>{group.name}</h2><span className="muted">{group.items.length}</span></div>
          <ul>
            {group.items.map((item) => <WorkRow key={rowKey(item)} item={now.get(rowKey(item)) ?? item} gone={!now.has(rowKey(item))} row={row} openSheet={openSheet} />)}
          </ul>
        </section>
      ))}
    </>
  )
}
