import type { ClockMoment } from '../clocks/clock.ts'
import type { ClockExtension } from '../clocks/extension.ts'
import type { CaseEvent, EventOf, EventType, MadeItem, Payloads } from './event.ts'
import type { CaseClock, CaseState, Hold, Item, Occurrence } from './state.ts'

/** Folds one event into a case. Knows no case type and reads no expression: every derived effect is in an event (semantics 13). */
export function evolve(state: CaseState | undefined, event: CaseEvent): CaseState {
  const before = state ?? noCase
  const apply = changes[event.type] as (state: CaseState, event: CaseEvent) => CaseState
  const after = { ...apply(before, event) }
  after.version = event.seq
  if (event.occurredAt > after.lastAt) after.lastAt = event.occurredAt
  return after
}

/** The state that a list of events leads to; undefined when there are none. */
export function replay(events: Iterable<CaseEvent>): CaseState | undefined {
  let state: CaseState | undefined
  for (const event of events) state = evolve(state, event)
  return state
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
  'item-offered': (state, event) => changeItem(happen(state, event, ['offered']), event.payload.item, { state: 'offered', triggers: event.payload.triggers, startedSeq: event.seq }),
  'item-started': startItem,
  'task-completed': completeTask,
  'message-prepared': (state, event) => happen(state, event, ['prepared']),
  'message-sent': (state, event) => endItem(state, event, { ended: 'completed', words: ['sent', 'completed'], more: { notes: event.payload.notes, doneBy: doneBy(event) } }),
  'milestone-reached': (state, event) => endItem(state, event, { ended: 'completed', words: ['reached', 'completed'], more: { notes: event.payload.notes } }),
  'decision-made': (state, event) => endItem(state, event, { ended: 'completed', words: ['completed', ...event.payload.branches], more: { outcome: event.payload.branches.join(', ') } }),
  'effect-applied': (state, event) => endItem(state, event, { ended: 'completed', words: ['completed'] }),
  'wait-moved': (state, { payload }) => changeItem(state, payload.item, { until: payload.until }),
  'wait-ended': (state, event) => endItem(state, event, { ended: 'completed', words: [event.payload.how], more: { outcome: event.payload.how } }),
  'stage-completed': (state, event) => endItem(state, event, { ended: 'completed', words: ['completed'] }),
  'finish-reached': (state, event) => endItem(state, event, { ended: 'completed', words: ['completed'], more: { outcome: event.payload.outcome } }),
  'item-skipped': (state, event) => endItem(state, event, { ended: 'skipped', words: ['skipped'], more: { ended: event.payload.reason } }),
  'item-cancelled': (state, event) =>
    endItem(state, event, { ended: 'cancelled', words: cancelWords[event.payload.by], more: { ended: event.payload.reason ?? event.payload.by, cancelledBy: event.payload.triggers } }),
  'item-superseded': supersedeItem,
  'stage-reopened': reopenStage,
  'task-assigned': (state, { payload }) => changeItem(state, payload.item, { assignee: payload.assignee, touched: true }),
  'hold-began': beginHold,
  'hold-ended': endHold,
  'clock-started': startClock,
  'clock-paused': (state, { payload }) =>
    changeClock(state, payload.clock, (clock) => ({ ...clock, pauses: [...clock.pauses, { from: payload.from, reason: payload.reason, hold: payload.hold }] })),
  'clock-resumed': (state, { payload, occurredAt }) =>
    changeClock(state, payload.clock, (clock) => ({
      ...clock,
      pauses: clock.pauses.map((pause) => (pause.hold === payload.hold && pause.to === undefined ? { ...pause, to: occurredAt } : pause)),
    })),
  'clock-warned': (state, event) => happenToClock(fire(state, event.payload.clock, { point: -1, occurrence: 1, at: event.occurredAt }), event, 'warning'),
  'clock-due': (state, event) => happenToClock(fire(state, event.payload.clock, { point: -2, occurrence: 1, at: event.occurredAt }), event, 'due'),
  'clock-escalated': (state, { payload, occurredAt }) => fire(state, payload.clock, { point: payload.point, occurrence: payload.occurrence, at: occurredAt }),
  'clock-extension-proposed': (state, event) => happenToClock(addExtension(state, event, 'proposed'), event, 'extension-proposed'),
  'clock-extended': (state, event) => happenToClock(event.payload.proposal === undefined ? addExtension(state, event, 'in-force') : decideExtension(state, event, 'in-force'), event, 'extended'),
  'clock-extension-lapsed': (state, event) => decideExtension(state, event, 'lapsed'),
  'clock-stopped': (state, { payload }) => changeClock(state, payload.clock, (clock) => ({ ...clock, stopped: { at: payload.at, by: payload.by, seq: payload.seq } })),
  'clock-withdrawn': (state, { payload, occurredAt }) => changeClock(state, payload.clock, (clock) => ({ ...clock, withdrawn: { at: occurredAt, reason: payload.reason } })),
  'clock-continued': (state, { payload }) =>
    changeClock(state, payload.clock, ({ stopped: _stopped, withdrawn: _withdrawn, ...clock }) => ({ ...clock, of: payload.of ?? clock.of })),
  'lateness-explained': (state, { payload }) => changeClock(state, payload.clock, (clock) => ({ ...clock, explained: payload.words })),
  'outside-event': (state, event) => addOccurrence(state, `outside.${event.payload.name}`, { seq: event.seq, at: event.occurredAt }),
  'case-closed': (state, { payload, occurredAt }) => ({ ...state, status: 'closed', endedAt: occurredAt, outcome: payload.reason ?? payload.outcome }),
  'case-cancelled': (state, { payload, occurredAt }) => ({ ...state, status: 'cancelled', endedAt: occurredAt, outcome: payload.reason }),
  'case-reopened': (state, event) => {
    const { endedAt: _endedAt, outcome: _outcome, ...rest } = state
    return addOccurrence({ ...rest, status: 'open' }, 'case.reopened', { seq: event.seq, at: event.occurredAt })
  },
  'case-stalled': (state, { payload }) => ({ ...state, stalled: payload.why }),
  'case-settled': ({ stalled: _stalled, ...state }) => state,
  'expression-failed': (state, { payload }) => ({ ...state, warnings: { ...state.warnings, [payload.place]: payload.warning } }),
}

/** What ends with its stage or case was cancelled by nobody, so it starts nothing (semantics 21). */
const cancelWords: Record<Payloads['item-cancelled']['by'], string[]> = {
  rule: ['cancelled-by-rule'], person: ['cancelled-by-person'], chain: ['cancelled-by-person'], 'stage-ended': [], 'case-ended': [],
}

export const noCase: CaseState = {
  id: '', ref: '', caseType: { id: '', version: 0 }, version: 0, status: 'open', openedAt: '', lastAt: '', priority: 'normal',
  fields: {}, items: {}, runs: {}, happened: {}, clocks: {}, holds: [], holdsMade: 0, parties: [], warnings: {},
}

function openCase(state: CaseState, { payload, occurredAt, seq }: EventOf<'case-opened'>): CaseState {
  const opened = { ...state, ...payload, openedAt: occurredAt }
  return addOccurrence(opened, 'case.opened', { seq, at: occurredAt })
}

function makeItems(state: CaseState, { payload, seq }: EventOf<'items-made'>): CaseState {
  const items = { ...state.items }
  const runs = { ...state.runs }
  for (const made of payload.items) {
    items[made.id] = newItem(made, seq)
    runs[made.step] = made.run
  }
  return { ...state, items, runs }
}

function newItem(made: MadeItem, seq: number): Item {
  return { ...made, madeAt: seq, state: 'waiting', triggers: [], holds: [] }
}

function startItem(state: CaseState, event: EventOf<'item-started'>): CaseState {
  const { item, triggers, assignee, until } = event.payload
  const started = happen(state, event, ['started'])
  const change: Partial<Item> = { state: 'live', triggers, startedSeq: event.seq, startedAt: event.occurredAt }
  if (assignee) change.assignee = assignee
  if (until) change.until = until
  return changeItem(started, item, change)
}

function completeTask(state: CaseState, event: EventOf<'task-completed'>): CaseState {
  const { outcome, answers, notes } = event.payload
  const words = outcome === undefined ? ['completed'] : ['completed', outcome, 'any-outcome']
  return endItem(state, event, { ended: 'completed', words, more: { outcome, answers, notes, touched: true, doneBy: doneBy(event) } })
}

function doneBy({ actor }: Pick<CaseEvent, 'actor'>): string | undefined {
  return actor.kind === 'person' ? actor.id : undefined
}

type ItemEnding = EventOf<Extract<EventType, `item-${string}` | `${string}-completed` | 'message-sent' | 'milestone-reached' | 'decision-made' | 'effect-applied' | 'wait-ended' | 'finish-reached'>>

interface Ending {
  ended: Item['state']
  /** The names by which rules know it, after the step's id. */
  words: string[]
  more?: Partial<Item>
}

function endItem(state: CaseState, event: Exclude<ItemEnding, EventOf<'items-made'>>, { ended, words, more }: Ending): CaseState {
  const happened = happen(state, event, words)
  return changeItem(happened, event.payload.item, { ...more, state: ended, endedAt: event.occurredAt, endedSeq: event.seq })
}

/** The old run keeps its answers; what it caused no longer counts (semantics 25). */
function supersedeItem(state: CaseState, { payload }: EventOf<'item-superseded'>): CaseState {
  const happened = withoutOccurrencesOf(state, payload.item)
  return changeItem({ ...state, happened }, payload.item, { state: 'superseded', ended: payload.reason })
}

/** The stage's completion no longer counts, its start does. */
function reopenStage(state: CaseState, { payload, seq }: EventOf<'stage-reopened'>): CaseState {
  const name = `${payload.step}.completed`
  const happened = { ...state.happened, [name]: supersede(state.happened[name] ?? [], payload.item) }
  const { endedAt: _endedAt, endedSeq: _endedSeq, ...stage } = state.items[payload.item]!
  return { ...state, happened, items: { ...state.items, [payload.item]: { ...stage, state: 'live', reopenedAt: seq } } }
}

function withoutOccurrencesOf(state: CaseState, item: string): CaseState['happened'] {
  return Object.fromEntries(Object.entries(state.happened).map(([name, occurrences]) => [name, supersede(occurrences, item)]))
}

function supersede(occurrences: Occurrence[], item: string): Occurrence[] {
  if (!occurrences.some((occurrence) => occurrence.item === item && !occurrence.superseded)) return occurrences
  return occurrences.map((occurrence) => (occurrence.item === item ? { ...occurrence, superseded: true } : occurrence))
}

function beginHold(state: CaseState, { payload, occurredAt }: EventOf<'hold-began'>): CaseState {
  const hold: Hold = { id: payload.hold, reason: payload.reason, from: occurredAt, until: payload.until, notes: payload.notes }
  const counted = { ...state, holdsMade: state.holdsMade + 1 }
  if (payload.on === undefined) return { ...counted, holds: [...state.holds, hold] }
  const item = state.items[payload.on]!
  return changeItem(counted, item.id, { holds: [...item.holds, hold], touched: true })
}

function endHold(before: CaseState, { payload, occurredAt }: EventOf<'hold-ended'>): CaseState {
  const state = { ...before, releasedAt: occurredAt }
  const without = (holds: Hold[]) => holds.filter((hold) => hold.id !== payload.hold)
  if (payload.on === undefined) return { ...state, holds: without(state.holds) }
  return changeItem(state, payload.on, { holds: without(state.items[payload.on]!.holds) })
}

function startClock(state: CaseState, { payload }: EventOf<'clock-started'>): CaseState {
  const { clock: id, rule, terms, trigger, at, of, wait, each } = payload
  const clock: CaseClock = { id, rule, terms, trigger, startedAt: at, pauses: [], fired: [], of, wait, each }
  return { ...state, clocks: { ...state.clocks, [id]: clock } }
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

function happenToClock(state: CaseState, event: EventOf<'clock-warned' | 'clock-due' | 'clock-extension-proposed' | 'clock-extended'>, word: 'warning' | 'due' | 'extension-proposed' | 'extended'): CaseState {
  return addOccurrence(state, `${event.payload.rule}.${word}`, { seq: event.seq, at: event.occurredAt, item: state.clocks[event.payload.clock]?.of })
}

/** Writes down that something happened to an item, under each name that a rule may use for it. */
function happen(state: CaseState, event: { seq: number; occurredAt: string; payload: { item: string; step: string } }, words: string[]): CaseState {
  const { item, step } = event.payload
  const occurrence: Occurrence = { seq: event.seq, at: event.occurredAt, item, parent: state.items[item]?.parent }
  const happened = { ...state.happened }
  for (const word of words) happened[`${step}.${word}`] = [...(happened[`${step}.${word}`] ?? []), occurrence]
  return { ...state, happened }
}

function addOccurrence(state: CaseState, name: string, occurrence: Occurrence): CaseState {
  return { ...state, happened: { ...state.happened, [name]: [...(state.happened[name] ?? []), occurrence] } }
}

function changeItem(state: CaseState, id: string, change: Partial<Item>): CaseState {
  return { ...state, items: { ...state.items, [id]: { ...state.items[id]!, ...change } } }
}

function changeClock(state: CaseState, id: string, change: (clock: CaseClock) => CaseClock): CaseState {
  return { ...state, clocks: { ...state.clocks, [id]: change(state.clocks[id]!) } }
}

