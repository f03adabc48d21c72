import type { TeamLoad } from '@casement/server/contract'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useAlmanac } from '../look/almanac-context.tsx'
import { addDays, dayInWords, isWorkingDay, shortDay } from '../look/dates.ts'
import type { Day } from '../look/dates.ts'
import { StateShape } from '../look/state-mark.tsx'
import { fairLoad } from './fair-load.ts'
import type { FairLoad } from './fair-load.ts'
import type { TeamFilter } from './team-query.ts'
import { tasksInWords } from './team-words.ts'
import classes from './load-grid.module.css'

type Load = TeamLoad['nobody']
/** Whose row or column a cell stands in, and the words that a count needs where nobody sees where it stands. */
type Place = { who?: { id: string; name: string }; due?: string; words: string }

/** A row a person, a column a working day, and what nobody has; every count leads to its tasks. */
export function LoadGrid({ load, filter }: { load: TeamLoad; filter: TeamFilter }) {
  const { today } = useAlmanac()
  const fair = fairLoad(load)
  const nobody = { id: 'nobody', name: 'Nobody yet' }
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={`The load of ${load.team.name} by person and day`}>
      <table className={classes.load} id="load">
        <Heads days={load.days} share={fair?.share} />
        <tbody>
          {load.people.map((person) => (
            <Row key={person.id} who={person} second={secondLine(person)} load={person} days={load.days} fair={fair} filter={filter} />
          ))}
          <Row who={nobody} second={`for the team to take · ${tasksInWords(load.nobody.openTasks)}`} load={load.nobody} days={load.days} fair={fair} filter={filter} />
        </tbody>
        <tfoot>
          <tr>
            <th scope="row"><Narrow place={{ words: ', everything open' }} filter={filter}>Due in all</Narrow></th>
            <td className={classes.share}>{fair ? `line: an even share, ${fair.share}` : null}</td>
            <Overdue place={{}} count={total(load, ({ overdue }) => overdue)} filter={filter} />
            {load.days.map((day, index) => <DayCell key={day} place={{}} day={day} today={today} due={{ due: total(load, ({ days }) => days[index]?.due ?? 0), soon: 0 }} filter={filter} />)}
            <Later place={{}} count={total(load, ({ later }) => later)} filter={filter} />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function Heads({ days, share }: { days: Day[]; share: number | undefined }) {
  const almanac = useAlmanac()
  return (
    <thead>
      <tr>
        <th scope="col">Person and patch</th>
        <th scope="col">Open cases{share === undefined ? null : <span className="sr"> against an even share of {share}</span>}</th>
        <th scope="col">Overdue</th>
        {days.map((day, index) => (
          <th key={day} scope="col" className={classes.day} data-now={index === 0 || undefined} data-week={startsWeek(day, index, almanac) || undefined}>{index === 0 ? 'Today' : shortDay(day)}</th>
        ))}
        <th scope="col" className={classes.day}>Later</th>
      </tr>
    </thead>
  )
}

type RowProps = { who: { id: string; name: string }; second: string; load: Load; days: Day[]; fair: FairLoad | undefined; filter: TeamFilter }

function Row({ who, second, load, days, fair, filter }: RowProps) {
  const { today } = useAlmanac()
  return (
    <tr data-nobody={who.id === 'nobody' || undefined} data-chosen={(filter.person === who.id && filter.due === undefined) || undefined}>
      <th scope="row">
        <Narrow place={{ who, words: `, all of ${tasksInWords(load.openTasks)}` }} isName filter={filter}>{who.name}</Narrow>
        <span className="second">{second}</span>
      </th>
      <td className={classes.cases}><span>{load.openCases}</span>{fair ? <Meter cases={load.openCases} fair={fair} /> : null}</td>
      <Overdue place={{ who }} count={load.overdue} filter={filter} />
      {days.map((day, index) => <DayCell key={day} place={{ who }} day={day} today={today} due={load.days[index] ?? { due: 0, soon: 0 }} filter={filter} />)}
      <Later place={{ who }} count={load.later} filter={filter} />
    </tr>
  )
}

/** How full somebody's hands are, with the line where an even share would be. The number stands beside it. */
function Meter({ cases, fair: { share, full } }: { cases: number; fair: FairLoad }) {
  return (
    <svg className={classes.meter} viewBox="0 0 88 14" preserveAspectRatio="none" aria-hidden="true">
      <rect className={classes.room} y="3" width="88" height="8" />
      <rect className={classes.filled} y="3" width={(88 * cases) / full} height="8" />
      <rect className={classes.line} x={(88 * share) / full - 1} width="2" height="14" />
    </svg>
  )
}

type CellProps = { place: Pick<Place, 'who'>; filter: TeamFilter }

function Overdue({ place, count, filter }: CellProps & { count: number }) {
  return (
    <td className={classes.overdue}>
      {count === 0 ? <span className="muted">0</span> : <Narrow place={{ ...place, due: 'overdue', words: ' overdue' }} filter={filter}><StateShape state="overdue" />{count}</Narrow>}
    </td>
  )
}

/** A plain count, or a washed cell where some of it is inside its warning. */
function DayCell({ place, day, today, due: { due, soon }, filter }: CellProps & { day: Day; today: Day; due: { due: number; soon: number } }) {
  const almanac = useAlmanac()
  // Today everything is near; saying so in every cell would say nothing.
  const isNear = soon > 0 && day !== today
  const near = soon === 1 ? ' is inside its warning' : ' are inside their warning'
  const words = ` due ${day === today ? 'today' : dayInWords(day, today)}${isNear ? near : ''}`
  return (
    <td className={classes.day} data-near={isNear || undefined} data-week={startsWeek(day, day === today ? 0 : 1, almanac) || undefined}>
      {due === 0 ? <Nothing /> : <Narrow place={{ ...place, due: day, words }} filter={filter}>{isNear ? <><StateShape state="due-soon" /><b>{soon}</b> of {due}</> : due}</Narrow>}
    </td>
  )
}

function Later({ place, count, filter }: CellProps & { count: number }) {
  return <td className={classes.day}>{count === 0 ? <Nothing /> : <Narrow place={{ ...place, due: 'later', words: ' later or without a date' }} filter={filter}>{count}</Narrow>}</td>
}

function Nothing() {
  return <span className="muted"><span aria-hidden="true">–</span><span className="sr">nothing</span></span>
}

/** Narrows the list to a place of the grid; pressed again it shows everything. */
function Narrow({ place: { who, due, words }, filter, isName = false, children }: { place: Place; filter: TeamFilter; isName?: boolean; children: ReactNode }) {
  const isChosen = filter.person === who?.id && filter.due === due && (who !== undefined || due !== undefined)
  return (
    <Link
      to="/team"
      search={({ team }: { team?: string }) => ({ ...(team && { team }), ...(who && !isChosen && { person: who.id }), ...(due && !isChosen && { due }) })}
      activeOptions={{ includeSearch: true, exact: true, explicitUndefined: true }}
      aria-current={isChosen ? 'true' : undefined}
      resetScroll={false}
    >
      {who && !isName ? <span className="sr">{who.name}: </span> : null}
      {children}
      <span className="sr">{words}</span>
    </Link>
  )
}

function secondLine({ role, patch, hasLeft, openTasks }: TeamLoad['people'][number]): string {
  return [hasLeft ? 'has left' : patch ?? role, tasksInWords(openTasks)].join(' · ')
}

function startsWeek(day: Day, index: number, almanac: ReturnType<typeof useAlmanac>): boolean {
  return index > 0 && !isWorkingDay(addDays(day, -1), almanac)
}

function total({ people, nobody }: TeamLoad, of: (load: Load) => number): number {
  return [...people, nobody].reduce((sum, each) => sum + of(each), 0)
}
