import type { Step } from '../case-type/case-type.ts'
import { elementsAround, isBeside, type Within } from '../case/element.ts'
import type { Element } from '../case/event.ts'
import { isUnderWay, itemsOf, type CaseState, type Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { choicesAt, refuse, type Refusal } from '../refusal.ts'
import { elementsOf } from './element-sets.ts'

/** Where a task that someone adds stands: in the stage that is open, and for the element that is named, where its step is done for each of something. */
export function findTaskPlace(turn: Turn, step: Step, element: string | undefined): Within | Refusal {
  const stages = step.parent === undefined ? [undefined] : itemsOf(turn.state, step.parent).filter(({ state }) => state === 'live')
  if (stages.length === 0) return refuse('step-not-addable', `${step.name} belongs to a stage that is not open.`, { remedy: 'Add an extra task with a name instead.' })
  if (step.eachAround.length === 0) return { parent: stages.at(-1)?.id }
  const places = stages.flatMap((stage) => placesIn(turn, step, stage)).filter((place) => element === undefined || isFor(turn.state, place, element))
  const [only] = places
  return only && (places.length === 1 || element !== undefined) ? only : refuseElement(turn, step, element)
}

/** The unfinished run that is meant: of a step that is done for each of something, that of the element. */
export function findRunFor({ state }: Turn, step: Step, { element, place }: { element?: string; place?: Within }): Item | undefined {
  const runs = itemsOf(state, step.id).filter(isUnderWay)
  return runs.find((item) => (element === undefined || isFor(state, item, element)) && (place === undefined || isBeside(item, place)))
}

function placesIn({ state, context }: Turn, { forEach }: Step, stage: Item | undefined): Within[] {
  const around = stage?.element
  const elements = forEach === undefined ? (around ? [around] : []) : elementsOf(state, context.caseType, forEach)
  return elements.map((element) => ({ parent: stage?.id, element }))
}

function isFor(state: CaseState, place: Within, element: string): boolean {
  return elementsAround(state, place).some(({ id }) => id === element)
}

function refuseElement({ state, context }: Turn, step: Step, element: string | undefined): Refusal {
  const known = step.eachAround.flatMap((forEach) => elementsOf(state, context.caseType, forEach)).map(({ id, name }: Element) => ({ id, name: name ?? id }))
  const how = { at: choicesAt('element', known), remedy: known.length === 0 ? 'There is nothing yet that it could be done for.' : 'Name one of these.' }
  if (element === undefined) return refuse('element-missing', `For whom or what is ${step.name}? It is done for each of several.`, how)
  return refuse('element-unknown', `${step.name} is not done for ${element}.`, how)
}
