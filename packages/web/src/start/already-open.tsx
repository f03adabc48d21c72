import type { CaseSummary } from '@casement/server/contract'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useAlmanac } from '../look/almanac-context.tsx'
import { dayInWords, dayOf } from '../look/dates.ts'
import { DueDate } from '../look/due-date.tsx'
import { Failure } from '../look/failure.tsx'
import { Loading } from '../look/loading.tsx'
import { StateMark } from '../look/state-mark.tsx'
import { findSame, openCasesQuery } from './open-cases.ts'
import { useJoin } from './join.ts'
import type { StartDraft } from './start-draft.ts'
import classes from './start.module.css'

/** What is open here already, so that nothing is started twice. */
export function AlreadyOpen({ draft, clear }: { draft: StartDraft; clear: () => void }) {
  const open = useQuery(openCasesQuery(draft))
  const same = findSame(open.data, draft)
  return (
    <div className={classes.opens}>
      <div className="section"><h2>Already open here</h2></div>
      {open.isPending ? <Loading what="open cases" /> : null}
      {open.isError ? <Failure what="What is open here" error={open.error} retry={() => void open.refetch()} /> : null}
      {open.data?.length === 0 ? <p className="hint">Nothing is open here.</p> : null}
      {same ? <Same found={same} draft={draft} clear={clear} /> : null}
      <ul>{open.data?.filter((each) => each !== same).map((each) => <OpenCase key={each.ref} found={each} />)}</ul>
    </div>
  )
}

function Same({ found, draft, clear }: { found: CaseSummary; draft: StartDraft; clear: () => void }) {
  const { today, zone } = useAlmanac()
  const navigate = useNavigate()
  const join = useJoin(clear)
  return (
    <div className={classes.same} role="alert">
      <p><StateMark state="due-today" word="The same thing may be open already" /></p>
      <p><b>{found.caseType.name} {found.ref}</b>, started {dayInWords(dayOf(found.openedAt, zone), today)}{found.owner ? `, owner ${found.owner.name}` : ''}.</p>
      <div className="buttons">
        <Button size="xs" variant="filled" loading={join.isPending} onClick={() => join.mutate({ ref: found.ref, note: draft.note })}>{draft.note.trim() ? `Join ${found.ref} and add this` : `Join ${found.ref}`}</Button>
        <Button size="xs" variant="subtle" onClick={() => void navigate({ to: '/cases/$ref', params: { ref: found.ref } })}>Open it</Button>
      </div>
      {join.isError ? <Failure what={found.ref} error={join.error} /> : null}
    </div>
  )
}

function OpenCase({ found }: { found: CaseSummary }) {
  return (
    <li className={classes.openRow}>
      <div>
        <Link className="quiet-link" to="/cases/$ref" params={{ ref: found.ref }}><b>{found.caseType.name}</b></Link>
        <span className="second">{found.ref}{found.owner ? ` · ${found.owner.name}` : ''}</span>
      </div>
      <DueDate due={{ dueAt: found.dueAt, dueOn: found.dueOn, warnAt: found.warnAt, paused: found.status === 'on-hold' }} />
    </li>
  )
}
