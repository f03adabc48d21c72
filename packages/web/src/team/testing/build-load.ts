import type { TeamLoad } from '@casement/server/contract'

type Load = TeamLoad['nobody']
type Person = TeamLoad['people'][number]

function load(given: Partial<Load> = {}): Load {
  return { openCases: 0, openTasks: 0, overdue: 0, days: [], later: 0, ...given }
}

/** Somebody of a team, with nothing to do but what is given. */
export function person(name: string, given: Partial<Person> = {}): Person {
  return { id: name, name, role: 'officer', patch: null, hasLeft: false, ...load(), ...given }
}

/** The load of a team of these people. */
export function buildTeam(people: Person[], nobody: Partial<Load> = {}): TeamLoad {
  return { team: { id: 'housing', name: 'Housing' }, days: [], people, nobody: load(nobody) }
}
