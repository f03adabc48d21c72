import type { StaffMember } from '../contract/contract.ts'
import { type LandlordTransaction, inLandlord, isUuid } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { pageOf, readCursor } from '../http/cursor.ts'
import type { Parts } from '../http/parts.ts'

type StaffRow = StaffMember

/** `GET /staff`: the people to whom work can be given, by name. */
export function listStaff(parts: Parts): Handler<'listStaff'> {
  return async ({ query, session }) => {
    const after = readCursor(query.cursor, ([name, id = '', ...rest]) => name !== undefined && isUuid(id) && rest.length === 0)
    const rows = await inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, (tx) => readStaff(tx, { after, limit: query.limit }))
    return pageOf(rows, query.limit, ({ name, id }) => [name, id])
  }
}

/** `GET /teams`: every team by name; a landlord has few. */
export function listTeams(parts: Parts): Handler<'listTeams'> {
  return async ({ session }) => {
    const items = await inLandlord({ pool: parts.casework.pool, landlordId: session.landlordId, readOnly: true }, (tx) =>
      tx.rows<{ id: string; name: string }>('select id, name from casement.team where landlord_id = $1 order by name, id', [tx.landlordId]))
    return { items, next: null }
  }
}

function readStaff(tx: LandlordTransaction, { after, limit }: { after?: string[]; limit: number }): Promise<StaffRow[]> {
  return tx.rows<StaffRow>(
    `select s.id, s.name, s.initials, s.role, coalesce(array_agg(m.team_id order by m.team_id) filter (where m.team_id is not null), '{}') as teams
     from casement.staff s
     left join casement.team_member m on m.landlord_id = s.landlord_id and m.staff_id = s.id
     where s.landlord_id = $1 and s.left_at is null and ($2::text is null or (s.name, s.id) > ($2, $3::uuid))
     group by s.landlord_id, s.id, s.name, s.initials, s.role order by s.name, s.id limit $4`,
    [tx.landlordId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  )
}
