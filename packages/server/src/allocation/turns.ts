import { type ChoosingRule, ruleKey } from '@casement/engine'
import { insertRows } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

export interface GroupName {
  kind: 'team' | 'role'
  id: string
}

const TURNS = { table: 'casement.allocation_turn', columns: ['group_kind', 'group_id'] }

/** The people from whom a rule chooses. */
export function groupOf(rule: ChoosingRule): GroupName {
  const group = 'leastLoaded' in rule ? rule.leastLoaded : rule.roundRobin
  return 'team' in group ? { kind: 'team', id: group.team } : { kind: 'role', id: group.role }
}

/** Who of each group was given work last, by `ruleKey`. To give the next, the turn is locked until the transaction ends, groups in one order. */
export async function readTurns(tx: LandlordTransaction, rules: ChoosingRule[], { isLocked }: { isLocked: boolean }): Promise<Map<string, string | null>> {
  const byTurns = rules.filter((rule) => 'roundRobin' in rule)
  if (byTurns.length === 0) return new Map()
  const groups = byTurns.map(groupOf)
  if (isLocked) await insertRows(tx, { into: TURNS, rows: distinct(groups).map(({ kind, id }) => [kind, id]), whenThere: 'on conflict do nothing' })
  const rows = await tx.rows<{ kind: string; id: string; last: string | null }>(
    `select group_kind as kind, group_id as id, last_staff_id as last from casement.allocation_turn
     where landlord_id = $1 and (group_kind, group_id) in (select * from unnest($2::text[], $3::text[])) order by group_kind, group_id ${isLocked ? 'for update' : ''}`,
    [tx.landlordId, groups.map(({ kind }) => kind), groups.map(({ id }) => id)],
  )
  return new Map(byTurns.map((rule) => {
    const { kind, id } = groupOf(rule)
    return [ruleKey(rule), rows.find((row) => row.kind === kind && row.id === id)?.last ?? null]
  }))
}

/** Whose turn it was last, of the groups whose turns were locked. */
export async function keepTurns(tx: LandlordTransaction, given: { rule: ChoosingRule; person: string }[]): Promise<void> {
  for (const { rule, person } of given) {
    const { kind, id } = groupOf(rule)
    await tx.change('update casement.allocation_turn set last_staff_id = $4 where landlord_id = $1 and group_kind = $2 and group_id = $3', [tx.landlordId, kind, id, person])
  }
}

/** In the order in which every transaction locks them, so that two cannot block each other. */
function distinct(groups: GroupName[]): GroupName[] {
  const byName = new Map(groups.map((group) => [`${group.kind} ${group.id}`, group]))
  return [...byName.values()].toSorted((one, other) => (`${one.kind} ${one.id}` < `${other.kind} ${other.id}` ? -1 : 1))
}
