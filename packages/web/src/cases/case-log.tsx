import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useAlmanac } from '../look/almanac-context.tsx'
import { dayInWords, dayOf, timeInWords } from '../look/dates.ts'
import { Failure } from '../look/failure.tsx'
import { Loading } from '../look/loading.tsx'
import { eventsQuery } from './case-events.ts'
import { kindInWords } from './timeline-entries.ts'
import classes from './cases.module.css'

/** Every event with who did it, when it happened and when it was recorded; nothing left out. */
export function CaseLog({ caseRef }: { caseRef: string }) {
  const events = useInfiniteQuery(eventsQuery(caseRef))
  if (events.isPending) return <Loading what="the log" bars={[90, 84, 88, 80]} />
  if (events.isError) return <Failure what="The log" error={events.error} retry={() => void events.refetch()} />
  const items = events.data.pages.flatMap((page) => page.items)
  return (
    <section className={classes.part} aria-labelledby="log">
      <div className="section"><h2 id="log">Log</h2><span className="muted">every event, in the order it was recorded</span></div>
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
      {events.hasNextPage ? <Button size="xs" loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>Show more</Button> : null}
    </section>
  )
}

function Moment({ at }: { at: string }) {
  const { today, zone } = useAlmanac()
  return <time dateTime={at} className="nowrap">{dayInWords(dayOf(at, zone), today)}, {timeInWords(at, zone)}</time>
}
