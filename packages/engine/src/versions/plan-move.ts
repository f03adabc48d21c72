import { getStep, type CaseType } from '../case-type/case-type.ts'
import { isBeside } from '../case/element.ts'
import type { MadeItem, Payloads } from '../case/event.ts'
import { isUnfinished, itemsOf, type CaseClock, type CaseState, type Item } from '../case/state.ts'
import { asItStands, beginTurn, record, type Turn } from '../case/turn.ts'
import { isRunning } from '../settle/clocks.ts'
import { cancelItem } from '../settle/end-item.ts'
import { isFull, startingTriggers } from '../settle/ready.ts'
import { isLaterRun } from '../settle/recurrence.ts'
import { findParent, layOutItems, movingTo, type Layout, type Moving } from './lay-out-items.ts'
import { placeIn, type MoveChoice, type MoveOrder } from './step-map.ts'

/** Something of a case that somebody has to decide before it can move. */
export interface OpenChoice {
  /** The task or clock of the case by its id. */
  about: string
  /** The step or the clock that it is of, for a choice that holds in every case. */
  step: string
  name: string
  words: string
  options: MoveChoice[]
}

/** What moving a case comes to. */
export interface MovePlan {
  cancelled: Item[]
  withdrawn: CaseClock[]
  moved: Payloads['case-moved']
  open: OpenChoice[]
}

export interface MovingCase extends MoveOrder {
  to: CaseType
  reason?: string
}

/** Works out, on a case as the turn has left it, what goes on with the other version and what has to be chosen (semantics 36). Changes nothing. */
export function planMove(turn: Turn, moving: MovingCase): MovePlan {
  const trial = beginTurn(asItStands(turn), turn.context)
  const { to, map } = moving
  const placeOf = placeIn(to, map)
  const from = turn.context.caseType
  const sorting = { ...moving, ...movingTo(to, { state: trial.state, from, placeOf }) }
  const work = sortWork(sorting)
  const clocks = sortClocks(sorting)
  leaveOut(trial, { cancelled: work.gone, withdrawn: clocks.gone })
  const layout = layOutItems(movingTo(to, { state: trial.state, from, placeOf }))
  const at = { from: trial.state.caseType, to: { id: to.id, version: to.version }, names: namesFor(trial.state, placeOf), reason: moving.reason }
  const begun = beginAnew(trial, { moving, moved: { ...at, ...layout }, before: turn })
  leaveOut(trial, { cancelled: begun.gone, withdrawn: [] })
  return { cancelled: [...work.gone, ...begun.gone], withdrawn: clocks.gone, moved: { ...at, ...begun.layout }, open: [...work.open, ...clocks.open, ...begun.open] }
}

/** Ends what has no place in the other version: it starts nothing, and nobody did it. */
export function leaveOut(turn: Turn, { cancelled, withdrawn }: Pick<MovePlan, 'cancelled' | 'withdrawn'>): void {
  for (const { id } of cancelled) {
    const item = turn.state.items[id]!
    if (isUnfinished(item)) cancelItem(turn, item, { by: 'case-moved' })
  }
  for (const { id } of withdrawn) record(turn, 'clock-withdrawn', { clock: id, reason: 'not in the new version' })
}

type Sorting = MovingCase & Moving

/** Work goes on where the other version has its step, in a stage that is open; what it has no place for is chosen about. */
function sortWork(sorting: Sorting): { gone: Item[]; open: OpenChoice[] } {
  const { state } = sorting
  const gone: Item[] = []
  const open: OpenChoice[] = []
  const goes = (id: string | undefined): boolean => id !== undefined && (gone.some((item) => item.id === id) || goes(state.items[id]?.parent))
  for (const item of Object.values(state.items).filter(isUnfinished)) {
    const why = goes(item.parent) ? undefined : whyHomeless(item, sorting)
    if (why === undefined) continue
    gone.push(item)
    const isSettled = choiceFor(sorting, item.id, item.step) === 'cancel' || (isUntouched(item) && (why.isSilent || state.moves?.some(({ seq }) => seq === item.madeAt)))
    if (!isSettled) open.push({ about: item.id, step: item.step, name: item.name, words: why.words, options: ['cancel'] })
  }
  return { gone, open }
}

/** Why work has no place in the other version. What only waits for its stage is made anew when that opens, so nobody need be asked. */
function whyHomeless(item: Item, sorting: Sorting): { words: string; isSilent: boolean } | undefined {
  const { state, from, to, placeOf } = sorting
  const place = placeOf(item.step)
  if (place === undefined) return { words: `${item.name} is ${statesInWords[item.state]}, and version ${to.version} has no such step.`, isSilent: false }
  const step = to.step[place]
  if (!step) return undefined
  const parent = findParent(sorting, item)
  if (parent === undefined || (parent && !isUnfinished(parent))) return { words: `${item.name} is ${statesInWords[item.state]}, and in version ${to.version} it belongs to ${to.step[step.parent ?? '']?.name ?? 'a stage'}, which ${parent ? 'has ended' : 'is not open'}.`, isSilent: parent === undefined }
  const isOneTooMany = item.state === 'waiting' && !step.repeat && itemsOf(state, item.step).some((run) => isBeside(run, item) && run.run < item.run && run.startedSeq !== undefined && run.state !== 'superseded')
  return isOneTooMany && from.step[item.step]?.repeat ? { words: `${item.name} waits to be done again, and version ${to.version} does not repeat it.`, isSilent: true } : undefined
}

const statesInWords: Record<Item['state'], string> = {
  waiting: 'still to come', offered: 'on offer', live: 'to be done', completed: 'done', skipped: 'skipped', cancelled: 'cancelled', superseded: 'set aside',
}

function isUntouched({ state, touched, answers, holds }: Item): boolean {
  return state === 'waiting' && touched !== true && answers === undefined && holds.length === 0
}

/** A clock runs on by its own rule and calendar; one that nothing in the other version could stop is chosen about. */
function sortClocks(sorting: Sorting): { gone: CaseClock[]; open: OpenChoice[] } {
  const homeless = Object.values(sorting.state.clocks).filter(isRunning).filter(({ rule }) => sorting.from.clocks.some(({ id }) => id === rule) && sorting.placeOf(rule) === undefined)
  const open = homeless.filter(({ id, rule }) => choiceFor(sorting, id, rule) !== 'withdraw').map(({ id, rule, terms }): OpenChoice =>
    ({ about: id, step: rule, name: terms.name, words: `The clock ${terms.name} runs, and version ${sorting.to.version} has no such clock.`, options: ['withdraw'] }))
  return { gone: homeless, open }
}

/** Past events would start a step that was not there, or waited for something else: that is chosen, never automatic. */
function beginAnew(trial: Turn, { moving, moved, before }: { moving: MovingCase; moved: Payloads['case-moved']; before: Turn }): { layout: Layout; gone: Item[]; open: OpenChoice[] } {
  const unmoved = beginTurn(trial.state, trial.context)
  const after = beginTurn(asItStands(trial), { ...before.context, caseType: moving.to })
  record(after, 'case-moved', moved)
  const seq = after.state.version
  const waiting = Object.values(after.state.items).filter(({ state }) => state === 'waiting')
  const woken = waiting.filter((item) => wouldStart(after, item.id) && !wouldStart(unmoved, item.id))
  const open: OpenChoice[] = []
  const left: Item[] = []
  for (const item of woken) {
    const choice = choiceFor(moving, item.id, item.step)
    if (choice === undefined) open.push({ about: item.id, step: item.step, name: item.name, words: `What has happened already would start ${item.name} in version ${moving.to.version}.`, options: ['start', 'leave'] })
    if (choice === 'leave') left.push(item)
  }
  return { ...leave(moved, { left, to: moving.to, seq, state: unmoved.state }), open }
}

function wouldStart(turn: Turn, id: string): boolean {
  const item = turn.state.items[id]
  if (item === undefined) return false
  const step = getStep(turn.context.caseType, item.step)
  return !isLaterRun(turn.state, step, item) && startingTriggers(turn, item) !== undefined && !isFull(turn.state, item, step.repeat)
}

/** What is left hears only what happens from here on; a step that no event starts is not begun in this case. */
function leave(moved: Payloads['case-moved'], { left, to, seq, state }: { left: Item[]; to: CaseType; seq: number; state: CaseState }): { layout: Layout; gone: Item[] } {
  const hears = left.filter(({ step }) => to.step[step]?.after !== undefined).map(({ id }) => id)
  const deaf = left.filter(({ step }) => to.step[step]?.after === undefined).map(({ id }) => id)
  const made = moved.made.filter(({ id }) => !deaf.includes(id)).map((item): MadeItem => (hears.includes(item.id) ? { ...item, since: seq } : item))
  const standing = hears.filter((id) => state.items[id])
  const marked = [...moved.items, ...standing.filter((id) => !moved.items.some(({ item }) => item === id)).map((item) => ({ item }))]
  const items = marked.map((item) => (standing.includes(item.item) ? { ...item, since: seq } : item))
  return { layout: { items, made, runs: moved.runs }, gone: deaf.flatMap((id) => state.items[id] ?? []) }
}

function choiceFor({ choices = {} }: MoveOrder, ...about: string[]): MoveChoice | undefined {
  return about.map((id) => (Object.hasOwn(choices, id) ? choices[id] : undefined)).find((choice) => choice !== undefined)
}

/** Names that differ, of steps and clocks and of their outcomes: what a rule of the other version calls what has happened. */
function namesFor({ happened, items, clocks }: CaseState, placeOf: (id: string) => string | undefined): Record<string, string> {
  const known = [...Object.values(items).map(({ step }) => step), ...Object.values(clocks).map(({ rule }) => rule), ...Object.keys(happened)]
  return Object.fromEntries([...new Set(known)].flatMap((id) => {
    const other = placeOf(id)
    return other === undefined || other === id ? [] : [[id, other]]
  }))
}
