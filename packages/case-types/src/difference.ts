import type { CaseTypeDefinition, StepDefinition } from '@casement/engine'
import { allSteps, inWords, lengthWords } from '@casement/engine'
import { diffWordsWithSpace } from 'diff'

/** A stretch of a text: as it was, added or taken away. */
export interface Stretch {
  text: string
  change: 'same' | 'added' | 'removed'
}

/** One thing that differs between two versions, in the words of whoever reads a procedure. */
export interface Difference {
  /** The step, clock, field or list by its name, or the case type itself. */
  place: string
  /** What of it, as the notation writes it: `allow`, `after`; the id of a thing that was added or removed. */
  part: string
  change: 'added' | 'removed' | 'changed'
  words: string
  /** Of a text that changed, word by word. */
  text?: Stretch[]
}

/** What differs between two versions of a case type: things added and removed, renamed and changed, each in a sentence. Things are one by their id. */
export function differenceOf(before: CaseTypeDefinition, after: CaseTypeDefinition): Difference[] {
  const { clocks: _clocks, steps: _steps, fields: _fields, lists: _lists, version: _version, id: _id, ...own } = after
  const { clocks: _c, steps: _s, fields: _f, lists: _l, version: _v, id: _i, ...was } = before
  return [
    ...changesOf('The case type', was, own),
    ...ofThings('field', namedFields(before), namedFields(after)),
    ...ofThings('list', namedLists(before), namedLists(after)),
    ...ofThings('clock', before.clocks ?? [], after.clocks ?? []),
    ...ofThings('step', stepsOf(before), stepsOf(after)),
    ...inOtherOrder(before, after),
  ]
}

type Thing = { id: string; name: string } & Record<string, unknown>

/** Children are things of their own, so that a step inside a stage is told at itself. */
function stepsOf({ steps }: CaseTypeDefinition): Thing[] {
  return [...steps.map((step) => ({ step, stage: 'the top of the path' })), ...allSteps(steps).flatMap((step) => (step.kind === 'stage' ? step.steps.map((inside) => ({ step: inside, stage: step.name })) : []))].map(({ step, stage }) => {
    const { steps: _steps, ...own } = step as StepDefinition & { steps?: unknown }
    return { ...own, stage } as Thing
  })
}

function namedFields({ fields = {} }: CaseTypeDefinition): Thing[] {
  return Object.entries(fields).map(([id, field]) => ({ ...field, id, name: field.name ?? inWords(id) }))
}

function namedLists({ lists = {} }: CaseTypeDefinition): Thing[] {
  return Object.entries(lists).map(([id, values]) => ({ id, name: inWords(id), values }))
}

function ofThings(kind: string, before: readonly object[], after: readonly object[]): Difference[] {
  const [was, is] = [before as readonly Thing[], after as readonly Thing[]]
  const added = is.filter(({ id }) => !was.some((one) => one.id === id)).map((one): Difference => ({ place: one.name, part: one.id, change: 'added', words: `The ${kind} ${one.name} is new.` }))
  const removed = was.filter(({ id }) => !is.some((one) => one.id === id)).map((one): Difference => ({ place: one.name, part: one.id, change: 'removed', words: `The ${kind} ${one.name} is gone.` }))
  const changed = is.flatMap((one) => {
    const other = was.find(({ id }) => id === one.id)
    return other ? changesOf(one.name, other, one) : []
  })
  return [...removed, ...added, ...changed]
}

function changesOf(place: string, before: object, after: object): Difference[] {
  const [was, is] = [before as Record<string, unknown>, after as Record<string, unknown>]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((part) => (isSame(was[part], is[part]) ? [] : [changeOf(place, part, { was: was[part], is: is[part] })]))
}

function changeOf(place: string, part: string, { was, is }: { was: unknown; is: unknown }): Difference {
  const what = PARTS[part] ?? inWords(part)
  if (was === undefined) return { place, part, change: 'added', words: `${what} is new: ${inPlainWords(is)}.` }
  if (is === undefined) return { place, part, change: 'removed', words: `${what} is gone: it was ${inPlainWords(was)}.` }
  const change: Difference = { place, part, change: 'changed', words: part === 'name' ? `Renamed: it was ${inPlainWords(was)} and is ${inPlainWords(is)}.` : `${what} was ${inPlainWords(was)} and is ${inPlainWords(is)}.` }
  if (typeof was === 'string' && typeof is === 'string' && part !== 'stage') change.text = stretchesOf(was, is)
  return change
}

/** What people call the parts of a step and a clock. */
const PARTS: Record<string, string> = {
  allow: 'What it allows', warn: 'When it warns', pausedBy: 'What stops it', basis: 'What it rests on', source: 'Where that is written', starts: 'What starts it', stops: 'What stops it for good',
  after: 'What starts it', when: 'The condition', cancelWhen: 'What ends it unfinished', required: 'Whether it is required', for: 'Whom it is for', outcomes: 'How it can end',
  kind: 'Its kind', stage: 'Where it lies', fields: 'What it asks', guidance: 'The guidance', do: 'What it does', lasts: 'How long it lasts',
}

function inPlainWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return `“${value}”`
  if (isLength(value)) return lengthWords(value)
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

function isLength(value: unknown): value is Parameters<typeof lengthWords>[0] {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : []
  return keys.length === 1 && ['workingDays', 'days', 'weeks', 'months', 'hours', 'minutes', 'workingHours', 'workingMinutes'].includes(keys[0]!)
}

function stretchesOf(was: string, is: string): Stretch[] {
  return diffWordsWithSpace(was, is).map(({ value, added, removed }) => ({ text: value, change: added ? 'added' : removed ? 'removed' : 'same' }))
}

/** The path is read in order, so to change places is a change. */
function inOtherOrder(before: CaseTypeDefinition, after: CaseTypeDefinition): Difference[] {
  const ids = (definition: CaseTypeDefinition, among: Set<string>) => allSteps(definition.steps).flatMap(({ id }) => (among.has(id) ? [id] : []))
  const both = new Set(allSteps(before.steps).map(({ id }) => id).filter((id) => allSteps(after.steps).some((step) => step.id === id)))
  return isSame(ids(before, both), ids(after, both)) ? [] : [{ place: 'The path', part: 'steps', change: 'changed', words: 'Its steps stand in another order.' }]
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
