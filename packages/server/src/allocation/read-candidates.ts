import { type AllocationFacts, type ChoosingRule, ruleKey } from '@casement/engine'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { type GroupName, groupOf, readTurns } from './turns.ts'

/** From whom each rule chooses: by turns whoever is next comes first, else by name, with what each has open. */
export async function readCandidates(tx: LandlordTransaction, rules: ChoosingRule[], { isLocked }: { isLocked: boolean }): Promise<AllocationFacts['candidates']> {
  if (rules.length === 0) return {}
  const members = await readMembers(tx, rules.map(groupOf))
  const loads = await readLoads(tx, rules.flatMap((rule) => ('leastLoaded' in rule ? membersOf(rule, members) : [])))
  const turns = await readTurns(tx, rules, { isLocked })
  return Object.fromEntries(rules.map((rule) => {
    const ids = membersOf(rule, members)
    const key = ruleKey(rule)
    return [key, 'leastLoaded' in rule ? ids.map((id) => ({ id, load: loads.get(id) ?? 0 })) : inTurn(ids, turns.get(key) ?? null).map((id) => ({ id, load: 0 }))]
  }))
}

interface Member extends GroupName {
  staff_id: string
}

/** By name, so that turns go round the same way each time. */
function readMembers(tx: LandlordTransaction, groups: GroupName[]): Promise<Member[]> {
  return tx.rows<Member>(
    `select 'team' as kind, m.team_id as id, s.id as staff_id, s.name from casement.team_member m
       join casement.staff s on s.landlord_id = m.landlord_id and s.id = m.staff_id and s.left_at is null
       where m.landlord_id = $1 and m.team_id = any($2)
     union all select 'role', s.role, s.id, s.name from casement.staff s where s.landlord_id = $1 and s.role = any($3) and s.left_at is null
     order by name, staff_id`,
    [tx.landlordId, idsOf(groups, 'team'), idsOf(groups, 'role')],
  )
}

function idsOf(groups: GroupName[], kind: GroupName['kind']): string[] {
  return groups.filter((group) => group.kind === kind).map(({ id }) => id)
}

function membersOf(rule: ChoosingRule, members: Member[]): string[] {
  const group = groupOf(rule)
  return members.filter(({ kind, id }) => kind === group.kind && id === group.id).map(({ staff_id }) => staff_id)
}

/** Open cases that each owns and open tasks that each has. */
async function readLoads(tx: LandlordTransaction, people: string[]): Promise<Map<string, number>> {
  if (people.length === 0) return new Map()
  const rows = await tx.rows<{ id: string; load: number }>(
    `select id, sum(open)::int as load from (
       select owner_id as id, count(*) as open from casement.case_record where landlord_id = $1 and owner_kind = 'person' and owner_id = any($2) and ended_at is null group by 1
       union all select assignee_id, count(*) from casement.task where landlord_id = $1 and assignee_kind = 'person' and assignee_id = any($2) and is_open group by 1
     ) held group by id`,
    [tx.landlordId, people],
  )
  return new Map(rows.map(({ id, load }) => [id, load]))
}

/** Whoever comes after the last one, and round to that one. */
function inTurn(ids: string[], last: string | null): string[] {
  const after = last === null ? 0 : ids.indexOf(last) + 1
  return [...ids.slice(after), ...ids.slice(0, after)]
}
