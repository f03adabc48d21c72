import type { CaseEvent, CaseState } from '@casement/engine'

/** Who is to be told what; the words are made when it is delivered. */
export interface NotifyErrand {
  to: { kind: 'person' | 'team' | 'role' | 'owner'; id?: string }
  what: 'warning' | 'due' | 'overdue' | 'case-given' | 'task-given'
  ref: string
  /** The name of the clock or task. */
  about: string
  at: string
}

/** Something outside the case that must happen once because of an event. */
export interface Errand {
  /** Unique for the errand, whatever becomes of it. */
  key: string
  kind: 'notify'
  payload: NotifyErrand
}

/** What events of a case cause outside of it. Muted history causes nothing. */
export function errandsOf(events: CaseEvent[], state: CaseState): Errand[] {
  return events.flatMap((event) => noticesOf(event, state).map((payload, index): Errand => ({ key: `${state.id}/${event.seq}/${index}`, kind: 'notify', payload })))
}

function noticesOf(event: CaseEvent, state: CaseState): NotifyErrand[] {
  const common = { ref: state.ref, at: event.occurredAt }
  switch (event.type) {
    case 'clock-escalated': return event.payload.muted ? [] : escalationNotices(event, state)
    case 'owner-assigned': {
      const { owner } = event.payload
      return owner.kind === 'person' && owner.id !== event.actor.id ? [{ ...common, to: owner, what: 'case-given', about: state.ref }] : []
    }
    case 'task-assigned': {
      const { assignee, item } = event.payload
      return assignee.kind === 'person' && assignee.id !== event.actor.id ? [{ ...common, to: assignee, what: 'task-given', about: state.items[item]?.name ?? item }] : []
    }
    default: return []
  }
}

function escalationNotices(event: Extract<CaseEvent, { type: 'clock-escalated' }>, state: CaseState): NotifyErrand[] {
  const clock = state.clocks[event.payload.clock]
  const point = clock?.terms.escalate[event.payload.point]
  const what = point?.at ?? 'overdue'
  return event.payload.actions.flatMap((action): NotifyErrand[] => {
    if (!('notify' in action)) return []
    const to = action.notify === 'owner' ? { kind: 'owner' as const } : { kind: 'role' as const, id: action.notify }
    return [{ to, what, ref: state.ref, about: clock?.terms.name ?? event.payload.rule, at: event.occurredAt }]
  })
}
