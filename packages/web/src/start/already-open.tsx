import type { NearCase } from '@casement/server/contract'
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
      <div className="section"><h2>Already open here and nearby</h2></div>
      {open.isPending ? <Loading what="open cases" /> : null}
      {open.isError ? <Failure what="What is open here" error={open.error} retry={() => void open.refetch()} /> : null}
      {open.data?.length === 0 ? <p className="hint">Nothing is open here, nor in the block or next door.</p> : null}
      {same ? <Same found={same} draft={draft} clear={clear} /> : null}
      {NEARNESS.map(({ near, words }) => {
        const found = open.data?.filter((each) => each.near === near && each !== same) ?? []
        return found.length > 0 ? <Group key={near} words={words} found={found} /> : null
      })}
    </div>
  )
}

/** Nearest first, in the words of an officer. */
const NEARNESS: { near: NearCase['near']; words: string }[] = [
  { near: 'same', words: 'About this very record' },
  { near: 'person', words: 'The same people' },
  { near: 'household', words: 'The same household' },
  { near: 'home', words: 'The same home' },
  { near: 'block', words: 'The block' },
  { near: 'neighbour', words: 'Neighbours' },
]

function Group({ words, found }: { words: string; found: NearCase[] }) {
  return (
    <>
      <h3 className={classes.near}>{words} <span className="muted">{found.length}</span></h3>
      <ul>{found.map((each) => <OpenCase key={each.ref} found={each} />)}</ul>
    </>
  )
}

function Same({ found, draft, clear }: { found: NearCase; draft: StartDraft; clear: () => void }) {
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

function OpenCase({ found }: { found: NearCase }) {
  return (
    <li className={classes.openRow}>
      <div>
        <Link className="quiet-link" to="/cases/$ref" params={{ ref: found.ref }}><b>{found.caseType.name}</b></Link>
        <span className="second">{[found.ref, found.near === 'same' ? undefined : found.subject?.label, found.owner?.name].filter(Boolean).join(' · ')}</span>
      </div>
      <DueDate due={{ dueAt: found.dueAt, dueOn: found.dueOn, warnAt: found.warnAt, paused: found.status === 'on-hold' && found.dueAt === null }} />
    </li>
  )
}
