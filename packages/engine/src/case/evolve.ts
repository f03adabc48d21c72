import type { ClockMoment } from '../clocks/clock.ts'
import type { ClockExtension } from '../clocks/extension.ts'
import { DUE_POINT, WARNING_POINT } from '../clocks/moments.ts'
import type { CaseEvent, EventOf, EventType, MadeItem } from './event.ts'
import { namesOf, namesOfClock } from './event-names.ts'
import type { CaseClock, CaseState, Hold, Item, Occurrence } from './state.ts'

/** Folds one event into a case. Knows no case type and reads no expression: every derived effect is in an event (semantics 13). */
export function evolve(state: CaseState | undefined, event: CaseEvent): CaseState {
  return evolveInPlace(copyToChange(state ?? noCase), event)
}

/** As `evolve`, for a case whose maps nobody else holds: they are changed in place, for to copy them is most of what an event costs. */
export function evolveInPlace(before: CaseState, event: CaseEvent): CaseState {
  const apply = changes[event.type] as (state: CaseState, event: CaseEvent) => CaseState
  const after = { ...apply(before, event) }
  after.version = event.seq
  if (event.occurredAt > after.lastAt) after.lastAt = event.occurredAt
  return after
}

/** The state that a list of events leads to, from their beginning or from a case that they go on with; undefined when there are none. */
export function replay(events: Iterable<CaseEvent>, from = noCase): CaseState | undefined {
  let state: CaseState | undefined
  for (const event of events) state = evolveInPlace(state ?? copyToChange(from), event)
  return state
}

/** A copy whose items, clocks and what has happened can be changed in place. */
export function copyToChange(state: CaseState): CaseState {
  return { ...state, items: { ...state.items }, runs: { ...state.runs }, happened: { ...state.happened }, clocks: { ...state.clocks } }
}

type Change<T extends EventType> = (state: CaseState, event: EventOf<T>) => CaseState

const changes: { [T in EventType]: Change<T> } = {
  'case-opened': openCase,
  'record-read': (state, { payload }) => ({ ...state, fields: { ...state.fields, ...payload.values } }),
  'owner-assigned': (state, { payload }) => ({ ...state, owner: payload.owner }),
  'fields-edited': (state, { payload }) => ({ ...state, fields: { ...state.fields, ...payload.values } }),
  'priority-set': (state, { payload }) => ({ ...state, priority: payload.priority }),
  'party-added': (state, { payload }) => ({ ...state, parties: [...state.parties, payload.party] }),
  'party-ended': (state, { payload }) => ({ ...state, parties: state.parties.map((party) => (party.id === payload.party ? { ...party, ended: true } : party)) }),
  'note-added': (state) => state,
  'items-made': makeItems,
  'item-offered': (state, event) => changeItem(happen(state, event), event.payload.item, { state: 'offered', triggers: event.payload.triggers, startedSeq: event.seq }),
  'item-started': startItem,
  'task-completed': completeTask,
  'message-prepared': happen,
  'message-sent': (state, event) => endItem(state, event, { state: 'completed', notes: event.payload.notes, doneBy: doneBy(event) }),
  'milestone-reached': (state, event) => endItem(state, event, { state: 'completed', notes: event.payload.notes }),
  'decision-made': (state, event) => endItem(state, event, { state: 'completed', outcome: event.payload.branches.join(', ') }),
  'effect-applied': (state, event) => endItem(state, event, { state: 'completed' }),
  'wait-moved': (state, { payload }) => changeItem(state, payload.item, { until: payload.until }),
  'wait-ended': (state, event) => endItem(state, event, { state: 'completed', outcome: event.payload.how }),
  'stage-completed': (state, event) => endItem(state, event, { state: 'completed', notes: event.payload.notes }),
  'finish-reached': (state, event) => endItem(state, event, { state: 'completed', outcome: event.payload.outcome }),
  'item-skipped': (state, event) => endItem(state, event, { state: 'skipped', ended: event.payload.reason }),
  'item-cancelled': (state, event) => endItem(state, event, { state: 'cancelled', ended: event.payload.reason ?? event.payload.by, cancelledBy: event.payload.triggers }),
  'item-superseded': supersedeItem,
  'stage-reopened': reopenStage,
  'task-assigned': (state, { payload, actor }) => changeItem(state, payload.item, actor.kind === 'system' ? { assignee: payload.assignee } : { assignee: payload.assignee, touched: true }),
  'hold-began': beginHold,
  'hold-ended': endHold,
  'clock-started': startClock,
  'clock-paused': (state, { payload }) =>
    changeClock(state, payload.clock, (clock) => ({ ...clock, pauses: [...clock.pauses, { from: payload.from, to: payload.to, reason: payload.reason, hold: payload.hold }] })),
  'clock-resumed': (state, { payload, occurredAt }) =>
    changeClock(state, payload.clock, (clock) => ({
      ...clock,
      pauses: clock.pauses.map((pause) => (pause.hold === payload.hold && pause.to === undefined ? { ...pause, to: occurredAt } : pause)),
    })),
  'clock-warned': (state, event) => happenToClock(fire(state, event.payload.clock, { point: WARNING_POINT, occurrence: 1, at: event.occurredAt }), event),
  'clock-due': (state, event) => happenToClock(fire(state, event.payload.clock, { point: DUE_POINT, occurrence: 1, at: event.occurredAt }), event),
  'clock-escalated': (state, { payload, occurredAt }) => fire(state, payload.clock, { point: payload.point, occurrence: payload.occurrence, at: occurredAt }),
  'clock-extension-proposed': (state, event) => happenToClock(addExtension(state, event, 'proposed'), event),
  'clock-extended': (state, event) => happenToClock(event.payload.proposal === undefined ? addExtension(state, event, 'in-force') : decideExtension(state, event, 'in-force'), event),
  'clock-extension-lapsed': (state, event) => decideExtension(state, event, 'lapsed'),
  'clock-stopped': (state, { payload }) => changeClock(state, payload.clock, (clock) => ({ ...clock, stopped: { at: payload.at, by: payload.by, seq: payload.seq } })),
  'clock-withdrawn': (state, { payload, occurredAt }) => changeClock(state, payload.clock, (clock) => ({ ...clock, withdrawn: { at: occurredAt, reason: payload.reason, seq: payload.seq } })),
  'clock-continued': continueClock,
  'lateness-explained': (state, { payload }) => changeClock(state, payload.clock, (clock) => ({ ...clock, explained: payload.words })),
  'outside-event': (state, event) => happen(state, event),
  'case-closed': (state, { payload, occurredAt }) => ({ ...state, status: 'closed', endedAt: occurredAt, outcome: payload.reason ?? payload.outcome }),
  'case-cancelled': (state, { payload, occurredAt }) => ({ ...state, status: 'cancelled', endedAt: occurredAt, outcome: payload.reason }),
  'case-reopened': (state, event) => {
    const { endedAt: _endedAt, outcome: _outcome, ...rest } = state
    return happen({ ...rest, status: 'open' }, event)
  },
  'case-stalled': (state, { payload }) => ({ ...state, stalled: payload.why }),
  'case-settled': ({ stalled: _stalled, ...state }) => state,
  'expression-failed': (state, { payload }) => ({ ...state, warnings: { ...state.warnings, [payload.place]: payload.warning } }),
}

export const noCase: CaseState = {
  id: '', ref: '', caseType: { id: '', version: 0 }, version: 0, status: 'open', openedAt: '', lastAt: '', priority: 'normal',
  fields: {}, items: {}, runs: {}, happened: {}, clocks: {}, holds: [], holdsMade: 0, parties: [], warnings: {},
}

function openCase(state: CaseState, event: EventOf<'case-opened'>): CaseState {
  return happen({ ...state, ...event.payload, openedAt: event.occurredAt }, event)
}

function makeItems(state: CaseState, { payload, seq }: EventOf<'items-made'>): CaseState {
  for (const made of payload.items) {
    state.items[made.id] = newItem(made, seq)
    state.runs[made.step] = made.run
  }
  return state
}

function newItem(made: MadeItem, seq: number): Item {
  return { ...made, madeAt: seq, state: 'waiting', triggers: [], holds: [] }
}

function startItem(state: CaseState, event: EventOf<'item-started'>): CaseState {
  const { item, triggers, assignee, until } = event.payload
  const started = happen(state, event)
  const change: Partial<Item> = { state: 'live', triggers, startedSeq: event.seq, startedAt: event.occurredAt }
  if (assignee) change.assignee = assignee
  if (until) change.until = until
  return changeItem(started, item, change)
}

function completeTask(state: CaseState, event: EventOf<'task-completed'>): CaseState {
  const { outcome, answers, notes } = event.payload
  return endItem(state, event, { state: 'completed', outcome, answers, notes, touched: true, doneBy: doneBy(event) })
}

function doneBy({ actor }: Pick<CaseEvent, 'actor'>): string | undefined {
  return actor.kind === 'person' ? actor.id : undefined
}

type Ending = 'task-completed' | 'message-sent' | 'milestone-reached' | 'decision-made' | 'effect-applied' | 'wait-ended' | 'stage-completed' | 'finish-reached' | 'item-skipped' | 'item-cancelled'
type ItemEnding = { [T in Ending]: EventOf<T> }[Ending]

function endItem(state: CaseState, event: ItemEnding, end: Partial<Item> & Pick<Item, 'state'>): CaseState {
  return changeItem(happen(state, event), event.payload.item, { ...end, endedAt: event.occurredAt, endedSeq: event.seq })
}

/** The old run keeps its answers; what it caused no longer counts (semantics 25). What a clock of the case said of it does: that clock runs on. */
function supersedeItem(state: CaseState, { payload }: EventOf<'item-superseded'>): CaseState {
  const happened = supersede(state, ({ item }, name) => item === payload.item && name.startsWith(`${payload.step}.`))
  return changeItem({ ...state, happened }, payload.item, { state: 'superseded', ended: payload.reason })
}

/** How the stage ended no longer counts, its start does. */
function reopenStage(state: CaseState, { payload, seq }: EventOf<'stage-reopened'>): CaseState {
  const { endedAt: _endedAt, endedSeq, ended: _ended, ...stage } = state.items[payload.item]!
  const happened = supersede(state, (occurrence) => occurrence.seq === endedSeq)
  state.items[payload.item] = { ...stage, state: 'live', reopenedAt: seq }
  return { ...state, happened }
}

function supersede({ happened }: CaseState, isGone: (occurrence: Occurrence, name: string) => boolean): CaseState['happened'] {
  return Object.fromEntries(Object.entries(happened).map(([name, occurrences]) => {
    const some = occurrences.some((occurrence) => isGone(occurrence, name) && !occurrence.superseded)
    return [name, some ? occurrences.map((occurrence) => (isGone(occurrence, name) ? { ...occurrence, superseded: true } : occurrence)) : occurrences]
  }))
}

function beginHold(state: CaseState, { payload, occurredAt }: EventOf<'hold-began'>): CaseState {
  const hold: Hold = { id: payload.hold, reason: payload.reason, from: occurredAt, until: payload.until, notes: payload.notes }
  const counted = { ...state, holdsMade: state.holdsMade + 1 }
  if (payload.on === undefined) return { ...counted, holds: [...state.holds, hold] }
  const item = state.items[payload.on]!
  return changeItem(counted, item.id, { holds: [...item.holds, hold], touched: true })
}

function endHold(before: CaseState, { payload, occurredAt }: EventOf<'hold-ended'>): CaseState {
  const { hold: id, on, reason } = payload
  const held = on === undefined ? before.holds : before.items[on]!.holds
  const from = held.find((hold) => hold.id === id)!.from
  const releasedAt = before.releasedAt !== undefined && before.releasedAt > occurredAt ? before.releasedAt : occurredAt
  const state = { ...before, releasedAt, endedHolds: [...(before.endedHolds ?? []), { id, on, reason, from, to: occurredAt }] }
  const holds = held.filter((hold) => hold.id !== id)
  return on === undefined ? { ...state, holds } : changeItem(state, on, { holds })
}

function startClock(state: CaseState, { payload }: EventOf<'clock-started'>): CaseState {
  const { clock: id, rule, terms, trigger, mark, at, of, wait, each } = payload
  const clock: CaseClock = { id, rule, terms, trigger, mark, startedAt: at, pauses: [], fired: [], of, wait, each }
  state.clocks[id] = clock
  return state
}

/** A clock that is handed on to another run of its step brings what it has said: a breach does not lapse with the run (semantics 26). */
function continueClock(state: CaseState, { payload: { clock: id, of } }: EventOf<'clock-continued'>): CaseState {
  const { rule, of: before } = state.clocks[id]!
  const continued = changeClock(state, id, ({ stopped: _stopped, withdrawn: _withdrawn, ...clock }) => ({ ...clock, of: of ?? clock.of }))
  if (of === undefined || of === before) return continued
  const { happened } = state
  for (const name of namesOfClock(rule)) {
    if (happened[name]) happened[name] = happened[name].map((occurrence) => (occurrence.item === before ? { seq: occurrence.seq, at: occurrence.at, item: of } : occurrence))
  }
  return continued
}

function fire(state: CaseState, clock: string, moment: ClockMoment): CaseState {
  return changeClock(state, clock, (found) => ({ ...found, fired: [...found.fired, moment] }))
}

function addExtension(state: CaseState, { seq, actor, occurredAt, payload }: EventOf<'clock-extension-proposed' | 'clock-extended'>, as: ClockExtension['state']): CaseState {
  const asked = { seq, by: payload.by, reason: payload.reason, who: actor.id, askedAt: occurredAt, state: as }
  return changeClock(state, payload.clock, (clock) => ({ ...clock, extensions: [...(clock.extensions ?? []), as === 'in-force' ? { ...asked, firedBefore: clock.fired.length } : asked] }))
}

/** What became of a proposal once its letter had gone out, or could not go out any more. */
function decideExtension(state: CaseState, { payload: { clock: id, proposal, toldAt } }: EventOf<'clock-extended' | 'clock-extension-lapsed'>, as: ClockExtension['state']): CaseState {
  return changeClock(state, id, (clock) => ({
    ...clock,
    extensions: clock.extensions?.map((extension) => (extension.seq === proposal ? { ...extension, state: as, toldAt, firedBefore: clock.fired.length } : extension)),
  }))
}

type ClockEvent = { [T in 'clock-warned' | 'clock-due' | 'clock-extension-proposed' | 'clock-extended']: EventOf<T> }['clock-warned' | 'clock-due' | 'clock-extension-proposed' | 'clock-extended']

function happenToClock(state: CaseState, event: ClockEvent): CaseState {
  return happen(state, event, { item: state.clocks[event.payload.clock]?.of })
}

/** Writes down that something happened, to an item or its clock or to the case, under each name that a rule may use for it. */
function happen(state: CaseState, event: CaseEvent, to = whatOf(state, event)): CaseState {
  const names = namesOf(event)
  if (names.length === 0) return state
  const occurrence: Occurrence = { seq: event.seq, at: event.occurredAt, ...to }
  for (const name of names) state.happened[name] = [...(state.happened[name] ?? []), occurrence]
  return state
}

function whatOf({ items }: CaseState, { payload }: CaseEvent): Pick<Occurrence, 'item' | 'parent'> {
  return 'item' in payload ? { item: payload.item, parent: items[payload.item]?.parent } : {}
}

function changeItem(state: CaseState, id: string, change: Partial<Item>): CaseState {
  state.items[id] = { ...state.items[id]!, ...change }
  return state
}

function changeClock(state: CaseState, id: string, change: (clock: CaseClock) => CaseClock): CaseState {
  state.clocks[id] = change(state.clocks[id]!)
  return state
}

