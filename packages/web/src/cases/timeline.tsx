import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAlmanac } from '../look/almanac-context.tsx'
import { dayInWords, dayOf, timeInWords } from '../look/dates.ts'
import { Failure } from '../look/failure.tsx'
import { Icon } from '../look/icon.tsx'
import { Loading } from '../look/loading.tsx'
import { StateShape } from '../look/state-mark.tsx'
import { eventsQuery } from './case-events.ts'
import { TIMELINE_FILTERS, timelineOf } from './timeline-entries.ts'
import type { TimelineEntry, TimelineFilter } from './timeline-entries.ts'
import classes from './timeline.module.css'

/** What happened, newest first. */
export function Timeline({ caseRef }: { caseRef: string }) {
  const almanac = useAlmanac()
  const [filter, setFilter] = useState<TimelineFilter>('main')
  const events = useInfiniteQuery(eventsQuery(caseRef))
  const entries = timelineOf(events.data?.pages.flatMap((page) => page.items) ?? [], filter, almanac)
  return (
    <section className={classes.timeline} aria-labelledby="timeline">
      <div className="section">
        <h2 id="timeline">Timeline</h2>
        <span className={`second ${classes.filters}`}>
          {TIMELINE_FILTERS.map((each, index) => (
            <span key={each.id}>{index > 0 ? ' · ' : ''}<button type="button" className="link-button" aria-pressed={filter === each.id} onClick={() => setFilter(each.id)}>{each.name}</button></span>
          ))}
        </span>
      </div>
      {events.isError ? <Failure what="The timeline" error={events.error} retry={() => void events.refetch()} /> : null}
      {events.isPending ? <Loading what="the timeline" /> : null}
      {events.data && entries.length === 0 ? <p className="hint">Nothing of this kind has happened.</p> : null}
      <ol className={classes.line}>{entries.map((entry) => <Entry key={entry.event.seq} entry={entry} />)}</ol>
      {events.hasNextPage ? <Button size="xs" loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>Show earlier events</Button> : null}
    </section>
  )
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { today, zone } = useAlmanac()
  const { event } = entry
  return (
    <li data-first={entry.firstOfDay || undefined} data-held={entry.held || undefined}>
      <time dateTime={event.occurredAt}>{entry.firstOfDay ? <b>{dayInWords(entry.day, today)}</b> : null}{timeInWords(event.occurredAt, zone)}</time>
      <span className={classes.dot}>{entry.held ? <StateShape state="paused" /> : <Icon name={entry.icon} />}</span>
      <div className={classes.event}>
        <p><b>{entry.words.first}</b> {entry.words.rest}</p>
        {entry.quote ? <q>{entry.quote}</q> : null}
        <p className="second">{event.actor.name}{entry.writtenUpLater ? ` · written up ${timeInWords(event.recordedAt, zone)}${writtenDay(entry, today, zone)}` : ''}</p>
      </div>
    </li>
  )
}

/** The day of writing up, where it is another than the day it happened. */
function writtenDay(entry: TimelineEntry, today: string, zone: string): string {
  const day = dayOf(entry.event.recordedAt, zone)
  return day === entry.day ? '' : ` on ${dayInWords(day, today)}`
}
