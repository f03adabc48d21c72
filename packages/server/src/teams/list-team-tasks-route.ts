import type { TeamTask } from '../contract/contract.ts'
import type { NameOf } from '../cases/holder-view.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { pageOf, readCursor } from '../http/cursor.ts'
import type { Parts } from '../http/parts.ts'
import { nowOf } from '../http/session.ts'
import { type WorkPlace, type WorkRow, isWorkPlace } from '../work-lists/read-work-list.ts'
import { workItem } from '../work-lists/work-item.ts'
import { everybodyOf } from './get-team-load-route.ts'
import { loadDays, stretchOf } from './load-days.ts'
import { type Team, getTeam } from './read-team.ts'
import { type TeamWork, readTeamTasks } from './read-team-work.ts'

/** `GET /teams/{id}/tasks`: the tasks behind a load, or behind one person or day of it. */
export function listTeamTasks(parts: Parts): Handler<'listTeamTasks'> {
  return ({ params, query, session }) =>
    inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
      const after = readCursor(query.cursor, isWorkPlace) as WorkPlace | undefined
      const team = await getTeam(tx, { id: params.id, session })
      const library = await parts.casework.libraries.get(tx, session.libraryVersion)
      const place = { zone: session.zone, calendar: library.calendar(session.calendar) }
      const within = stretchOf(query.due, loadDays(nowOf(session), place), place)
      const rows = await readTeamTasks(tx, { work: workOf(team, query.person), within, limit: query.limit, after })
      const nameOf = await parts.names.learn(tx, rows.flatMap((row) => holderOf(row) ?? []))
      const { items, next } = pageOf(rows, query.limit, ({ due_sort, case_id, id }) => [due_sort, case_id, id])
      return { items: items.map((row) => teamTask(row, nameOf)), next }
    })
}

/** Somebody who is not of the team has nothing here. */
function workOf(team: Team, person: string | undefined): TeamWork {
  const everybody = everybodyOf(team)
  if (person === undefined) return { holders: everybody, owners: everybody }
  if (person === 'nobody') return { holders: [{ kind: 'team', id: team.id }], owners: everybody }
  return { holders: everybody.filter(({ kind, id }) => kind === 'person' && id === person), owners: [] }
}

function teamTask(row: WorkRow, nameOf: NameOf): TeamTask {
  const holder = holderOf(row)
  const name = holder && nameOf(holder)
  return { ...workItem(row, whyTheirs(row, name)), holder: holder && name !== undefined ? { ...holder, name } : null }
}

function holderOf({ assignee_kind: kind, assignee_id: id }: WorkRow): { kind: 'person' | 'team' | 'role'; id: string } | undefined {
  return kind === null || id === null ? undefined : { kind, id }
}

function whyTheirs({ assignee_kind, assignee_id, owner_id, state }: WorkRow, name: string | undefined): string[] {
  const why = assignee_kind === 'person' ? (owner_id === assignee_id ? 'Owns the case' : 'It was given to them') : `${name} can take it`
  return state === 'on-hold' ? [why, 'On hold'] : [why]
}
