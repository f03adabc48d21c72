import type { CaseType, Subject, SubjectKind } from '@casement/engine'
import type { Rota } from './rota.ts'
import type { Day } from './situation.ts'
import type { InventedHome, InventedTenancy, World } from './world.ts'

/** Where cases are played: the landlord, its day, who is away, and the case types that are worked. */
export interface Stage extends Day {
  world: World
  directory: Directory
  rota: Rota
  caseTypes: readonly CaseType[]
}

/** The world by its ids: a large landlord is not searched through for each case. */
export interface Directory {
  homes: ReadonlyMap<string, InventedHome>
  /** Of the first tenant of a tenancy, by its id: relatives have it too. */
  surnames: ReadonlyMap<string, string>
  /** By the id of the home. */
  households: ReadonlyMap<string, string>
  /** Staff ids by patch. */
  officers: ReadonlyMap<string, string>
}

/** Whether cases of a type can be opened on a civil day. */
export function isInForce({ definition }: CaseType, day: string): boolean {
  return (definition.effectiveFrom ?? day) <= day
}

export function directoryOf({ homes, people, households, tenancies, patches }: World): Directory {
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return {
    homes: new Map(homes.map((home) => [home.id, home])),
    surnames: new Map(tenancies.map(({ id, tenants }) => [id, names.get(tenants[0] ?? '')?.split(' ').at(-1) ?? ''])),
    households: new Map(households.flatMap(({ id, home }) => (home === undefined ? [] : [[home, id] as const]))),
    officers: new Map(patches.map(({ id, officer }) => [id, officer])),
  }
}

export function patchOfficerOf({ home }: InventedTenancy, { homes, officers }: Directory): string {
  const officer = officers.get(homes.get(home)?.patch ?? '')
  if (officer === undefined) throw new Error(`Nobody looks after home ${home}`)
  return officer
}

/** What a case is about, of the kinds that its type allows, when it comes from a tenancy. */
export function subjectOf({ id, home, tenants }: InventedTenancy, kinds: readonly SubjectKind[], { households }: Directory): Subject | undefined {
  const ids: Partial<Record<SubjectKind, string | undefined>> = { tenancy: id, home, person: tenants[0], household: households.get(home) }
  const kind = kinds.find((one) => ids[one] !== undefined)
  return kind === undefined ? undefined : { kind, id: ids[kind]! }
}
