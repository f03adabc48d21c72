import type { NearCase } from '../contract/contract.ts'
import { type LandlordTransaction, isUuid } from '../database/landlord-transaction.ts'
import { CASE_LIST_COLUMNS, type CaseListRow } from './read-case-list.ts'

const MOST_NEAR = 50
/** Homes of a large block; beyond, what is open there is for a list of its own. */
const MOST_NEIGHBOURS = 200

/**
 * The open cases at a record and around it, nearest first, each once. Neighbours are the other homes of the same block or, where
 * a home stands in none, of the same postcode.
 */
export async function readOpenCasesNear(tx: LandlordTransaction, { kind, id }: { kind: string; id: string }): Promise<(CaseListRow & { near: NearCase['near'] })[]> {
  return tx.rows(
    `with place as (
       select id from casement.home where landlord_id = $1 and $2 = 'home' and id = $4::uuid
       union select home_id from casement.tenancy where landlord_id = $1 and $2 = 'tenancy' and id = $4::uuid
       union select home_id from casement.household where landlord_id = $1 and $2 = 'household' and id = $4::uuid and home_id is not null
       union select t.home_id from casement.tenancy_person p join casement.tenancy t on t.landlord_id = p.landlord_id and t.id = p.tenancy_id
         where p.landlord_id = $1 and $2 = 'person' and p.person_id = $4::uuid and t.ended_on is null
     ), area as (
       select h.id, h.block_id, h.postcode from casement.home h where h.landlord_id = $1 and h.id in (select id from place)
     ), near_home as (
       select id, 'home' as near from place
       union all
       (select h.id, 'neighbour' from casement.home h
        where h.landlord_id = $1 and h.id not in (select id from place) and h.block_id in (select block_id from area union select $5::uuid) limit ${MOST_NEIGHBOURS})
       union all
       (select h.id, 'neighbour' from casement.home h
        where h.landlord_id = $1 and h.id not in (select id from place) and h.block_id is null and h.postcode in (select postcode from area where block_id is null) limit ${MOST_NEIGHBOURS})
     ), near_tenancy as (
       select t.id, n.near from near_home n join casement.tenancy t on t.landlord_id = $1 and t.home_id = n.id and t.ended_on is null
     ), near_record (kind, id, near) as (
       values ($2::text, $3::text, 'same')
       union all select 'home', id::text, near from near_home
       union all select 'tenancy', id::text, near from near_tenancy
       union all select 'person', p.person_id::text, case n.near when 'home' then 'person' else n.near end
         from near_tenancy n join casement.tenancy_person p on p.landlord_id = $1 and p.tenancy_id = n.id
       union all select 'household', o.id::text, case n.near when 'home' then 'household' else n.near end
         from near_home n join casement.household o on o.landlord_id = $1 and o.home_id = n.id
       union all select 'block', block_id::text, 'block' from area where block_id is not null
     ), found as (
       select distinct on (c.id) c.id, n.near
       from near_record n join casement.case_record c on c.landlord_id = $1 and c.subject_kind = n.kind and c.subject_id = n.id and c.ended_at is null
       order by c.id, ${RANK}
     )
     select ${CASE_LIST_COLUMNS}, n.near
     from found n join casement.case_record c on c.landlord_id = $1 and c.id = n.id
     left join casement.search_entry s on s.landlord_id = c.landlord_id and s.kind = c.subject_kind and s.id = c.subject_id
     order by ${RANK}, c.opened_at desc, c.id desc limit ${MOST_NEAR}`,
    [tx.landlordId, kind, id, isUuid(id) ? id : null, kind === 'block' && isUuid(id) ? id : null],
  )
}

const RANK = `array_position(array['same', 'person', 'household', 'home', 'block', 'neighbour'], n.near)`
