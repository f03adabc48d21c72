import type { CaseEventView } from '@casement/server/contract'
import { kindOf } from '../acts/event-kinds.ts'
import type { EventKind } from '../acts/event-kinds.ts'
import { dayOf } from '../look/dates.ts'
import type { Almanac } from '../look/dates.ts'
import type { IconName } from '../look/icon.tsx'

export type TimelineFilter = 'main' | 'tasks' | 'letters' | 'notes' | 'decisions' | 'clocks' | 'all'

export const TIMELINE_FILTERS: { id: TimelineFilter; name: string }[] = [
  { id: 'main', name: 'What happened' },
  { id: 'tasks', name: 'tasks' },
  { id: 'letters', name: 'letters' },
  { id: 'notes', name: 'notes' },
  { id: 'decisions', name: 'decisions' },
  { id: 'clocks', name: 'clocks and holds' },
]

/** What the log can be narrowed to. */
export const LOG_KINDS: { id: EventKind['filter']; name: string }[] = [
  { id: 'tasks', name: 'Tasks' },
  { id: 'letters', name: 'Letters' },
  { id: 'notes', name: 'Notes and what we know' },
  { id: 'decisions', name: 'Course of the case' },
  { id: 'clocks', name: 'Clocks and holds' },
  { id: 'people', name: 'People' },
]

const KIND_WORDS: Record<EventKind['filter'], string> = { tasks: 'task', letters: 'letter', notes: 'what we know', decisions: 'course of the case', clocks: 'clock or hold', people: 'people', system: 'path' }

/** The kind of an event as people would sort it. */
export function kindInWords(type: string): string {
  return type === 'note-added' ? 'note' : KIND_WORDS[kindOf(type).filter]
}

/** One line of the timeline; the day stands in bold once, at its first entry. */
export type TimelineEntry = { event: CaseEventView; icon: IconName; firstOfDay: boolean; day: string; held: boolean; words: { first: string; rest: string }; quote: string | undefined; writtenUpLater: boolean }

/** Minutes between happening and recording from which both times are shown. */
const LATER_MINUTES = 15

/** Newest first by when it happened, then by number. */
export function timelineOf(events: CaseEventView[], filter: TimelineFilter, almanac: Almanac): TimelineEntry[] {
  const shown = events
    .filter((event) => isShown(event, filter))
    .toSorted((a, b) => Date.parse(b.occurredAt) - Date.parse(a.occurredAt) || b.seq - a.seq)
  let last: string | undefined
  return shown.map((event) => {
    const day = dayOf(event.occurredAt, almanac.zone)
    const firstOfDay = day !== last
    last = day
    const quote = quoteOf(event)
    return {
      event, day, firstOfDay,
      icon: kindOf(event.type).icon,
      held: event.type === 'hold-began',
      words: splitWords(withoutQuote(event.words, quote)),
      quote,
      writtenUpLater: Date.parse(event.recordedAt) - Date.parse(event.occurredAt) > LATER_MINUTES * 60_000,
    }
  })
}

function isShown(event: CaseEventView, filter: TimelineFilter): boolean {
  const kind = kindOf(event.type)
  if (filter === 'all') return true
  return filter === 'main' ? kind.main && !isAutomatic(event) : kind.filter === filter
}

/** What the path does by itself beside what somebody did: a letter made ready, a step that is no longer needed. */
function isAutomatic({ type, payload }: CaseEventView): boolean {
  if (type === 'message-prepared') return true
  return type === 'item-cancelled' && (payload as { by?: string } | null)?.by !== 'person'
}

/** The first words say what happened and stand out; up to the first full stop or colon. */
export function splitWords(words: string): { first: string; rest: string } {
  const end = words.search(/[.:](\s|$)/)
  return end === -1 ? { first: words, rest: '' } : { first: words.slice(0, end + 1), rest: words.slice(end + 1).trim() }
}

/** What a person wrote, which the timeline sets apart from the sentence that ends with it. */
function quoteOf(event: CaseEventView): string | undefined {
  if (typeof event.payload !== 'object' || event.payload === null) return undefined
  const { text, notes, words } = event.payload as { text?: unknown; notes?: unknown; words?: unknown }
  return [text, notes, words].find((each): each is string => typeof each === 'string' && each !== '')
}

function withoutQuote(words: string, quote: string | undefined): string {
  return quote && words.endsWith(quote) ? words.slice(0, -quote.length).trimEnd() : words
}
