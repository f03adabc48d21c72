import type { Payloads } from '@casement/engine'
import type { Preview } from '@casement/server/contract'
import { dayInWords, distanceInWords } from '../look/dates.ts'
import type { Almanac } from '../look/dates.ts'
import { howDateIsSet } from './basis-words.ts'

/** What an act does, one line each: the first says what, `second` by when or why; `over` is what no longer counts because of it. */
export type Consequence = { kind: 'owner' | 'date' | 'letter' | 'task' | 'stage'; first: string; second?: string; over?: true }

type Clock = Preview['clocks'][number]
type Said = Preview['events'][number] & { words: string }

/** The words of a preview's events, each once, with the dates that its clocks would set and who would own the case, and what stands. */
export function consequencesOf(preview: Preview, almanac: Almanac, reader?: string): Consequence[] {
  const told = new Set<string>()
  const said = preview.events.filter((event): event is Said => {
    if (event.words === null || told.has(event.words)) return false
    told.add(event.words)
    return true
  })
  const seen = { preview, almanac, reader, started: new Set(said.filter(({ type }) => type === 'item-started').map(itemOf)) }
  return [...said.flatMap((event) => consequenceOf(event, seen)), ...preview.stands.map((first): Consequence => ({ kind: 'task', first }))]
}

/** Of what no longer counts, as many are named at once; a longer list would push the button out of sight. */
const MOST_NAMED = 3

/** A long list told in short: what starts and what stands is always told, of what no longer counts only the first. */
export function foldLong(consequences: Consequence[]): Record<'told' | 'folded', Consequence[]> {
  const over = consequences.filter((each) => each.over)
  const folded = new Set(over.length > MOST_NAMED + 1 ? over.slice(MOST_NAMED) : [])
  return { told: consequences.filter((each) => !folded.has(each)), folded: [...folded] }
}

type Seen = { preview: Preview; almanac: Almanac; reader?: string; started: ReadonlySet<string> }

function consequenceOf(event: Said, seen: Seen): Consequence[] {
  const { preview: { owner }, reader } = seen
  switch (event.type) {
    case 'owner-assigned': return [{ kind: 'owner', first: owner === null ? event.words : owner.id === reader ? 'You own it' : `${owner.name} owns it` }]
    case 'clock-started': return startOfClock(event, seen)
    case 'clock-extended':
    case 'clock-extension-proposed': return [extensionOfClock(event, seen)]
    case 'item-started': return [startOfItem(event, seen)]
    case 'hold-began': return [{ kind: 'date', first: event.words }, ...clocksRunningOn(seen)]
    case 'item-superseded':
    case 'item-cancelled': return [{ kind: 'task', first: event.words, over: true }]
    default: return [{ kind: kindOf(event.type), first: event.words }]
  }
}

/** A task's own clock, and the clock that a wait is, are told with the task and the wait. */
function startOfClock({ payload, words }: Said, { preview, almanac, started }: Seen): Consequence[] {
  const { clock: id, of, wait } = payload as Payloads['clock-started']
  if (of !== undefined && started.has(of) && (wait || id === of)) return []
  const clock = preview.clocks.find((each) => each.id === id)
  if (clock === undefined) return [{ kind: 'date', first: words }]
  return [{ kind: 'date', first: `${clock.name} by ${dayInWords(clock.dueOn, almanac.today)}`, second: nearAndWhy(clock, almanac) }]
}

function extensionOfClock({ payload, words }: Said, { preview, almanac }: Seen): Consequence {
  const clock = preview.clocks.find(({ id }) => id === (payload as Payloads['clock-extended']).clock)
  return { kind: 'date', first: words, second: clock && `new date ${dayInWords(clock.dueOn, almanac.today)} · ${nearAndWhy(clock, almanac)}` }
}

/** A hold stops only the clocks that name its reason: the others are told with their dates, so that nobody takes them for stopped. */
function clocksRunningOn({ preview: { clocks }, almanac }: Seen): Consequence[] {
  return clocks.map((clock) => ({ kind: 'date', first: `${clock.name} runs on`, second: `due ${dayInWords(clock.dueOn, almanac.today)} · ${nearAndWhy(clock, almanac)}` }))
}

function startOfItem(event: Said, { preview: { events, clocks }, almanac }: Seen): Consequence {
  const item = itemOf(event)
  const own = clocks.find(({ id }) => id === item)
  const made = events.filter(({ type }) => type === 'items-made').flatMap(({ payload }) => (payload as Payloads['items-made']).items).find(({ id }) => id === item)
  const isLetter = events.some((other) => other.type === 'message-prepared' && itemOf(other) === item)
  return {
    kind: isLetter ? 'letter' : made?.kind === 'stage' ? 'stage' : 'task',
    first: event.words,
    second: own && `by ${dayInWords(own.dueOn, almanac.today)} · ${nearAndWhy(own, almanac)}`,
  }
}

function kindOf(type: string): Consequence['kind'] {
  if (/^(clock|hold)-/.test(type)) return 'date'
  return type.startsWith('message-') ? 'letter' : 'task'
}

function itemOf({ payload }: Preview['events'][number]): string {
  return (payload as Payloads['item-started']).item
}

function nearAndWhy({ dueOn, basis }: Clock, almanac: Almanac): string {
  return [distanceInWords(dueOn, almanac), howDateIsSet(basis)].filter(Boolean).join(' · ')
}
