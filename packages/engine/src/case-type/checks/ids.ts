import type { Finding, Step } from '../case-type.ts'
import { reservedWords, type CaseTypeDefinition } from '../definition.ts'
import { wrong, type Checking } from './checking.ts'
import { writtenFields, writtenSections } from './written-fields.ts'

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
/** Expressions name fields, and parts of records, so. */
export const CAMEL = /^[a-z][a-zA-Z0-9]*$/
/** Rules read these before a dot as something else than a step; `extra` is the step of tasks without one. */
const NOT_STEPS = ['case', 'outside', 'strand', 'extra']

interface Id {
  id: string
  place: string
}

/** Ids are how events, expressions and stored cases name things: well formed, each once, none that means something already. */
export function checkIds(checking: Checking): Finding[] {
  return [...checkForm(checking), ...checkTwice(checking), ...checkReserved(checking), ...checkOfObjects(checking)]
}

function checkForm(checking: Checking): Finding[] {
  const kebab = allIds(checking).filter(({ id }) => !KEBAB.test(id))
  const camel = fieldIds(checking).filter(({ id }) => !CAMEL.test(id))
  return [
    ...kebab.map(({ id, place }) => wrong(place, `The id ${id} is not in kebab-case.`, `Write it in small letters, digits and single hyphens, such as ${kebabOf(id)}.`)),
    ...camel.map(({ id, place }) => wrong(place, `The field ${id} is not in camelCase.`, 'Write it as one word with capitals inside, such as lastSeenOn: expressions name fields so.')),
  ]
}

/** What every object of the language has cannot be told from what is not there. */
function checkOfObjects(checking: Checking): Finding[] {
  return [...allIds(checking), ...fieldIds(checking)].filter(({ id }) => id in Object.prototype).map(({ id, place }) => wrong(place, `The id ${id} means something to the engine.`, 'Choose another word.'))
}

function kebabOf(id: string): string {
  const kebab = id.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-$/g, '')
  return kebab === '' ? 'first-visit' : kebab
}

function allIds({ caseType, placeOf }: Checking): Id[] {
  const { definition, steps } = caseType
  const valuesAt = (place: string, values: { id: string }[] = []) => values.map(({ id }, index) => ({ id, place: `${place}[${index}].id` }))
  return [
    { id: definition.id, place: 'id' },
    ...steps.map((step) => ({ id: step.id, place: placeOf(step, 'id') })),
    ...steps.flatMap((step) => outcomeIds(step, placeOf)),
    ...valuesAt('clocks', definition.clocks),
    ...valuesAt('parties', definition.parties),
    ...valuesAt('strands.outcomes', definition.strands?.outcomes),
    ...valuesAt('holdReasons', definition.holdReasons),
    ...valuesAt('closureReasons', definition.closureReasons),
    ...Object.entries(reasonsByPlace(definition)).flatMap(([place, values]) => valuesAt(place, values)),
    ...valuesAt('gates', definition.gates),
    ...(definition.assessments ?? []).flatMap(({ id, bands }, index) => [{ id, place: `assessments[${index}].id` }, ...valuesAt(`assessments[${index}].bands`, bands)]),
    ...Object.entries(definition.lists ?? {}).flatMap(([id, values]) => [{ id, place: `lists.${id}` }, ...valuesAt(`lists.${id}`, values)]),
  ]
}

/** Those of a task or a decision; of an assessment they are its bands, and looked at there. */
function outcomeIds(step: Step, placeOf: Checking['placeOf']): Id[] {
  if (step.assessment) return []
  const part = step.kind === 'decision' ? 'branches' : 'outcomes'
  return step.outcomes.map(({ id }, index) => {
    const isOtherwise = step.definition.kind === 'decision' && index >= step.definition.branches.length
    return { id, place: placeOf(step, isOtherwise ? 'otherwise' : `${part}[${index}]`) }
  })
}

function fieldIds(checking: Checking): Id[] {
  return [...writtenFields(checking), ...writtenSections(checking.caseType.definition.assessments).map(({ section, place }) => ({ id: section.id, place: `${place}.id` }))]
}

function checkTwice({ caseType, placeOf }: Checking): Finding[] {
  const { steps, definition } = caseType
  const clocks = (definition.clocks ?? []).map(({ id }, index) => ({ id, place: `clocks[${index}].id` }))
  const stepIds = steps.map((step) => ({ id: step.id, place: placeOf(step, 'id') }))
  const sameName = repeated(withoutSecondUses(steps.map((step) => ({ id: step.name, place: placeOf(step, 'name') }))))
  const sameValue = Object.entries(definition.lists ?? {}).flatMap(([list, values]) => repeated(values.map(({ id }, index) => ({ id, place: `lists.${list}[${index}].id` }))))
  const sameReason = Object.entries({ holdReasons: definition.holdReasons, closureReasons: definition.closureReasons, ...reasonsByPlace(definition) }).flatMap(([place, values = []]) => repeated(values.map(({ id }, index) => ({ id, place: `${place}[${index}].id` }))))
  const sameRole = repeated((definition.parties ?? []).map(({ id }, index) => ({ id, place: `parties[${index}].id` })))
  const sameOutcome = steps.flatMap((step) => repeated(outcomeIds(step, placeOf)))
  return [
    ...repeated(stepIds).map(({ id, place }) => wrong(place, `Two steps have the id ${id}.`, 'Give each step an id of its own, also in another stage.')),
    ...sameName.map(({ id, place }) => wrong(place, `Two steps are called ${id}.`, 'Give each step a name of its own: people see only the name.')),
    ...sameReason.map(({ id, place }) => wrong(place, `The reason ${id} is there twice.`, 'Take one of the two out, or give it another id.')),
    ...sameRole.map(({ id, place }) => wrong(place, `Parties take part as ${id} twice.`, 'Give each role an id of its own.')),
    ...sameOutcome.map(({ id, place }) => wrong(place, `The outcome ${id} is there twice.`, 'Take one of the two out.')),
    ...sameValue.map(({ id, place }) => wrong(place, `The value ${id} is there twice.`, 'Take one of the two out, or give it another id.')),
    ...repeated((definition.assessments ?? []).map(({ id }, index) => ({ id, place: `assessments[${index}].id` }))).map(({ id, place }) => wrong(place, `Two assessments have the id ${id}.`, 'Give each assessment an id of its own.')),
    ...bandIds(definition).flatMap(repeated).map(({ id, place }) => wrong(place, `The band ${id} is there twice.`, 'Take one of the two out.')),
    ...repeated(clocks).map(({ id, place }) => wrong(place, `Two clocks have the id ${id}.`, 'Give each clock an id of its own.')),
    ...clocks.filter(({ id }) => caseType.step[id]).map(({ id, place }) => wrong(place, `A clock and a step both have the id ${id}.`, `Give the clock another id, such as ${id}-done.`)),
  ]
}

function reasonsByPlace({ reasons = {} }: CaseTypeDefinition): Record<string, { id: string }[]> {
  return Object.fromEntries(Object.entries(reasons).map(([act, values]) => [`reasons.${act}`, values]))
}

/** A fragment that is used twice brings each of its steps twice, in stages of their own. */
function withoutSecondUses(names: Id[]): Id[] {
  return [...new Map(names.map((name) => [name.place, name])).values()]
}

function bandIds({ assessments = [] }: CaseTypeDefinition): Id[][] {
  return assessments.map(({ bands }, index) => bands.map(({ id }, at) => ({ id, place: `assessments[${index}].bands[${at}].id` })))
}

function repeated(ids: Id[]): Id[] {
  const seen = new Set<string>()
  return ids.filter(({ id }) => seen.size === seen.add(id).size)
}

function checkReserved({ caseType, placeOf }: Checking): Finding[] {
  const reserved: readonly string[] = reservedWords
  const outcomes = [...caseType.steps.flatMap((step) => outcomeIds(step, placeOf)), ...bandIds(caseType.definition).flat()].filter(({ id }) => reserved.includes(id))
  const steps = caseType.steps.filter(({ id }) => NOT_STEPS.includes(id))
  return [
    ...outcomes.map(({ id, place }) => wrong(place, `The outcome ${id} is a reserved word: rules read it as an event of every step.`, `Choose another, not one of ${reserved.join(', ')}.`)),
    ...steps.map((step) => wrong(placeOf(step, 'id'), `A step cannot have the id ${step.id}: rules read it as something else.`, `Choose another, not one of ${NOT_STEPS.join(', ')}.`)),
  ]
}
