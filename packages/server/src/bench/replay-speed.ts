import { type CaseEvent, decide, isUnfinished, replay } from '@casement/engine'
import { exampleActor } from '@casement/case-types'
import { type Story, benchCalendar, engineStories, playThrough } from './engine-speed.ts'
import type { LongCase } from './long-case.ts'
import { type Seconds, bestOf } from './timed.ts'

/** Events of the figure. */
const EVENTS = 1_000_000
const RUNS = 3
const TIMES = 20

/** A million events replayed, in memory: half of them of cases of 10,000, half of the library's longest examples. */
export function measureReplay(longCase: LongCase): Seconds {
  const short = engineStories().map(eventsOf)
  return bestOf(RUNS, () => {
    for (let replayed = 0; replayed < EVENTS / 2; replayed += longCase.events.length) replay(longCase.events)
    for (let one = 0, replayed = 0; replayed < EVENTS / 2; one++) {
      const events = short[one % short.length]!
      replay(events)
      replayed += events.length
    }
  })
}

/** What a case of 10,000 events takes in memory: to be made from its events, a note, and the completion of a task. */
export type LongCaseInMemory = Record<'replay' | 'note' | 'complete', Seconds>

export function measureLongCaseInMemory({ events, state, caseType, deeds }: LongCase): LongCaseInMemory {
  const visit = Object.values(state.items).find((item) => item.step === 'visit' && isUnfinished(item))!
  const context = { now: deeds.at(-1)!.now, actor: exampleActor(), caseType, calendar: benchCalendar }
  return {
    replay: bestOf(TIMES, () => replay(events)),
    note: bestOf(TIMES, () => decide(state, { type: 'add-note', text: 'She rang again.' }, context)),
    complete: bestOf(TIMES, () => decide(state, { type: 'complete-task', task: visit.id, outcome: 'in-order' }, context)),
  }
}

function eventsOf(story: Story): CaseEvent[] {
  const events: CaseEvent[] = []
  playThrough(story, events)
  return events
}
