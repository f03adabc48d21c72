import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { typesOf } from '../acts/event-kinds.ts'
import { useAlmanac } from '../look/almanac-context.tsx'
import { dayInWords, dayOf, timeInWords } from '../look/dates.ts'
import { Failure } from '../look/failure.tsx'
import { Loading } from '../look/loading.tsx'
import { eventsQuery } from './case-events.ts'
import { LOG_KINDS, kindInWords } from './timeline-entries.ts'
import classes from './cases.module.css'

/** Every event with who did it, when it happened and when it was recorded; nothing left out. The latest first, back to the opening. */
export function CaseLog({ caseRef }: { caseRef: string }) {
  const { kind: asked } = useSearch({ from: '/signed-in/cases/$ref' })
  const kind = LOG_KINDS.find(({ id }) => id === asked)
  const events = useInfiniteQuery(eventsQuery(caseRef, kind && typesOf(kind.id)))
  const items = events.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className={classes.part} aria-labelledby="log">
      <div className="section"><h2 id="log">Log</h2><span className="muted">{kind ? `${kind.name} only` : 'every event'}, the latest first</span></div>
      <Kinds chosen={kind?.id} />
      {events.isPending ? <Loading what="the log" bars={[90, 84, 88, 80]} /> : null}
      {events.isError ? <Failure what="The log" error={events.error} retry={() => void events.refetch()} /> : null}
      {events.data && items.length === 0 ? <p className="hint">Nothing of this kind has happened.</p> : null}
      {items.length > 0 ? <LogTable items={items} /> : null}
      {events.hasNextPage ? <Button size="xs" className={classes.earlier} loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>Show earlier events</Button> : null}
      {events.data && !events.hasNextPage && items.length > 0 ? <p className={`hint ${classes.earlier}`}>{kind ? 'There is nothing of this kind before.' : 'This is where the case began.'}</p> : null}
    </section>
  )
}

/** Each a link, so that what one looks at can be shared. */
function Kinds({ chosen }: { chosen: string | undefined }) {
  const kinds: { id: string | undefined; name: string }[] = [{ id: undefined, name: 'Everything' }, ...LOG_KINDS]
  return (
    <nav className={classes.ways} aria-label="Kinds of event">
      {kinds.map(({ id, name }) => (
        <Link key={name} from="/cases/$ref" to="/cases/$ref" activeOptions={{ includeSearch: true, explicitUndefined: true }} search={(now) => ({ ...now, kind: id })} aria-current={chosen === id ? 'true' : undefined} replace resetScroll={false}>{name}</Link>
      ))}
    </nav>
  )
}

function LogTable({ items }: { items: { seq: number; type: string; occurredAt: string; recordedAt: string; actor: { name: string }; words: string }[] }) {
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label="Table of the log">
      <table className={classes.log}>
        <thead><tr><th scope="col">No.</th><th scope="col">Happened</th><th scope="col">Recorded</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Kind</th></tr></thead>
        <tbody>
          {items.map((event) => (
            <tr key={event.seq}>
              <td>{event.seq}</td>
              <td><Moment at={event.occurredAt} /></td>
              <td><Moment at={event.recordedAt} /></td>
              <td>{event.actor.name}</td>
              <td>{event.words}</td>
              <td className="muted nowrap">{kindInWords(event.type)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Moment({ at }: { at: string }) {
  const { today, zone } = useAlmanac()
  return <time dateTime={at} className="nowrap">{dayInWords(dayOf(at, zone), today)}, {timeInWords(at, zone)}</time>
}
