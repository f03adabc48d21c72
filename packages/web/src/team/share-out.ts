import type { TeamLoad, TeamTask } from '@casement/server/contract'

/** Whom tasks are given to. */
export type NewHolder = { kind: 'person' | 'team'; id: string; name: string }

/** What one of several gets. */
export type Share = { to: NewHolder; tasks: TeamTask[] }

/**
 * Spreads tasks over the officers of a team, each case to whoever has the fewest tasks by then and has none of it yet. Tasks of
 * one case stay together. Nothing when there are not two to share between.
 */
export function shareOut(tasks: TeamTask[], { people }: TeamLoad): Share[] {
  const having = people.filter(({ role, hasLeft }) => role === 'officer' && !hasLeft).map((person) => ({ person, count: person.openTasks, tasks: [] as TeamTask[] }))
  for (const together of Map.groupBy(tasks, ({ case: { ref } }) => ref).values()) {
    const others = having.filter(({ person }) => together.every(({ holder }) => holder?.id !== person.id))
    const next = others.toSorted((one, other) => one.count - other.count)[0]
    if (!next) return []
    next.count += together.length
    next.tasks.push(...together)
  }
  const shares = having.filter((each) => each.tasks.length > 0)
  return shares.length < 2 ? [] : shares.map(({ person: { id, name }, tasks: theirs }) => ({ to: { kind: 'person', id, name }, tasks: theirs }))
}

/** "Callum Wray 7, Priya Saltmarsh 5". */
export function sharesInWords(shares: { to: NewHolder; count: number }[]): string {
  return shares.map(({ to, count }) => `${to.name} ${count}`).join(', ')
}
