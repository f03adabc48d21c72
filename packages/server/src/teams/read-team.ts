import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { notFound } from '../http/http-problem.ts'
import type { Session } from '../http/session.ts'
import { maySeeTeam } from '../policy/may-see-team.ts'

export type Member = {
  id: string
  name: string
  role: string
  patch: string | null
  has_left: boolean
}

export interface Team {
  id: string
  name: string
  members: Member[]
}

/** A team with its members by name. @throws HttpProblem 404 when it is not there or not for this reader */
export async function getTeam(tx: LandlordTransaction, { id, session }: { id: string; session: Session }): Promise<Team> {
  const team = maySeeTeam(id, session) ? await tx.findRow<{ name: string }>('select name from casement.team where landlord_id = $1 and id = $2', [tx.landlordId, id]) : undefined
  if (team === undefined) throw notFound()
  const members = await tx.rows<Member>(
    `select s.id, s.name, s.role, p.name as patch, s.left_at is not null as has_left
     from casement.team_member m
     join casement.staff s on s.landlord_id = m.landlord_id and s.id = m.staff_id
     left join casement.patch p on p.landlord_id = s.landlord_id and p.id = s.patch_id
     where m.landlord_id = $1 and m.team_id = $2 order by s.name, s.id`,
    [tx.landlordId, id],
  )
  return { id, name: team.name, members }
}
