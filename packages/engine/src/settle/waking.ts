import type { ClockRule, Step } from '../case-type/case-type.ts'
import type { Hearers } from '../case-type/listeners.ts'
import type { CaseEvent, EventType } from '../case/event.ts'
import { namesOf } from '../case/event-names.ts'
import type { Turn } from '../case/turn.ts'

/** After these, what happened long ago may count again, or no longer. */
const WAKES_ALL: ReadonlySet<EventType> = new Set(['hold-ended', 'item-superseded', 'stage-reopened', 'run-kept', 'case-reopened', 'clock-continued', 'case-moved', 'message-failed'])

/** The steps and clocks whose rules may have another answer than when they were last asked. */
export interface Awake {
  /** In path order; another list once there are more. */
  steps: () => readonly Step[]
  /** As declared. */
  clocks: () => readonly ClockRule[]
}

/**
 * The case was at rest before some event of the turn, so only whom that event and the later ones concern is asked again: who
 * listens for them, and what they happened to.
 * @param since how many events the turn had when the case was at rest; undefined when it was not
 */
export function awakeSince({ events, context: { caseType } }: Turn, since: number | undefined): Awake {
  const { to, toFields, toToday, toParties, toRecords, toStrands } = caseType.listeners
  const steps = new Set(toToday.steps)
  const clocks = new Set(toToday.clocks)
  let listed: readonly Step[] = since === undefined ? caseType.steps : []
  let isAll = since === undefined
  let heard = since ?? 0
  const wake = (hearers: Hearers | undefined) => {
    if (hearers === undefined) return
    for (const step of hearers.steps) steps.add(step)
    for (const clock of hearers.clocks) clocks.add(clock)
  }
  const hear = (event: CaseEvent) => {
    const { type, payload } = event
    if (WAKES_ALL.has(type)) isAll = true
    for (const name of namesOf(event)) wake(to.get(name))
    if (type === 'party-added' || type === 'party-ended') wake(toParties)
    if (type === 'strand-started' || type === 'strand-ended') wake(toStrands)
    if (type === 'record-linked' || type === 'record-unlinked') wake(toRecords)
    if (type === 'fields-edited' || type === 'record-read') wake(toFields)
    // A clock that starts anew at each occurrence may have another one to start from.
    if (type === 'clock-started') for (const clock of caseType.clocks) if (clock.id === payload.rule) clocks.add(clock)
    for (const id of stepsOf(event)) {
      wake(to.get(id))
      if (caseType.step[id]) steps.add(caseType.step[id])
    }
  }
  const hearAll = () => {
    for (; heard < events.length; heard++) if (!isAll) hear(events[heard]!)
  }
  return {
    steps: () => {
      hearAll()
      if (isAll) listed = caseType.steps
      else if (listed.length < steps.size) listed = [...steps].sort((a, b) => a.order - b.order)
      return listed
    },
    clocks: () => {
      hearAll()
      if (isAll) return caseType.clocks
      return clocks.size === 0 ? [] : caseType.clocks.filter((clock) => clocks.has(clock))
    },
  }
}

/** The steps of whose items an event tells. */
function stepsOf({ type, payload }: CaseEvent): string[] {
  if (type === 'items-made') return payload.items.map(({ step }) => step)
  return 'step' in payload ? [payload.step] : []
}
