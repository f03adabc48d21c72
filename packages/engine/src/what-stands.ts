import type { CaseEvent, Payloads } from './case/event.ts'
import type { CaseState, Item } from './case/state.ts'
import { isRunning } from './settle/clocks.ts'

/** What going back leaves as it is, in the words of a preview: letters that cannot be unsent, work that stays, clocks that keep their start. */
export function whatStands(after: CaseState, events: CaseEvent[]): string[] {
  const setAside = new Set(events.flatMap((event) => (event.type === 'item-superseded' || event.type === 'stage-reopened' ? [event.payload.item] : [])))
  if (setAside.size === 0) return []
  const kept = events.flatMap((event) => (event.type === 'path-restarted' ? event.payload.kept : []))
  const restsNow = (triggers: Item['triggers']) => triggers.some((trigger) => isTakenBack(after, trigger, setAside))
  const standing = Object.values(after.items).filter((item) => item.state !== 'superseded' && (kept.includes(item.id) || restsNow(item.triggers)))
  const begun = standing.filter(({ startedSeq, state }) => startedSeq !== undefined && state !== 'cancelled')
  const clocks = Object.values(after.clocks).filter((clock) => isRunning(clock) && !clock.wait && restsNow([clock.trigger]))
  return [
    ...Object.values(after.items).filter((item) => wasSent(after, item) && (setAside.has(item.id) || begun.includes(item))).map(({ name }) => `Cannot unsend ${name}`),
    ...begun.filter((item) => !wasSent(after, item) && isTold(item)).map((item) => keeping(item, kept.includes(item.id))),
    ...clocks.map(({ terms }) => `Keeps the first start of the clock ${terms.name}`),
  ]
}

/** Decisions and ends are told by what follows from them. */
function isTold({ kind }: Item): boolean {
  return kind !== 'decision' && kind !== 'finish'
}

function keeping({ kind, name }: Item, isByItsStep: boolean): string {
  if (kind === 'effect') return `Does not take back what ${name} did`
  return isByItsStep ? `Keeps ${name}: it is not done again` : `Keeps ${name}, which rests on what is done again`
}

/** The event came of something that is set aside by these events, and no longer counts. */
function isTakenBack({ happened }: CaseState, { name, seq }: Payloads['item-started']['triggers'][number], setAside: ReadonlySet<string>): boolean {
  return happened[name]?.some((occurrence) => occurrence.seq === seq && occurrence.superseded === true && occurrence.item !== undefined && setAside.has(occurrence.item)) ?? false
}

function wasSent({ happened }: CaseState, { id, kind, step }: Item): boolean {
  return kind === 'message' && (happened[`${step}.sent`]?.some(({ item }) => item === id) ?? false)
}
