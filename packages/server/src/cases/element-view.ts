import type { CaseClock, CaseState, Element, Subject } from '@casement/engine'
import type { NameOf } from './holder-view.ts'

/** What a record is called; its kind where nothing better is known. */
export type LabelOf = (record: Subject) => string

export interface Names {
  nameOf: NameOf
  labelOf: LabelOf
}

/** For what something is done: the record that it is, or what it is called where it is on no record. */
export function elementOnRecord({ parties, records = [] }: Pick<CaseState, 'parties' | 'records'>, { kind, id, name }: Element): { record?: Subject; name?: string } {
  if (kind === 'record') return { record: records.find((link) => link.id === id)?.record }
  const party = kind === 'party' ? parties.find((known) => known.id === id) : undefined
  if (party?.name === undefined && party?.person !== undefined) return { record: { kind: 'person', id: party.person } }
  return { name: party ? (party.name ?? plain(party.role)) : (name ?? plain(id)) }
}

/** For whom or what something is done, by the name that people know. */
export function elementName(state: CaseState, element: Element, { nameOf, labelOf }: Names): string {
  const { record, name } = elementOnRecord(state, element)
  if (record === undefined) return name ?? plain(element.id)
  return record.kind === 'person' ? nameOf({ kind: 'resident', id: record.id }) : labelOf(record)
}

/** A task as people read it: what is to be done, and for whom or what where it is done for each of several. */
export function nameWithElement(name: string, element: string | null | undefined): string {
  return element === null || element === undefined ? name : `${name} · ${element}`
}

/** The case with its tasks and clocks called as people read them: whatever is said of them then says for whom. */
export function nameElements(state: CaseState, names: Names): CaseState {
  if (!state.strands && !Object.values(state.items).some(({ element }) => element)) return state
  const called = (name: string, element: Element | undefined) => nameWithElement(name, element && elementName(state, element, names))
  const items = mapValues(state.items, (item) => ({ ...item, name: called(item.name, item.element) }))
  const clocks = mapValues(state.clocks, (clock) => ({ ...clock, terms: { ...clock.terms, name: called(clock.terms.name, elementOfClock(state, clock)) } }))
  return { ...state, items, clocks }
}

function elementOfClock({ items, strands = [] }: CaseState, { of, strand }: CaseClock): Element | undefined {
  const measured = strands.find(({ id }) => id === strand)
  return items[of ?? '']?.element ?? (measured && { kind: 'strand', id: measured.id, name: measured.name })
}

function mapValues<T>(record: Record<string, T>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}

function plain(id: string): string {
  return id.replaceAll('-', ' ')
}
