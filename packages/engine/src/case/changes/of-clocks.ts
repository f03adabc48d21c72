import type { ClockMoment, ClockTarget } from '../../clocks/clock.ts'
import type { ClockExtension } from '../../clocks/extension.ts'
import { DUE_POINT, OPENED_POINT, WARNING_POINT } from '../../clocks/moments.ts'
import type { EventOf } from '../event.ts'
import { namesOfClock } from '../event-names.ts'
import type { CaseClock, CaseState } from '../state.ts'
import type { Changes } from './change.ts'
import { strandElement } from './of-strands.ts'
import { happen } from './happen.ts'

export const changesOfClocks = {
  'clock-started': startClock,
  'clock-paused': (state, { payload }) =>
    changeClock(state, payload.clock, (clock) => ({ ...clock, pauses: [...clock.pauses, { from: payload.from, to: payload.to, reason: payload.reason, hold: payload.hold }] })),
  'clock-resumed': (state, { payload, occurredAt }) =>
    changeClock(state, payload.clock, (clock) => ({
      ...clock,
      pauses: clock.pauses.map((pause) => (pause.hold === payload.hold && pause.to === undefined ? { ...pause, to: occurredAt } : pause)),
    })),
  'clock-warned': (state, event) => happenToClock(fire(state, event.payload.clock, { point: WARNING_POINT, occurrence: 1, at: event.occurredAt }), event),
  'clock-opened': (state, event) => happenToClock(fire(state, event.payload.clock, { point: OPENED_POINT, occurrence: 1, at: event.occurredAt }), event),
  'clock-rated': (state, { seq, occurredAt, payload: { clock, allow, why } }) => setTarget(state, clock, { seq, at: occurredAt, how: 'rated', allow, why }),
  'clock-revised': (state, { seq, occurredAt, actor, payload: { clock, allow, on, dueAt, reason } }) => setTarget(state, clock, { seq, at: occurredAt, how: 'revised', allow, on, dueAt, why: reason, who: actor.id }),
  'clock-due': (state, event) => happenToClock(fire(state, event.payload.clock, { point: DUE_POINT, occurrence: 1, at: event.occurredAt }), event),
  'clock-escalated': (state, { payload, occurredAt }) => fire(state, payload.clock, { point: payload.point, occurrence: payload.occurrence, at: occurredAt }),
  'clock-extension-proposed': (state, event) => happenToClock(addExtension(state, event, 'proposed'), event),
  'clock-extended': (state, event) => happenToClock(event.payload.proposal === undefined ? addExtension(state, event, 'in-force') : decideExtension(state, event, 'in-force'), event),
  'clock-extension-lapsed': (state, event) => decideExtension(state, event, 'lapsed'),
  'clock-stopped': (state, { payload }) => changeClock(state, payload.clock, (clock) => ({ ...clock, stopped: { at: payload.at, by: payload.by, seq: payload.seq } })),
  'clock-withdrawn': (state, { payload, occurredAt }) => changeClock(state, payload.clock, (clock) => ({ ...clock, withdrawn: { at: occurredAt, reason: payload.reason, seq: payload.seq } })),
  'clock-continued': continueClock,
  'lateness-explained': (state, { payload }) => changeClock(state, payload.clock, (clock) => ({ ...clock, explained: payload.words })),
} satisfies Changes

function startClock(state: CaseState, { payload }: EventOf<'clock-started'>): CaseState {
  const { clock: id, rule, terms, trigger, mark, at, of, wait, each, strand } = payload
  const clock: CaseClock = { id, rule, terms, trigger, mark, startedAt: at, pauses: [], fired: [], of, wait, each, strand }
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
    if (happened[name]) happened[name] = happened[name].map((occurrence) => (occurrence.item === before ? { seq: occurrence.seq, at: occurrence.at, item: of, element: occurrence.element } : occurrence))
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

/** It takes the place of the target before, which stays to be seen; what has fired may fire again for it. */
function setTarget(state: CaseState, id: string, target: Omit<ClockTarget, 'firedBefore'>): CaseState {
  return changeClock(state, id, (clock) => ({ ...clock, targets: [...(clock.targets ?? []), { ...target, firedBefore: clock.fired.length }] }))
}

/** What became of a proposal once its letter had gone out, or could not go out any more. */
function decideExtension(state: CaseState, { payload: { clock: id, proposal, toldAt } }: EventOf<'clock-extended' | 'clock-extension-lapsed'>, as: ClockExtension['state']): CaseState {
  return changeClock(state, id, (clock) => ({
    ...clock,
    extensions: clock.extensions?.map((extension) => (extension.seq === proposal ? { ...extension, state: as, toldAt, firedBefore: clock.fired.length } : extension)),
  }))
}

type Spoken = 'clock-warned' | 'clock-opened' | 'clock-due' | 'clock-extension-proposed' | 'clock-extended'
type ClockEvent = { [T in Spoken]: EventOf<T> }[Spoken]

function happenToClock(state: CaseState, event: ClockEvent): CaseState {
  const clock = state.clocks[event.payload.clock]
  return happen(state, event, clock?.strand === undefined ? { item: clock?.of } : { item: clock.of, element: strandElement(clock.strand) })
}

function changeClock(state: CaseState, id: string, change: (clock: CaseClock) => CaseClock): CaseState {
  state.clocks[id] = change(state.clocks[id]!)
  return state
}
