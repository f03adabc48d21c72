import type { Listener } from '../case-type/listeners.ts'
import type { CaseEvent, EventType } from '../case/event.ts'
import { namesOf } from '../case/event-names.ts'
import type { Turn } from '../case/turn.ts'

/** After these, what happened long ago may count again, or no longer. */
const WAKES_ALL: ReadonlySet<EventType> = new Set(['hold-ended', 'item-superseded', 'stage-reopened', 'case-reopened', 'clock-continued'])

/** Whether the rules of a step or a clock may have another answer than when they were last asked. */
export type IsAwake = (listener: Listener) => boolean

/**
 * The case was at rest before some event of the turn, so only whom that event and the later ones concern is asked again: who
 * listens for them, and what they happened to.
 * @param since how many events the turn had when the case was at rest; undefined when it was not
 */
export function awakeSince({ events, context: { caseType } }: Turn, since: number | undefined): IsAwake {
  const { to, toFields, toToday } = caseType.listeners
  const awake = new Set(toToday)
  let isAll = since === undefined
  let heard = since ?? 0
  const wake = (listeners: readonly Listener[] = []) => {
    for (const listener of listeners) awake.add(listener)
  }
  const hear = (event: CaseEvent) => {
    const { type, payload } = event
    if (WAKES_ALL.has(type)) isAll = true
    for (const name of namesOf(event)) wake(to.get(name))
    if (type === 'fields-edited' || type === 'record-read') wake(toFields)
    // A clock that starts anew at each occurrence may have another one to start from.
    if (type === 'clock-started') wake(caseType.clocks.filter(({ id }) => id === payload.rule))
    for (const id of stepsOf(event)) {
      wake(to.get(id))
      if (caseType.step[id]) awake.add(caseType.step[id])
    }
  }
  return (listener) => {
    for (; heard < events.length; heard++) hear(events[heard]!)
    return isAll || awake.has(listener)
  }
}

/** The steps of whose items an event tells. */
function stepsOf({ type, payload }: CaseEvent): string[] {
  if (type === 'items-made') return payload.items.map(({ step }) => step)
  return 'step' in payload ? [payload.step] : []
}
