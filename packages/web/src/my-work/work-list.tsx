import type { ActName, Target } from '../acts/act-forms.ts'
import { rowKey } from './list-keys.ts'
import type { RowState } from './list-keys.ts'
import type { WorkGroup } from './work-groups.ts'
import { WorkRow } from './work-row.tsx'
import classes from './my-work.module.css'

/** The rows in their groups by when. */
export function WorkList({ groups, row, openSheet }: { groups: WorkGroup[]; row: RowState; openSheet: (name: ActName, target: Target) => void }) {
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
            {group.items.map((item) => <WorkRow key={rowKey(item)} item={item} row={row} openSheet={openSheet} />)}
          </ul>
        </section>
      ))}
    </>
  )
}
