import { type CaseClock, type CaseEvent, type CaseState, type Item, type Payloads, asProposed, consequenceOf, consequences, findFollowers, readCaseClock, whatStands } from '@casement/engine'
import type { Preview } from '../contract/contract.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { Parts } from '../http/parts.ts'
import type { Session } from '../http/session.ts'
import { nameElements } from './element-view.ts'
import { holderView } from './holder-view.ts'
import { plainEvent } from './plain-event.ts'
import type { CommandResult } from './run-command.ts'
import { namedIn, readLabels } from './seen-case.ts'

type PreviewResult = Extract<CommandResult, { kind: 'preview' }>

/** What a command would do: in words, the dates it would set, who would own the case, and what a redo would leave standing. */
export async function presentPreview(result: PreviewResult, { session, parts }: { session: Session; parts: Parts }): Promise<Preview> {
  const { events, library, now } = result
  const { nameOf, labelOf } = await inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => ({ nameOf: await parts.names.learn(tx, namedIn(result.state)), labelOf: await readLabels(tx, result.state) }))
  const state = nameElements(result.state, { nameOf, labelOf })
  const givesOwner = events.some(({ type }) => type === 'owner-assigned')
  return {
    preview: true,
    events: events.map((event) => ({ ...plainEvent(event), words: consequenceOf(event, state) ?? null })),
    consequences: consequences(state, events),
    stands: whatStands(state, events),
    clocks: datedClocks(state, events).map((clock) => {
      const { dueAt, dueOn } = readCaseClock(clock, library.calendar, now)
      return { id: clock.id, name: clock.terms.name, basis: clock.terms.basis, dueAt, dueOn }
    }),
    advice: events.flatMap((event) => (event.type === 'advice-given' ? event.payload.advice : [])),
    owner: givesOwner ? holderView(state.owner, { state, nameOf }) : null,
    followers: followersOf(result).map((follower) => ({ ...follower, name: state.items[follower.id]?.name ?? follower.name })),
  }
}

/**
 * Clocks that get a date: they start, or are given more time; what is only proposed is told as it would be. Under a hold, those
 * that it does not stop. A wait measures itself, and what this same command stops again is no date to tell.
 */
function datedClocks({ clocks }: CaseState, events: CaseEvent[]): CaseClock[] {
  const dated = new Set(events.flatMap((event) => (event.type === 'hold-began' ? clocksRunningOn(clocks, event.payload) : (findDatedClock(event) ?? []))))
  return [...dated].flatMap((id) => {
    const clock = clocks[id]
    return clock && clock.stopped === undefined && clock.withdrawn === undefined ? [asProposed(clock)] : []
  })
}

/** Its reason is none for which they stop. */
function clocksRunningOn(clocks: CaseState['clocks'], { hold, on }: Payloads['hold-began']): string[] {
  const covered = Object.values(clocks).filter(({ of, wait }) => !wait && (on === undefined || of === on))
  return covered.filter(({ pauses }) => pauses.every((pause) => pause.to !== undefined && pause.hold !== hold)).map(({ id }) => id)
}

function findDatedClock(event: CaseEvent): string | undefined {
  if (event.type === 'clock-started') return event.payload.wait ? undefined : event.payload.clock
  const gets = event.type === 'clock-extension-proposed' || event.type === 'clock-extended' || event.type === 'clock-rated' || event.type === 'clock-revised'
  return gets ? event.payload.clock : undefined
}

/** What was worked on and follows from the task done again: it stays and rests on the old answer, or is set aside (semantics 25). */
function followersOf({ before, caseType, events }: PreviewResult): Preview['followers'] {
  if (before === undefined) return []
  const { state } = before
  // A restart chooses by itself, as its steps say.
  if (events.some(({ type }) => type === 'path-restarted')) return []
  const made = events.flatMap((event) => (event.type === 'items-made' ? event.payload.items : []))
  const setAside = events.flatMap((event) => (event.type === 'item-superseded' ? [event.payload] : []))
  const redone = setAside.find(({ item, by }) => made.some(({ id, redoOf }) => id === by && redoOf === item))?.item
  if (redone === undefined) return []
  const gone = setAside.map(({ item }) => item)
  const keep = Object.keys(state.items).filter((id) => !gone.includes(id))
  const { decided, kept } = findFollowers({ state, context: { caseType } }, state.items[redone]!, { keep, supersede: gone })
  return decided.filter((item) => isWorkedOn(state, item)).map(({ id, name }) => ({ id, name, kept: kept.some((item) => item.id === id) }))
}

function isWorkedOn(state: CaseState, item: Item): boolean {
  if (item.kind === 'message') return item.state === 'completed' || item.touched === true
  if (item.kind !== 'stage') return item.touched === true
  return Object.values(state.items).some((child) => child.parent === item.id && isWorkedOn(state, child))
}
