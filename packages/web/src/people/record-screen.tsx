import type { CaseSummary, RecordView } from '@casement/server/contract'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Problem } from '../api.ts'
import { useAlmanac } from '../look/almanac-context.tsx'
import { dayInWords } from '../look/dates.ts'
import { DueDate } from '../look/due-date.tsx'
import { Failure } from '../look/failure.tsx'
import { Loading } from '../look/loading.tsx'
import { StatusLine } from '../look/status-line.tsx'
import { useTitle } from '../look/use-title.ts'
import { NotFound } from '../shell/not-found.tsx'
import { recordPlaces, recordQuery } from './record.ts'
import type { RecordKind } from './record.ts'
import classes from './record-screen.module.css'

export function PersonScreen() {
  return <RecordScreen kind="person" id={useParams({ from: '/signed-in/people/$id' }).id} />
}

export function HomeScreen() {
  return <RecordScreen kind="home" id={useParams({ from: '/signed-in/homes/$id' }).id} />
}

export function TenancyScreen() {
  return <RecordScreen kind="tenancy" id={useParams({ from: '/signed-in/tenancies/$id' }).id} />
}

function RecordScreen({ kind, id }: { kind: RecordKind; id: string }) {
  const record = useQuery(recordQuery(kind, id))
  if (record.data) return <RecordOnScreen record={record.data} />
  if (record.error instanceof Problem && record.error.status === 404) return <NotFound />
  return (
    <main className="page" id="work" tabIndex={-1}>
      {record.isError ? <Failure what="This page" error={record.error} retry={() => void record.refetch()} /> : <Loading what="the page" />}
    </main>
  )
}

/** What we hold, who and what belongs together, and what is open. */
function RecordOnScreen({ record }: { record: RecordView }) {
  useTitle(record.label)
  const navigate = useNavigate()
  return (
    <main className="page" id="work" tabIndex={-1}>
      <div className={classes.head}>
        <div><h1>{record.label}</h1><p className="muted">{KIND_WORDS[record.kind]}</p></div>
        <Button size="xs" onClick={() => void navigate({ to: '/start', search: { subject: `${record.kind}:${record.id}` } })}>Start a case about this</Button>
      </div>
      <div className={classes.two}>
        <section aria-labelledby="open">
          <div className="section"><h2 id="open">Open cases</h2><span className="muted">{record.openCases.length}</span></div>
          {record.openCases.length === 0 ? <p className={`hint ${classes.none}`}>Nothing is open here.</p> : null}
          <ul>{record.openCases.map((each) => <OpenCase key={each.ref} found={each} />)}</ul>
        </section>
        <div>
          <Facts record={record} />
          <Links record={record} />
        </div>
      </div>
      <StatusLine keys={[]} />
    </main>
  )
}

const KIND_WORDS: { [kind in RecordKind]: string } = { person: 'Person', home: 'Home', tenancy: 'Tenancy' }

function OpenCase({ found }: { found: CaseSummary }) {
  return (
    <li className={classes.row}>
      <DueDate due={{ dueAt: found.dueAt, dueOn: found.dueOn, warnAt: found.warnAt, paused: found.status === 'on-hold' && found.dueAt === null }} />
      <div>
        <Link className="quiet-link" to="/cases/$ref" params={{ ref: found.ref }}><b>{found.caseType.name}</b></Link>
        <span className="second">{found.ref}{found.owner ? ` · ${found.owner.name}` : ''}</span>
      </div>
    </li>
  )
}

function Facts({ record }: { record: RecordView }) {
  const { today } = useAlmanac()
  return (
    <section aria-labelledby="facts">
      <div className="section"><h2 id="facts">What we hold</h2></div>
      <dl className={classes.facts}>
        {record.facts.map((fact) => <div key={fact.name}><dt>{fact.name}</dt><dd>{factInWords(fact.value, today)}</dd></div>)}
      </dl>
    </section>
  )
}

/** Dates come as dates; everything else as people wrote it. */
function factInWords(value: string, today: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(value) ? dayInWords(value, today) : value
}

function Links({ record }: { record: RecordView }) {
  if (record.links.length === 0) return null
  return (
    <section aria-labelledby="links" className={classes.links}>
      <div className="section"><h2 id="links">Belongs with</h2></div>
      <ul>
        {record.links.map((link) => (
          <li key={link.kind + link.id + link.relation}><Link to={recordPlaces[link.kind]} params={{ id: link.id }}>{link.label}</Link><span className="second">{link.relation}</span></li>
        ))}
      </ul>
    </section>
  )
}
