import type { CaseType, Step } from '../case-type/case-type.ts'
import { isSameElement, type Within } from '../case/element.ts'
import type { MadeItem, MovedItem } from '../case/event.ts'
import { isUnfinished, runId, type CaseState, type Item } from '../case/state.ts'
import { elementsOf } from '../settle/element-sets.ts'

/** Where the items of a case lie in another version, which new ones its open stages make there, and how many runs each step has had. */
export interface Layout {
  items: MovedItem[]
  made: MadeItem[]
  runs: Record<string, number>
}

/** A case on its way to another version. */
export interface Moving {
  state: CaseState
  from: CaseType
  to: CaseType
  /** The step that takes the place of one; undefined where none does. */
  placeOf: (step: string) => string | undefined
  /** The items of the case by the step that takes the place of theirs, in the order in which they were made. */
  itemsAt: Map<string | undefined, Item[]>
}

export function movingTo(to: CaseType, { state, from, placeOf }: Pick<Moving, 'state' | 'from' | 'placeOf'>): Moving {
  return { state, from, to, placeOf, itemsAt: Map.groupBy(Object.values(state.items), ({ step }) => placeOf(step)) }
}

export function layOutItems(moving: Moving): Layout {
  const { state, placeOf } = moving
  const numbers = new RunNumbers(state)
  const all = Object.values(state.items)
  const own = (item: Item) => item.id === runId(placeOf(item.step) ?? item.step, item.run)
  for (const item of all.filter(own)) numbers.keep(placeOf(item.step) ?? item.step, item.run)
  const items = all.flatMap((item) => {
    const step = placeOf(item.step)
    if (step === undefined) return []
    const run = own(item) ? item.run : numbers.next(step)
    const moved = changesOf(item, { step, run, moving })
    return Object.keys(moved).length > 1 ? [moved] : []
  })
  const made = newItems(moving, numbers)
  return { items, made, runs: numbers.used() }
}

/** The stage item in which an item would lie; null at the top of the path, undefined where that stage has not been opened. */
export function findParent({ state, to, placeOf, itemsAt }: Moving, { step, parent }: Pick<Item, 'step' | 'parent'>): Item | null | undefined {
  const stage = to.step[placeOf(step) ?? '']?.parent
  if (stage === undefined) return null
  const around = state.items[parent ?? '']
  if (around && placeOf(around.step) === stage) return around
  const runs = itemsAt.get(stage) ?? []
  return runs.findLast(({ state: now }) => now === 'live') ?? runs.findLast(({ startedSeq }) => startedSeq !== undefined)
}

function changesOf(item: Item, { step: id, run, moving }: { step: string; run: number; moving: Moving }): MovedItem {
  const moved: MovedItem = { item: item.id }
  const step = moving.to.step[id]
  if (id !== item.step) moved.step = id
  if (run !== item.run) moved.run = run
  if (!step) return moved
  if (isUnfinished(item) && step.name !== item.name && item.name === moving.from.step[item.step]?.name) moved.name = step.name
  const parent = findParent(moving, item)
  if (parent !== undefined && parent?.id !== item.parent) moved.parent = parent?.id ?? null
  return moved
}

/** What the open scopes of the new version hold and the case does not have yet: its new steps, and another run of what may now be repeated. */
function newItems(moving: Moving, numbers: RunNumbers): MadeItem[] {
  const { state, to, placeOf } = moving
  const stages = Object.values(state.items).filter((item) => item.kind === 'stage' && item.state === 'live')
  const top = { within: {} as Within, steps: to.steps.filter((step) => step.parent === undefined) }
  const inside = stages.map(({ id, step, element }) => ({ within: { parent: id, element } as Within, steps: to.step[placeOf(step) ?? '']?.children ?? [] }))
  return [top, ...inside].flatMap(({ within, steps }) => steps.filter((step) => !step.onDemand).flatMap((step) => placesOf(moving, step, within)).flatMap(({ step, place }) => {
    const since = findMark(moving, step, place)
    return since === undefined ? [] : [{ ...numbers.make(step), ...place, since }]
  }))
}

/** Once in the scope, or once for each of that for which the step is done there. One that was for each before has followed its set already. */
function placesOf({ state, from, to, placeOf }: Moving, step: Step, within: Within): { step: Step; place: Within }[] {
  if (step.forEach === undefined) return [{ step, place: within }]
  if (from.forEach.some(({ id }) => placeOf(id) === step.id)) return []
  return elementsOf(state, to, step.forEach).map((element) => ({ step, place: { parent: within.parent, element } }))
}

/** From where a new item of a step would listen; undefined where the scope needs none. */
function findMark(moving: Moving, step: Step, { parent, element }: Within): number | undefined {
  const { from, placeOf, itemsAt } = moving
  const runs = (itemsAt.get(step.id) ?? []).filter((item) => (findParent(moving, item)?.id ?? undefined) === parent && isSameElement(item.element, element))
  const standing = runs.filter((item) => !wasLeftOut(item))
  if (standing.length === 0) return runs.at(-1)?.since ?? 0
  const last = standing.findLast(({ startedSeq }) => startedSeq !== undefined)
  const begun = standing.filter(({ state: now }) => now !== 'waiting' && now !== 'superseded').length
  if (!step.repeat || !last || from.steps.some(({ id, repeat }) => repeat && placeOf(id) === step.id) || standing.some(({ state: now }) => now === 'waiting') || begun >= step.repeat.atMost) return undefined
  return last.startedSeq
}

/** A move to a version without it cancelled it: in a version with it, it waits again. */
function wasLeftOut({ state, ended }: Item): boolean {
  return state === 'cancelled' && ended === 'case-moved'
}

/** Numbers of runs, none given twice: an item keeps the id with which it was made, so that of another is never given again. */
class RunNumbers {
  readonly #taken: Map<string, number>
  readonly #runs = new Map<string, number>()

  constructor({ items, runs }: CaseState) {
    this.#taken = new Map(Object.entries(runs))
    for (const [id] of Object.entries(items)) {
      const dot = id.lastIndexOf('.')
      const [step, run] = [id.slice(0, dot), Number(id.slice(dot + 1))]
      if (run > (this.#taken.get(step) ?? 0)) this.#taken.set(step, run)
    }
  }

  keep(step: string, run: number): void {
    this.#runs.set(step, Math.max(run, this.#runs.get(step) ?? 0))
  }

  next(step: string): number {
    const run = Math.max(this.#taken.get(step) ?? 0, this.#runs.get(step) ?? 0) + 1
    this.keep(step, run)
    return run
  }

  make({ id, kind, name }: Step): Omit<MadeItem, 'since'> {
    const run = this.next(id)
    return { id: runId(id, run), step: id, kind, name, run }
  }

  /** With numbers that are taken by the ids of others counted as used. */
  used(): Record<string, number> {
    return Object.fromEntries([...new Set([...this.#taken.keys(), ...this.#runs.keys()])].map((step) => [step, Math.max(this.#taken.get(step) ?? 0, this.#runs.get(step) ?? 0)]))
  }
}
