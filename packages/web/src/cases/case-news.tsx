import type { CaseEventView, CaseRecord } from '@casement/server/contract'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isWorthTelling } from '../acts/event-kinds.ts'
import { useAlmanac } from '../look/almanac-context.tsx'
import { timeInWords } from '../look/dates.ts'
import type { Almanac } from '../look/dates.ts'
import { meQuery } from '../people/me.ts'
import { eventsQuery } from './case-events.ts'
import { splitWords } from './timeline-entries.ts'

const JUST_NOW_MS = 120_000

/** What somebody else did to the case since it was opened here, for the line at the foot. */
export function CaseNews({ record }: { record: CaseRecord }) {
  const almanac = useAlmanac()
  const [opened] = useState(record.version)
  const me = useQuery(meQuery).data?.me.person.id
  const events = useInfiniteQuery({ ...eventsQuery(record.ref), enabled: record.version > opened }).data?.pages[0]?.items ?? []
  const news = newsOf(events.filter((event) => event.seq > opened && event.actor.id !== me), almanac)
  return news ? <p>{news}.</p> : null
}

/** "Tariq Fennimore completed Visit the home just now, and 2 more". Events come latest first. */
export function newsOf(events: CaseEventView[], almanac: Almanac): string | undefined {
  const told = events.filter(({ type }) => isWorthTelling(type))
  const [last] = told
  if (!last) return undefined
  const isRecent = almanac.now - Date.parse(last.recordedAt) < JUST_NOW_MS
  const more = told.length - 1
  return `${eventInWords(last)} ${isRecent ? 'just now' : `at ${timeInWords(last.recordedAt, almanac.zone)}`}${more > 0 ? `, and ${more} more` : ''}`
}

function eventInWords({ type, actor, payload, words }: CaseEventView): string {
  const { name } = (payload ?? {}) as { name?: unknown }
  if (type === 'task-completed' && typeof name === 'string') return `${actor.name} completed ${name}`
  if (type === 'note-added') return `${actor.name} added a note`
  const short = splitWords(words).first.replace(/[.:]$/, '')
  return actor.kind === 'person' ? `${actor.name}: ${short}` : short
}
