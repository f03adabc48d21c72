import type { Element } from './event.ts'
import { withStagesAround, type CaseState, type Item, type Occurrence } from './state.ts'

/** From where a name is looked up: the stage run, and the element, that the reader stands in. */
export interface Within {
  parent?: string
  element?: Element
}

export function isSameElement(one: Element | undefined, other: Element | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && one.kind === other.kind && one.id === other.id && one.of === other.of)
}

/** In the same run of a stage, and for the same element: what repeats there, and what is done again there, are runs of one task. */
export function isBeside(one: Within, other: Within): boolean {
  return one.parent === other.parent && isSameElement(one.element, other.element)
}

/** The elements around something, its own first: a task of a witness may lie in the stage of a strand. */
export function elementsAround(state: CaseState, { parent, element }: Within): Element[] {
  const around = withStagesAround(state, parent).flatMap((stage) => stage.element ?? [])
  return element ? [element, ...around] : around
}

/** Whether something happened to one of the elements, in what is done for it. */
export function isAbout(state: CaseState, { item, parent, element }: Pick<Occurrence, 'item' | 'parent' | 'element'>, about: Element): boolean {
  return elementsAround(state, { element, ...(item === undefined ? { parent } : state.items[item]) }).some((other) => isSameElement(other, about))
}

/** Where an item stands, for another run of its step. */
export function placeOfItem({ parent, element }: Item): Within {
  return element === undefined ? { parent } : { parent, element }
}
