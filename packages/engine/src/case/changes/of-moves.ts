import type { EventOf, MovedItem, Trigger } from '../event.ts'
import { runId, type CaseClock, type CaseState, type Item, type Occurrence } from '../state.ts'
import type { Changes } from './change.ts'
import { newItem } from './of-items.ts'

export const changesOfMoves = { 'case-moved': moveCase } satisfies Changes

/** The case goes on with another version: all that was made keeps its name, and belongs from here on to the steps and clocks of that version. */
function moveCase(state: CaseState, { seq, payload }: EventOf<'case-moved'>): CaseState {
  const { from, to, names, runs } = payload
  const moved = new Map(payload.items.map((one) => [one.item, one]))
  const isPlain = Object.keys(names).length === 0
  const items = { ...state.items }
  for (const item of Object.values(items)) if (!isPlain || moved.has(item.id)) items[item.id] = moveItem(item, moved.get(item.id), names)
  for (const made of payload.made) items[made.id] = newItem(made, seq)
  const clocks = isPlain ? state.clocks : Object.fromEntries(Object.values(state.clocks).map((clock) => [clock.id, moveClock(clock, names)]))
  const happened = isPlain && moved.size === 0 ? state.happened : moveNames(state.happened, { names, moved })
  const { isRenamed: _before, ...rest } = state
  const after: CaseState = { ...rest, caseType: to, items, runs, clocks, happened, warnings: {}, moves: [...(state.moves ?? []), { seq, from, names }] }
  return hasOtherNames(after) ? { ...after, isRenamed: true } : after
}

function hasOtherNames({ items, clocks }: CaseState): boolean {
  if (Object.values(items).some(({ id, step, run }) => id !== runId(step, run))) return true
  return Object.values(clocks).some(({ id, rule }) => !id.startsWith(`${rule}.`))
}

function moveItem(item: Item, moved: MovedItem | undefined, names: Record<string, string>): Item {
  const { item: _id, parent, ...change } = moved ?? { item: item.id }
  const { outcome, triggers, cancelledBy } = item
  const after: Item = { ...item, ...change, triggers: triggers.map((trigger) => renamedTrigger(names, trigger)) }
  if (outcome !== undefined) after.outcome = outcome.split(', ').map((one) => renamed(names, `${item.step}.${one}`).slice(after.step.length + 1)).join(', ')
  if (cancelledBy !== undefined) after.cancelledBy = cancelledBy.map((trigger) => renamedTrigger(names, trigger))
  if (parent === null) delete after.parent
  else if (parent !== undefined) after.parent = parent
  return after
}

function moveClock(clock: CaseClock, names: Record<string, string>): CaseClock {
  const { rule, trigger, stopped, terms } = clock
  const after: CaseClock = { ...clock, rule: renamed(names, rule), trigger: renamedTrigger(names, trigger) }
  if (stopped !== undefined) after.stopped = { ...stopped, by: renamed(names, stopped.by) }
  const { extend } = terms
  if (extend?.noticeBeforeDue !== undefined) after.terms = { ...terms, extend: { ...extend, noticeBeforeDue: renamed(names, extend.noticeBeforeDue) } }
  return after
}

/** Two names may become one: then what happened under either is remembered in the order in which it happened. */
function moveNames(happened: CaseState['happened'], { names, moved }: { names: Record<string, string>; moved: Map<string, MovedItem> }): CaseState['happened'] {
  const after: CaseState['happened'] = {}
  for (const [name, occurrences] of Object.entries(happened)) {
    const to = renamed(names, name)
    const both = [...(after[to] ?? []), ...occurrences.map((occurrence) => moveOccurrence(occurrence, moved))]
    after[to] = both.sort((a, b) => a.seq - b.seq)
  }
  return after
}

/** What happened to an item happened in the stage in which that now lies. */
function moveOccurrence(occurrence: Occurrence, moved: Map<string, MovedItem>): Occurrence {
  const parent = moved.get(occurrence.item ?? '')?.parent
  if (parent === undefined) return occurrence
  const { parent: _before, ...rest } = occurrence
  return parent === null ? rest : { ...rest, parent }
}

function renamedTrigger(names: Record<string, string>, { name, seq }: Trigger): Trigger {
  return { name: renamed(names, name), seq }
}

/** What a step, a clock or an event of one is called from here on: an outcome may have a new name beside that of its step. */
export function renamed(names: Record<string, string>, name: string): string {
  if (Object.hasOwn(names, name)) return names[name]!
  const dot = name.indexOf('.')
  const subject = dot < 0 ? name : name.slice(0, dot)
  return Object.hasOwn(names, subject) ? `${names[subject]}${name.slice(subject.length)}` : name
}
