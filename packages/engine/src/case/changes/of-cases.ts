import type { EventOf } from '../event.ts'
import type { CaseState, Recorded } from '../state.ts'
import type { Changes } from './change.ts'
import { happen } from './happen.ts'

export const changesOfCases = {
  'case-opened': openCase,
  'record-read': (state, { payload }) => ({ ...state, fields: { ...state.fields, ...payload.values } }),
  'owner-assigned': assignOwner,
  'manager-assigned': (state, { payload }) => ({ ...state, manager: payload.manager }),
  'nobody-found': (state, { payload }) => (payload.on === undefined && !state.owner ? { ...state, nobodyFound: true } : state),
  'helper-added': (state, { payload }) => ({ ...state, helpers: [...(state.helpers ?? []), payload.person] }),
  'helper-removed': (state, { payload }) => ({ ...state, helpers: without(state.helpers, payload.person) }),
  'watch-began': (state, { payload }) => ({ ...state, watchers: [...(state.watchers ?? []), payload.person] }),
  'watch-ended': (state, { payload }) => ({ ...state, watchers: without(state.watchers, payload.person) }),
  'fields-edited': (state, { payload }) => ({ ...state, fields: { ...state.fields, ...payload.values } }),
  'priority-set': (state, { payload }) => ({ ...state, priority: payload.priority }),
  'party-added': (state, { payload }) => ({ ...state, parties: [...state.parties, payload.party] }),
  'party-ended': (state, { payload }) => ({ ...state, parties: state.parties.map((party) => (party.id === payload.party ? { ...party, ended: true } : party)) }),
  'record-linked': (state, { payload: { link, record, role } }) => ({ ...state, records: [...(state.records ?? []), { id: link, record, role }] }),
  'record-unlinked': (state, { payload }) => ({ ...state, records: state.records?.map((linked) => (linked.id === payload.link ? { ...linked, ended: true } : linked)) }),
  'note-added': (state) => state,
  'advice-given': (state) => state,
  'interaction-recorded': (state, event) => ({ ...state, interactions: [...(state.interactions ?? []), recorded(event)] }),
  'cost-recorded': (state, event) => ({ ...state, costs: [...(state.costs ?? []), recorded(event)] }),
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
} satisfies Changes

function openCase(state: CaseState, event: EventOf<'case-opened'>): CaseState {
  const { actor, payload, occurredAt } = event
  const { reason: _reason, ...opened } = payload
  return happen({ ...state, ...opened, openedAt: occurredAt, openedBy: actor.kind === 'person' ? actor.id : undefined }, event)
}

function recorded<What>({ payload, seq, occurredAt, actor }: { payload: What; seq: number; occurredAt: string; actor: { id: string } }): Recorded<What> {
  return { ...payload, seq, at: occurredAt, who: actor.id }
}

/** Whoever owns a case helps with it no more. */
function assignOwner({ nobodyFound: _nobodyFound, ownerCoversFor: _covers, ...state }: CaseState, { payload: { owner, coverFor } }: EventOf<'owner-assigned'>): CaseState {
  const after: CaseState = { ...state, owner }
  if (coverFor !== undefined) after.ownerCoversFor = coverFor
  if (owner.kind === 'person' && state.helpers?.includes(owner.id)) after.helpers = without(state.helpers, owner.id)
  return after
}

function without(people: string[] = [], person: string): string[] {
  return people.filter((one) => one !== person)
}
