import { isDeepStrictEqual } from 'node:util'
import { evolve, isUnfinished, replay, wakeAt, type CaseEvent, type CaseState, type Context, type Item, type ItemState } from '@casement/engine'

/** What must hold of every case after every event, whatever people do; the first that is broken, in words. */
export function findBrokenLaw(before: CaseState | undefined, decided: { events: readonly CaseEvent[]; state: CaseState }, context: Context): string | undefined {
  let state = before
  for (const event of decided.events) {
    const last = state
    state = evolve(last, event)
    const broken = afterEvent(last, event, state)
    if (broken !== undefined) return `${broken} after event ${event.seq}, ${event.type}`
  }
  if (state?.version !== decided.state.version) return 'The state is not where its events lead'
  if (decided.state.stalled !== undefined) return `The case stalled. ${decided.state.stalled}`
  const [place] = Object.keys(decided.state.warnings)
  if (place !== undefined) return `An expression at ${place} could not be read: ${decided.state.warnings[place]}`
  const wake = wakeAt(decided.state, context.caseType, context)
  // A clock that was set back asks for what has come by the time that the case has reached.
  if (wake !== undefined && wake <= context.now && context.now >= decided.state.lastAt) return `Something was still to be done at ${wake}`
  return undefined
}

/** What must hold of a life as a whole: its last state is the replay of its events as they are stored. */
export function findBrokenReplay(events: readonly CaseEvent[], state: CaseState): string | undefined {
  const replayed = replay(stored(events))
  return isDeepStrictEqual(stored(replayed), stored(state)) ? undefined : 'The state is not the replay of its events'
}

function stored<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}

function afterEvent(before: CaseState | undefined, event: CaseEvent, state: CaseState): string | undefined {
  if (event.seq !== (before?.version ?? 0) + 1) return `The events have a gap before ${event.seq}`
  return findBrokenItem(before, state) ?? findBrokenClock(before, state) ?? findBrokenEnd(event, state)
}

/** From each state of an item the states to which it may go. */
const MAY_BECOME: Record<ItemState, ItemState[]> = {
  waiting: ['offered', 'live', 'skipped', 'cancelled', 'superseded', 'completed'],
  offered: ['live', 'skipped', 'cancelled', 'superseded', 'completed'],
  live: ['completed', 'skipped', 'cancelled', 'superseded'],
  completed: ['superseded', 'live'],
  skipped: ['offered', 'live', 'superseded'],
  cancelled: ['live', 'superseded', 'waiting'],
  superseded: [],
}

function findBrokenItem(before: CaseState | undefined, state: CaseState): string | undefined {
  for (const item of Object.values(state.items)) {
    const was = before?.items[item.id]
    if (was === item) continue
    if (was && was.state !== item.state && !MAY_BECOME[was.state].includes(item.state)) return `${item.id} went from ${was.state} to ${item.state}`
    const broken = findBrokenWord(item)
    if (broken !== undefined) return broken
  }
  return undefined
}

function findBrokenWord({ id, state, kind, startedAt, endedAt }: Item): string | undefined {
  if (state === 'live' && startedAt === undefined) return `${id} is live and was never started`
  if (state === 'live' && kind === 'stage' && endedAt !== undefined) return `${id} is live and has ended`
  if ((state === 'completed' || state === 'cancelled') && endedAt === undefined) return `${id} is ${state} and has not ended`
  return undefined
}

/** A target that was passed stays passed, and no moment is spoken twice for one target (semantics 33). */
function findBrokenClock(before: CaseState | undefined, state: CaseState): string | undefined {
  for (const clock of Object.values(state.clocks)) {
    const was = before?.clocks[clock.id]
    if (was === clock) continue
    if (was && clock.fired.length < was.fired.length) return `${clock.id} forgot what it had said`
    const targets = 1 + clock.pauses.length + (clock.extensions?.length ?? 0)
    for (const said of clock.fired) {
      const times = clock.fired.filter(({ point, occurrence }) => point === said.point && occurrence === said.occurrence).length
      if (times > targets) return `${clock.id} spoke ${times} times at one point`
    }
  }
  return undefined
}

/** What has ended holds nothing unfinished, and nothing that runs. */
function findBrokenEnd(event: CaseEvent, state: CaseState): string | undefined {
  if (event.type !== 'case-closed' && event.type !== 'case-cancelled') return undefined
  const left = Object.values(state.items).find(isUnfinished)
  if (left) return `The case ended and ${left.id} is ${left.state}`
  const running = Object.values(state.clocks).find(({ stopped, withdrawn }) => !stopped && !withdrawn)
  if (running) return `The case ended and ${running.id} still runs`
  return state.holds.length > 0 ? 'The case ended and is on hold' : undefined
}
