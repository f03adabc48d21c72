import type { CaseType, Step } from '../case-type/case-type.ts'
import type { ForEach } from '../case-type/step-definition.ts'
import { elementsAround, type Within } from '../case/element.ts'
import type { Element } from '../case/event.ts'
import type { CaseState, LinkedRecord } from '../case/state.ts'
import { openStrands } from './strands.ts'

/** For what a step is done as things stand, in the order in which it came (semantics 8). */
export function elementsOf(state: CaseState, { definition }: CaseType, forEach: ForEach): Element[] {
  const { parties, fields, records = [] } = state
  if (forEach === 'strand') return openStrands(state).map(({ id, name }) => ({ kind: 'strand', id, name }))
  if ('records' in forEach) return records.filter((linked) => linked.ended !== true && isNamed(linked, forEach.records)).map(({ id }) => ({ kind: 'record', id }))
  if ('parties' in forEach) return parties.filter(({ role, ended }) => ended !== true && [forEach.parties].flat().includes(role)).map(({ id, name }) => ({ kind: 'party', id, name }))
  const values = fields[forEach.list]
  const field = definition.fields?.[forEach.list]
  const known = (field && 'list' in field && definition.lists?.[field.list]) || []
  return Array.isArray(values) ? [...new Set(values)].map((id: string) => ({ kind: 'value', id, of: forEach.list, name: known.find((value) => value.id === id)?.name })) : []
}

/** Whether the set could hold the element: a witness is none of the complainants, also once they have left the case. */
export function covers({ parties, records = [] }: CaseState, forEach: ForEach, { kind, id, of }: Element): boolean {
  if (forEach === 'strand') return kind === 'strand'
  if ('parties' in forEach) return kind === 'party' && parties.some((party) => party.id === id && [forEach.parties].flat().includes(party.role))
  if ('records' in forEach) return kind === 'record' && records.some((linked) => linked.id === id && isNamed(linked, forEach.records))
  return kind === 'value' && of === forEach.list
}

/** A set of records is named by their kind, or by the role in which they are linked. */
function isNamed({ record, role }: LinkedRecord, name: string): boolean {
  return record.kind === name || role === name
}

/** Of the elements around a reader, those for which the step is done too: of its runs only these are seen from there (semantics 9). */
export function sharedElements(state: CaseState, { eachAround }: Pick<Step, 'eachAround'>, within: Within): Element[] {
  if (eachAround.length === 0) return []
  return elementsAround(state, within).filter((element) => eachAround.some((forEach) => covers(state, forEach, element)))
}
