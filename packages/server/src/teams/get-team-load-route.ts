import type { TeamLoad } from '../contract/contract.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import type { Parts } from '../http/parts.ts'
import { nowOf } from '../http/session.ts'
import { loadDays } from './load-days.ts'
import { type Team, getTeam } from './read-team.ts'
import { type Holder, type LoadRow, countTeamCases, countTeamWork } from './read-team-work.ts'

/** `GET /teams/{id}/load`: who of a team has how much, due by day, and what nobody has. */
export function getTeamLoad(parts: Parts): Handler<'getTeamLoad'> {
  return ({ params, session }) =>
    inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
      const team = await getTeam(tx, { id: params.id, session })
      const library = await parts.casework.libraries.get(tx, session.libraryVersion)
      const { days, bounds } = loadDays(nowOf(session), { zone: session.zone, calendar: library.calendar(session.calendar) })
      const everybody = everybodyOf(team)
      const tasks = await countTeamWork(tx, { holders: everybody, owners: everybody }, bounds)
      const cases = await countTeamCases(tx, everybody)
      return presentLoad(team, { days, tasks, cases })
    })
}

/** Its members, and the team itself. */
export function everybodyOf({ id, members }: Team): Holder[] {
  return [...members.map((member): Holder => ({ kind: 'person', id: member.id })), { kind: 'team', id }]
}

interface Counted {
  days: string[]
  tasks: LoadRow[]
  cases: { person: string | null; cases: number }[]
}

/** Whoever has left is shown for as long as something is still theirs. */
function presentLoad({ id, name, members }: Team, counted: Counted): TeamLoad {
  const people = members.map((member) => ({ id: member.id, name: member.name, role: member.role, patch: member.patch, hasLeft: member.has_left, ...loadOf(member.id, counted) }))
  return {
    team: { id, name },
    days: counted.days,
    people: people.filter(({ hasLeft, openCases, openTasks }) => !hasLeft || openCases + openTasks > 0),
    nobody: loadOf(null, counted),
  }
}

function loadOf(person: string | null, { days, tasks, cases }: Counted): TeamLoad['nobody'] {
  const own = tasks.filter((row) => row.person === person)
  const at = (place: number) => own.find((row) => row.place === place)
  return {
    openCases: cases.find((row) => row.person === person)?.cases ?? 0,
    openTasks: own.reduce((sum, row) => sum + row.tasks, 0),
    overdue: at(0)?.tasks ?? 0,
    days: days.map((_, index) => ({ due: at(index + 1)?.tasks ?? 0, soon: at(index + 1)?.soon ?? 0 })),
    later: at(days.length + 1)?.tasks ?? 0,
  }
}
