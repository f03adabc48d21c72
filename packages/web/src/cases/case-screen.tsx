import type { CaseRecord } from '@casement/server/contract'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ActSheet } from '../acts/act-sheet.tsx'
import type { ActName, Target } from '../acts/act-forms.ts'
import { caseQuery } from '../acts/case-record.ts'
import { isAllowed } from '../acts/is-allowed.ts'
import { Problem } from '../api.ts'
import { Failure } from '../look/failure.tsx'
import { useKeys } from '../look/keys.ts'
import { Loading } from '../look/loading.tsx'
import { StatusLine } from '../look/status-line.tsx'
import { useTitle } from '../look/use-title.ts'
import { usePresence } from '../live/presence.ts'
import type { CaseTab } from '../routes.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { CaseHead } from './case-head.tsx'
import { CaseLog } from './case-log.tsx'
import { CaseNews } from './case-news.tsx'
import { findNextClock } from './case-state.ts'
import { CaseSummary } from './case-summary.tsx'
import { CaseTasks } from './case-tasks.tsx'
import { ClockLedger } from './clock-ledger.tsx'
import { ClockList } from './clock-list.tsx'
import { PeopleList } from './people-list.tsx'
import { subjectPeople } from './people-of.ts'
import { TwoVersions } from './two-versions.tsx'
import classes from './cases.module.css'

const KEYS = [
  { keys: ['1', '–', '9'], does: 'next action' },
  { keys: ['N'], does: 'note' },
  { keys: ['H'], does: 'hold' },
  { keys: ['W'], does: 'why this date' },
]

/** One case: where it is, what comes next, what happened. */
export function CaseScreen() {
  const { ref } = useParams({ from: '/signed-in/cases/$ref' })
  const seen = useQuery(caseQuery(ref))
  if (seen.data) return <CaseOnScreen record={seen.data.record} />
  if (seen.error instanceof Problem && seen.error.status === 404) return <NotFound />
  return (
    <main className="page" id="work" tabIndex={-1}>
      {seen.isError ? <Failure what="The case" error={seen.error} retry={() => void seen.refetch()} /> : <Loading what={`case ${ref}`} bars={[40, 90, 90, 60, 75]} />}
    </main>
  )
}

/** What the parts of the screen ask of it. */
export type CaseActs = {
  open: (name: ActName, on?: Omit<Target, 'record'>) => void
  showClock: (id: string | undefined) => void
  clockShown: string | undefined
}

function CaseOnScreen({ record }: { record: CaseRecord }) {
  useTitle(record.title)
  const { tab = 'summary', clock, compare } = useSearch({ from: '/signed-in/cases/$ref' })
  const navigate = useNavigate({ from: '/cases/$ref' })
  const [sheet, setSheet] = useState<{ name: ActName } & Omit<Target, 'record'>>()
  const acts: CaseActs = {
    open: (name, on) => setSheet({ name, ...on }),
    // One panel at a time.
    showClock: (id) => void navigate({ search: (now) => ({ ...now, clock: id, compare: undefined }), replace: true, resetScroll: false }),
    clockShown: clock,
  }
  useCaseKeys(record, acts)
  usePresence(record.ref, { editing: false })
  return (
    <div className={classes.frame} data-panel={clock || compare ? 'open' : undefined}>
      <main className={classes.work} id="work" tabIndex={-1}>
        <CaseHead record={record} acts={acts} />
        <Tabs record={record} tab={tab} />
        <TabContent tab={tab} record={record} acts={acts} />
        <StatusLine keys={KEYS} news={<CaseNews key={record.ref} record={record} />} />
      </main>
      {clock ? <ClockLedger key={clock} caseRef={record.ref} clockId={clock} clock={record.clocks.find(({ id }) => id === clock)} acts={acts} /> : null}
      {compare && !clock ? <TwoVersions key={compare} record={record} taskId={compare} close={() => void navigate({ search: (now) => ({ ...now, compare: undefined }), replace: true, resetScroll: false })} /> : null}
      {sheet ? <ActSheet name={sheet.name} target={{ ...sheet, record }} close={() => setSheet(undefined)} /> : null}
    </div>
  )
}

function Tabs({ record, tab }: { record: CaseRecord; tab: CaseTab }) {
  const tabs: { id: CaseTab; name: string }[] = [
    { id: 'summary', name: 'Summary' },
    { id: 'tasks', name: `Tasks ${record.tasks.length}` },
    { id: 'people', name: `People ${subjectPeople(record).length + record.parties.length}` },
    { id: 'clocks', name: `Clocks ${record.clocks.length}` },
    { id: 'log', name: 'Log' },
  ]
  return (
    <nav className={classes.tabs} aria-label="Case">
      {tabs.map((each) => (
        <Link key={each.id} activeOptions={{ includeSearch: true, explicitUndefined: true }} from="/cases/$ref" to="/cases/$ref" search={(now) => ({ ...now, tab: each.id === 'summary' ? undefined : each.id })} aria-current={each.id === tab ? 'page' : undefined} resetScroll={false}>
          {each.name}
        </Link>
      ))}
    </nav>
  )
}

function TabContent({ tab, record, acts }: { tab: CaseTab; record: CaseRecord; acts: CaseActs }) {
  switch (tab) {
    case 'summary': return <CaseSummary record={record} acts={acts} />
    case 'tasks': return <CaseTasks record={record} acts={acts} />
    case 'people': return <PeopleList record={record} acts={acts} />
    case 'clocks': return <ClockList record={record} acts={acts} />
    case 'log': return <CaseLog caseRef={record.ref} />
  }
}

function useCaseKeys(record: CaseRecord, acts: CaseActs): void {
  const can = (action: string) => isAllowed(record.actions, action)
  useKeys({
    n: () => (can('add-note') ? acts.open('add-note') : false),
    h: () => (can('release') ? acts.open('release-case') : can('hold') ? acts.open('hold-case') : false),
    w: () => {
      const next = findNextClock(record.clocks) ?? record.clocks[0]
      if (!next) return false
      acts.showClock(acts.clockShown ? undefined : next.id)
    },
  })
}
