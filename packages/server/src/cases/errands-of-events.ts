import { type Answers, type Assignee, type CaseEvent, type CaseState, type Payloads, type Recipient, type Subject, holderOf, isToldLate } from '@casement/engine'

/** Who is to be told what; the words are made when it is delivered. */
export interface NotifyErrand {
  to: { kind: 'person' | 'team' | 'role' | 'owner'; id?: string }
  what: 'warning' | 'due' | 'overdue' | 'case-given' | 'task-given' | 'not-done' | 'helps' | 'case-changed-hands' | 'case-closed' | 'case-cancelled' | 'case-reopened' | 'not-opened'
  ref: string
  /** The name of the clock or task. */
  about: string
  at: string
  /** It is told long after its moment. */
  late?: boolean
  /** Told in the morning, with what else waits for the person. */
  digest?: boolean
  /** Told outside working hours too. */
  urgent?: boolean
}

/** A case that another asked for; `request` is the number of the event that did. */
export interface OpenCaseErrand extends Omit<Payloads['case-asked-for'], 'from'> {
  ref: string
  request: number
}

export interface LinkCaseErrand extends Omit<Payloads['link-asked-for'], 'from' | 'ref'> {
  ref: string
  request: number
  other: string
}

/** Cases that hang on this one are to hear whether it is open. */
export interface TellLinkedErrand {
  ref: string
  others: string[]
}

/** Another system is to be told, by the name that the case type gives it. */
export interface WebhookErrand extends Omit<Payloads['webhook-asked-for'], 'from'> {
  ref: string
  request: number
  at: string
}

/** A case that what happened to a record opens; the four parts of `opening` are the key of its row. */
export interface OpenForRecordErrand {
  opening: { caseType: string; kind: string; record: string; number: number }
  reason: string
  subject?: Subject
  fields: Answers
  unlessOpen?: boolean
}

/** What each kind of errand needs to be done. */
export interface ErrandPayloads {
  notify: NotifyErrand
  'open-case': OpenCaseErrand
  'open-for-record': OpenForRecordErrand
  'link-case': LinkCaseErrand
  'tell-linked': TellLinkedErrand
  webhook: WebhookErrand
}

export type ErrandKind = keyof ErrandPayloads

/** Something outside the case that must happen once because of an event; the key is unique for it, whatever becomes of it. */
export type Errand = { [Kind in ErrandKind]: { key: string; kind: Kind; payload: ErrandPayloads[Kind] } }[ErrandKind]

type Unkeyed = { [Kind in ErrandKind]: { kind: Kind; payload: ErrandPayloads[Kind] } }[ErrandKind]

/** What events of a case cause outside of it. Muted history causes nothing. */
export function errandsOf(events: CaseEvent[], state: CaseState): Errand[] {
  const answered = new Set(events.flatMap((event) => (event.type === 'request-failed' ? [event.payload.request] : [])))
  return events.flatMap((event) => {
    const notices = noticesOf(event, state).map((payload): Unkeyed => ({ kind: 'notify', payload }))
    const asked = answered.has(event.seq) ? [] : deedsOf(event, state)
    return [...notices, ...asked].map((errand, index): Errand => ({ key: `${state.id}/${event.seq}/${index}`, ...errand }))
  })
}

function deedsOf(event: CaseEvent, { ref, links = [] }: CaseState): Unkeyed[] {
  switch (event.type) {
    case 'case-asked-for': {
      const { from: _from, ...payload } = event.payload
      return [{ kind: 'open-case', payload: { ...payload, ref, request: event.seq } }]
    }
    case 'link-asked-for': return [{ kind: 'link-case', payload: { ref, request: event.seq, other: event.payload.ref, link: event.payload.link, reason: event.payload.reason } }]
    case 'webhook-asked-for': {
      const { from: _from, ...payload } = event.payload
      return [{ kind: 'webhook', payload: { ...payload, ref, request: event.seq, at: event.occurredAt } }]
    }
    case 'case-closed':
    case 'case-cancelled':
    case 'case-reopened': {
      const others = links.filter(({ link, way }) => link === 'blocks' && way === 'to').map((link) => link.ref)
      return others.length === 0 ? [] : [{ kind: 'tell-linked', payload: { ref, others } }]
    }
    default: return []
  }
}

function noticesOf(event: CaseEvent, state: CaseState): NotifyErrand[] {
  const common = { ref: state.ref, at: event.occurredAt }
  const given = (to: Assignee | undefined, what: NotifyErrand['what'], about: string): NotifyErrand[] => (to?.kind === 'person' && to.id !== event.actor.id ? [{ ...common, to, what, about }] : [])
  const watched = (what: NotifyErrand['what']) => (state.watchers ?? []).flatMap((id) => given({ kind: 'person', id }, what, state.ref))
  switch (event.type) {
    case 'clock-escalated': return event.payload.muted ? [] : escalationNotices(event, state)
    case 'owner-assigned': return [...given(event.payload.owner, 'case-given', state.ref), ...watched('case-changed-hands')]
    case 'task-assigned': return given(event.payload.assignee, 'task-given', state.items[event.payload.item]?.name ?? event.payload.item)
    // Whom a rule chose knows nothing of it yet.
    case 'item-started': return event.payload.by === undefined ? [] : given(event.payload.assignee, 'task-given', state.items[event.payload.item]?.name ?? event.payload.item)
    case 'helper-added': return given({ kind: 'person', id: event.payload.person }, 'helps', state.ref)
    case 'request-failed': return [{ ...common, to: state.owner ? { kind: 'owner' } : { kind: 'role', id: 'manager' }, what: 'not-done', about: state.ref }]
    case 'case-closed': return watched('case-closed')
    case 'case-cancelled': return watched('case-cancelled')
    case 'case-reopened': return watched('case-reopened')
    default: return []
  }
}

function escalationNotices(event: Extract<CaseEvent, { type: 'clock-escalated' }>, state: CaseState): NotifyErrand[] {
  const clock = state.clocks[event.payload.clock]
  const point = clock?.terms.escalate[event.payload.point]
  const what = point?.at ?? 'overdue'
  const late = isToldLate(event) || undefined
  return event.payload.actions.flatMap((action): NotifyErrand[] => {
    if (!('notify' in action)) return []
    const { digest, urgent } = action
    return [action.notify].flat().map((to) => ({ to: recipientOf(to, state), what, ref: state.ref, about: clock?.terms.name ?? event.payload.rule, at: event.occurredAt, late, digest, urgent }))
  })
}

/** A manager who was named for the case is told alone; else whoever manages the owner, found when it is delivered. */
function recipientOf(to: Recipient, { manager }: CaseState): NotifyErrand['to'] {
  if (to === 'owner') return { kind: 'owner' }
  if (to === 'manager' && manager && manager.kind !== 'owner') return manager
  return holderOf(to)
}
