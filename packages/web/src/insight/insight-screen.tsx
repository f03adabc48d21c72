import type { ClockResult, Volumes } from '@casement/server/contract'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useAlmanac } from '../look/almanac-context.tsx'
import { spanInWords } from '../look/dates.ts'
import { Empty } from '../look/empty.tsx'
import { Facts } from '../look/facts.tsx'
import { Failure } from '../look/failure.tsx'
import { Loading } from '../look/loading.tsx'
import { StateMark } from '../look/state-mark.tsx'
import { StatusLine } from '../look/status-line.tsx'
import { useTitle } from '../look/use-title.ts'
import { AgeingSection } from './ageing-section.tsx'
import { CaseTypeTable } from './case-type-table.tsx'
import { ClockTable } from './clock-table.tsx'
import { figure, percent } from './figures.ts'
import { InsightTools } from './insight-tools.tsx'
import { ageingQuery, clockResultsQuery, volumesQuery } from './insight-queries.ts'
import { PausedSection } from './paused-section.tsx'
import { daysOf, fitsWeeks } from './period.ts'
import { VolumesTable } from './volumes-table.tsx'
import classes from './insight.module.css'

const KEYS = [{ keys: ['F'], does: 'choose the period' }]

/** How much there was, what was on time, how old it is and why it stood: of a period, and of one case type or all. */
export function InsightScreen() {
  useTitle('Insight')
  const almanac = useAlmanac()
  const search = useSearch({ from: '/signed-in/insight' })
  const days = daysOf(search, almanac.today)
  const by = search.by === 'week' && fitsWeeks(days) ? 'week' : 'month'
  const volumes = useQuery(volumesQuery({ ...days, by, caseType: search.type }))
  const clocks = useQuery(clockResultsQuery({ ...days, caseType: search.type }))
  const ageing = useQuery(ageingQuery(search.type))
  const trouble = [volumes, clocks, ageing].find(({ isError }) => isError)
  const isEmpty = volumes.data?.caseTypes.length === 0
  return (
    <main className="page" id="work" tabIndex={-1}>
      <div className={classes.head}>
        <div>
          <h1>Insight</h1>
          <p className="muted">{spanInWords(days.from, days.to, almanac.today)}</p>
        </div>
        {isEmpty ? null : <InsightTools search={search} days={days} caseTypes={volumes.data?.caseTypes ?? []} />}
      </div>
      {trouble ? <div className={classes.trouble}><Failure what="Insight" error={trouble.error} retry={() => void trouble.refetch()} /></div> : null}
      {!trouble && volumes.isPending ? <Loading what="Insight" bars={[95, 40, 70, 60, 30]} /> : null}
      {isEmpty ? <NothingYet /> : null}
      {volumes.data && clocks.data && !isEmpty ? <InsightFacts volumes={volumes.data} clocks={clocks.data.items} type={search.type} /> : null}
      {volumes.data && !isEmpty ? (
        <div className={classes.two}>
          <VolumesTable periods={volumes.data.periods} by={by} canBeWeeks={fitsWeeks(days)} />
          <CaseTypeTable caseTypes={volumes.data.caseTypes} type={search.type} />
        </div>
      ) : null}
      {clocks.data && !isEmpty ? <ClockTable results={clocks.data.items} /> : null}
      <div className={classes.two}>
        {ageing.data && !isEmpty ? <AgeingSection ageing={ageing.data} type={search.type} /> : null}
        {clocks.data && !isEmpty ? <PausedSection results={clocks.data.items} /> : null}
      </div>
      <StatusLine keys={KEYS} />
    </main>
  )
}

function NothingYet() {
  return (
    <Empty title="There are no cases yet" act={<Button size="xs" component={Link} to="/start">Start a case</Button>}>
      Once cases are worked, or a log of another system is imported, what came of them will stand here.
    </Empty>
  )
}

function InsightFacts({ volumes, clocks, type }: { volumes: Volumes; clocks: ClockResult[]; type: string | undefined }) {
  const types = type === undefined ? volumes.caseTypes : volumes.caseTypes.filter(({ id }) => id === type)
  const sum = (of: (one: Volumes['caseTypes'][number]) => number) => types.reduce((total, one) => total + of(one), 0)
  const count = (of: (one: ClockResult) => number, among = clocks) => among.reduce((total, one) => total + of(one), 0)
  const onTime = (among: ClockResult[]) => {
    const decided = count((one) => one.met + one.missed + one.overdueInPeriod, among)
    return decided === 0 ? undefined : percent(count((one) => one.met, among) / decided)
  }
  const law = onTime(clocks.filter(({ basis }) => basis === 'law'))
  const overdue = count((one) => one.overdue)
  const paused = count((one) => one.paused)
  return (
    <Facts
      facts={[
        { label: 'Opened', value: figure(sum((one) => one.opened)), second: reopenedWords(sum((one) => one.reopened)) },
        { label: 'Ended', value: figure(sum((one) => one.closed + one.cancelled)), second: `${figure(sum((one) => one.cancelled))} of them cancelled` },
        { label: 'Open now', value: figure(sum((one) => one.open)), second: 'whenever they were opened' },
        { label: 'Clocks on time', value: onTime(clocks) ?? 'None fell due', second: law === undefined ? 'none under law' : `${law} under law` },
        { label: 'Clocks now', value: overdue > 0 ? <StateMark state="overdue" word={`${figure(overdue)} overdue`} /> : 'None overdue', second: `${figure(paused)} paused` },
      ]}
    />
  )
}

function reopenedWords(count: number): string {
  return count === 0 ? 'none reopened' : `and ${figure(count)} reopened`
}
