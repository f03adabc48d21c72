import type { TeamLoad, TeamTask } from '@casement/server/contract'
import { asSentence, countInWords } from '../look/counts.ts'
import { dayInWords } from '../look/dates.ts'
import type { TeamFilter } from './team-query.ts'

/** "34 open cases and 53 open tasks. Nine tasks are overdue, three of them Priya Saltmarsh’s." */
export function teamHeadline({ people, nobody }: TeamLoad): string {
  const all = [...people, nobody]
  const sum = (of: 'openCases' | 'openTasks' | 'overdue') => all.reduce((total, each) => total + each[of], 0)
  const [cases, tasks, overdue] = [sum('openCases'), sum('openTasks'), sum('overdue')]
  const first = `${cases} open ${cases === 1 ? 'case' : 'cases'} and ${tasks} open ${tasks === 1 ? 'task' : 'tasks'}.`
  if (overdue === 0) return `${first} Nothing is overdue.`
  const late = overdue === 1 ? 'One task is overdue' : `${asSentence(countInWords(overdue))} tasks are overdue`
  const most = people.toSorted((one, other) => other.overdue - one.overdue)[0]
  if (!most || most.overdue === 0) return `${first} ${late}.`
  const share = most.overdue === overdue ? (overdue === 1 ? 'it is' : 'all of them are') : `${countInWords(most.overdue)} of them ${most.overdue === 1 ? 'is' : 'are'}`
  return `${first} ${late}; ${share} ${theirs(most.name)}.`
}

/** What the list shows, as its heading. */
export function filterInWords({ person, due }: TeamFilter, { people, today }: { people: { id: string; name: string }[]; today: string }): string {
  const who = person === 'nobody' ? 'Nobody yet' : people.find(({ id }) => id === person)?.name
  const when = due === undefined ? undefined : due === 'overdue' ? 'overdue' : due === 'later' ? 'later or without a date' : due === today ? 'due today' : `due ${dayInWords(due, today)}`
  if (who === undefined) return when === undefined ? 'Everything open, most urgent first' : asSentence(when)
  return when === undefined ? who : `${who}, ${when}`
}

/** "4 of Tariq Fennimore’s, 1 that nobody has". */
export function whoseInWords(tasks: TeamTask[]): string {
  const byHolder = Map.groupBy(tasks, ({ holder }) => (holder?.kind === 'person' ? holder.name : ''))
  return [...byHolder].map(([name, theirTasks]) => (name === '' ? `${theirTasks.length} that nobody has` : `${theirTasks.length} of ${theirs(name)}`)).join(', ')
}

export function tasksInWords(count: number): string {
  return count === 1 ? '1 task' : `${count} tasks`
}

export function theirs(name: string): string {
  return name.endsWith('s') ? `${name}’` : `${name}’s`
}
