import type { CaseEvent, EventOf, MadeItem } from '../event.ts'
import { nameOfAll } from '../event-names.ts'
import type { CaseState, Item, Occurrence } from '../state.ts'
import type { Changes } from './change.ts'
import { happen } from './happen.ts'

export const changesOfItems = {
  'items-made': makeItems,
  'start-planned': (state, { payload }) => changeItem(state, payload.item, { plannedAt: payload.at, plannedOn: payload.on, slot: payload.slot }),
  'slot-passed': (state, event) => changeItem(happen(state, event), event.payload.item, { plannedAt: undefined, plannedOn: undefined, passed: event.payload.at }),
  'item-offered': (state, event) => changeItem(happen(state, event), event.payload.item, { state: 'offered', triggers: event.payload.triggers, startedSeq: event.seq, offeredAt: event.occurredAt }),
  'item-started': startItem,
  'draft-saved': (state, { payload: { item, step: _step, ...draft }, occurredAt, actor }) => changeItem(state, item, { draft: { ...draft, at: occurredAt, who: actor.id }, touched: true }),
  'waiting-on-set': (state, { payload }) => changeItem(state, payload.item, { waitingOn: payload.waitingOn }),
  'task-completed': completeTask,
  'message-prepared': (state, event) => (event.payload.as ? changeItem(happen(state, event), event.payload.item, { message: event.payload.as }) : happen(state, event)),
  'message-withheld': (state) => state,
  'message-ready': (state, { payload, actor }) => changeItem(state, payload.item, { message: 'ready', readyBy: actor.id, touched: true }),
  'message-approved': (state, { payload }) => changeItem(state, payload.item, { message: 'approved', touched: true }),
  'message-returned': (state, { payload }) => changeItem(state, payload.item, { message: 'draft', touched: true }),
  'message-failed': failMessage,
  'message-sent': (state, event) => endItem(state, event, { state: 'completed', notes: event.payload.notes, doneBy: doneBy(event) }),
  'milestone-reached': (state, event) => endItem(state, event, { state: 'completed', notes: event.payload.notes }),
  'decision-made': (state, event) => endItem(state, event, { state: 'completed', outcome: event.payload.branches.join(', ') }),
  'effect-applied': (state, event) => endItem(state, event, { state: 'completed' }),
  'wait-moved': (state, { payload }) => changeItem(state, payload.item, { until: payload.until }),
  'wait-ended': (state, event) => endItem(state, event, { state: 'completed', outcome: event.payload.how }),
  'stage-completed': (state, event) => endItem(state, event, { state: 'completed', outcome: event.payload.outcome, notes: event.payload.notes }),
  'finish-reached': (state, event) => endItem(state, event, { state: 'completed', outcome: event.payload.outcome }),
  'item-skipped': (state, event) => endItem(state, event, { state: 'skipped', ended: event.payload.reason }),
  'item-cancelled': (state, event) => endItem(state, event, { state: 'cancelled', ended: event.payload.reason ?? event.payload.by, cancelledBy: event.payload.triggers }),
  'item-superseded': supersedeItem,
  'stage-reopened': reopenStage,
  'path-restarted': (state) => state,
  'run-kept': keepRun,
  'stage-moved': (state) => state,
  'elements-ended': (state, event) => happen(state, event, { parent: event.payload.parent }),
  'task-assigned': assignTask,
} satisfies Changes

function makeItems(state: CaseState, { payload, seq }: EventOf<'items-made'>): CaseState {
  for (const made of payload.items) {
    state.items[made.id] = newItem(made, seq)
    state.runs[made.step] = made.run
  }
  return state
}

export function newItem(made: MadeItem, seq: number): Item {
  return { ...made, madeAt: seq, state: 'waiting', triggers: [], holds: [] }
}

function startItem(state: CaseState, event: EventOf<'item-started'>): CaseState {
  const { item, triggers, assignee, until, coverFor } = event.payload
  const started = happen(state, event)
  const change: Partial<Item> = { state: 'live', triggers, startedSeq: event.seq, startedAt: event.occurredAt }
  if (assignee) change.assignee = assignee
  if (until) change.until = until
  if (coverFor) change.coverFor = coverFor
  return changeItem(started, item, change)
}

function assignTask(state: CaseState, { payload, actor }: EventOf<'task-assigned'>): CaseState {
  const { coverFor: _coverFor, ...item } = state.items[payload.item]!
  state.items[payload.item] = { ...item, assignee: payload.assignee }
  if (payload.coverFor !== undefined) changeItem(state, payload.item, { coverFor: payload.coverFor })
  return actor.kind === 'system' ? state : changeItem(state, payload.item, { touched: true })
}

function completeTask(state: CaseState, event: EventOf<'task-completed'>): CaseState {
  const { outcome, answers, notes, assessment } = event.payload
  return endItem(state, event, { state: 'completed', outcome, answers, notes, touched: true, doneBy: doneBy(event), ...(assessment ? { assessment } : {}) })
}

function doneBy({ actor }: Pick<CaseEvent, 'actor'>): string | undefined {
  return actor.kind === 'person' ? actor.id : undefined
}

type Ending = 'task-completed' | 'message-sent' | 'milestone-reached' | 'decision-made' | 'effect-applied' | 'wait-ended' | 'stage-completed' | 'finish-reached' | 'item-skipped' | 'item-cancelled'
type ItemEnding = { [T in Ending]: EventOf<T> }[Ending]

function endItem(state: CaseState, event: ItemEnding, end: Partial<Item> & Pick<Item, 'state'>): CaseState {
  const { item } = event.payload
  const ended = changeItem(happen(state, event), item, { ...end, endedAt: event.occurredAt, endedSeq: event.seq })
  // What was written down of it is in its answers now, or came to nothing.
  delete ended.items[item]!.draft
  return ended
}

/** The old run keeps its answers; what it caused no longer counts (semantics 25). What a clock of the case said of it does: that clock runs on. */
function supersedeItem(state: CaseState, { payload }: EventOf<'item-superseded'>): CaseState {
  const { parent, endedSeq = Infinity } = state.items[payload.item]!
  const ofAll = nameOfAll(payload.step)
  const happened = supersede(state, (one, name) => (name === ofAll ? one.parent === parent && one.seq > endedSeq : one.item === payload.item && name.startsWith(`${payload.step}.`)))
  return changeItem({ ...state, happened }, payload.item, { state: 'superseded', ended: payload.reason })
}

/** What was sent has not arrived: it is to be sent once more, and that it was sent no longer counts (semantics 35). */
function failMessage(state: CaseState, event: EventOf<'message-failed'>): CaseState {
  const { endedAt: _endedAt, endedSeq, doneBy: _doneBy, notes: _notes, ...item } = state.items[event.payload.item]!
  const happened = endedSeq === undefined ? state.happened : supersede(state, ({ seq }) => seq === endedSeq)
  state.items[item.id] = { ...item, state: 'live', message: 'failed', touched: true }
  return happen({ ...state, happened }, event)
}

/** How the stage ended no longer counts, its start does. */
function reopenStage(state: CaseState, { payload, seq }: EventOf<'stage-reopened'>): CaseState {
  const { endedAt: _endedAt, endedSeq, ended: _ended, outcome: _outcome, ...stage } = state.items[payload.item]!
  const happened = supersede(state, (occurrence) => occurrence.seq === endedSeq)
  state.items[payload.item] = { ...stage, state: 'live', reopenedAt: seq }
  return { ...state, happened }
}

/** A run that still counts lies from here on in the new run of its stage, with all that happened to it (semantics 27). */
function keepRun(state: CaseState, { payload: { item, step, parent } }: EventOf<'run-kept'>): CaseState {
  for (const [name, occurrences] of Object.entries(state.happened)) {
    if (name.startsWith(`${step}.`) && occurrences.some((occurrence) => occurrence.item === item)) {
      state.happened[name] = occurrences.map((occurrence) => (occurrence.item === item ? { ...occurrence, parent } : occurrence))
    }
  }
  return changeItem(state, item, { parent })
}

function supersede({ happened }: CaseState, isGone: (occurrence: Occurrence, name: string) => boolean): CaseState['happened'] {
  return Object.fromEntries(Object.entries(happened).map(([name, occurrences]) => {
    const some = occurrences.some((occurrence) => isGone(occurrence, name) && !occurrence.superseded)
    return [name, some ? occurrences.map((occurrence) => (isGone(occurrence, name) ? { ...occurrence, superseded: true } : occurrence)) : occurrences]
  }))
}

export function changeItem(state: CaseState, id: string, change: Partial<Item>): CaseState {
  state.items[id] = { ...state.items[id]!, ...change }
  return state
}
