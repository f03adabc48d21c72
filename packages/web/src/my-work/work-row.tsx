import type { WorkItem } from '@casement/server/contract'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { howDateIsSet } from '../acts/basis-words.ts'
import { caseQuery } from '../acts/case-record.ts'
import type { ActName, Target } from '../acts/act-forms.ts'
import { rowKey } from '../acts/row-key.ts'
import { useAlmanac } from '../look/almanac-context.tsx'
import { dayInWords, dayOf } from '../look/dates.ts'
import { DueDate } from '../look/due-date.tsx'
import { StateMark } from '../look/state-mark.tsx'
import { waitingWord } from '../look/waiting-on.ts'
import type { RowState } from './list-keys.ts'
import { OpenRow } from './open-row.tsx'
import { dueOf } from './work-groups.ts'
import classes from './my-work.module.css'

/** Two lines and a verb: when, what, where and who, who holds it up, why it is yours. A row that somebody else dealt with stays until the list is laid out anew. */
export function WorkRow({ item, gone, row, openSheet }: { item: WorkItem; gone: boolean; row: RowState; openSheet: (name: ActName, target: Target) => void }) {
  const queries = useQueryClient()
  const key = rowKey(item)
  const open = row.open === key
  const [sending, setSending] = useState(false)
  const warm = () => void queries.prefetchQuery(caseQuery(item.case.ref))
  const { where, who } = item.case
  const { basis } = item.task
  const waiting = waitingWord(item.waitingOn)
  const { today, zone } = useAlmanac()
  return (
    <li className={classes.row} data-row={key} data-open={open || undefined} data-gone={gone || undefined} aria-current={row.current === key ? 'true' : undefined} onFocus={() => { row.stand(key); warm() }} onPointerEnter={warm}>
      <div className={classes.due}>{sending ? <StateMark state="done" /> : gone ? <StateMark state="skipped" word="Left this list" /> : <DueDate due={dueOf(item)} />}</div>
      <div className={classes.what}>
        <Link to="/cases/$ref" params={{ ref: item.case.ref }} search={{ task: item.task.id }}>{item.task.name}</Link>
        <span className="second">{item.case.name} <span className="ref">{item.case.ref}</span>{basis === null || basis === 'landlord' ? null : <> · <b className={classes.basis}>date {howDateIsSet(basis)}</b></>}</span>
      </div>
      <div className={classes.who}>{where ?? item.case.subjectLabel}{who ? <span className="second">{who}</span> : null}</div>
      <div className={classes.wait} data-us={waiting ? undefined : true}>
        <span className="sr">Waiting on </span>
        {waiting ? <><StateMark state="waiting" word={waiting} light /><span className="second">since {dayInWords(dayOf(item.since, zone), today)}</span></> : 'Us'}
      </div>
      <div className={classes.why}>{item.why[0]}{item.why.length > 1 ? <span className="second">{item.why.slice(1).join(', ')}</span> : null}</div>
      <div className={classes.verb} hidden={sending || (gone && !open)}>
        {open
          ? <Button size="xs" aria-expanded="true" onClick={() => row.toggle(undefined)}>Close <kbd>Esc</kbd></Button>
          : <Button size="xs" variant="subtle" aria-expanded="false" aria-label={`${verbOf(item)}: ${item.task.name}, ${item.case.ref}`} onClick={() => row.toggle(key)}>{verbOf(item)}</Button>}
      </div>
      {open ? (
        <OpenRow item={item} asked={row.asked} hidden={sending} onSending={setSending} onDone={() => row.leave(key)} openSheet={openSheet} />
      ) : null}
    </li>
  )
}

/** What to do next; opened, the row asks the case whether this reader may, and what else. */
function verbOf({ task: { next } }: WorkItem): string {
  if (next === 'complete') return 'Complete'
  return next === 'start' ? 'Start' : 'Open'
}
