import type { NameOf } from '../cases/holder-view.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { isUuid } from '../database/landlord-transaction.ts'

/** Whoever can be named in a case. `resident` is a person that records know, not one of the staff. */
export interface Named {
  kind: 'person' | 'team' | 'role' | 'resident'
  id: string
}

/** A changed name is seen after this long at the latest. */
const KEPT_MS = 30_000
const MOST_NAMES = 20_000

const roleNames: Record<string, string> = { officer: 'Officers', manager: 'Managers', administrator: 'Administrators' }

/** Names by id, kept for a moment, because nearly every reply shows the same few. */
export class NameBook {
  readonly #known = new Map<string, { name: string; until: number }>()

  /** Reads the names that are not known yet in one query; a name that nobody has stays its id. */
  async learn(tx: LandlordTransaction, named: Named[]): Promise<NameOf> {
    const now = Date.now()
    const unknown = named.filter(({ kind, id }) => kind !== 'role' && !this.#isKnown(keyOf(tx.landlordId, { kind, id }), now))
    if (unknown.length > 0) for (const row of await readNames(tx, unknown)) this.#keep(keyOf(tx.landlordId, row), { name: row.name, until: now + KEPT_MS })
    const { landlordId } = tx
    return (holder) => (holder.kind === 'role' ? roleNames[holder.id] ?? holder.id : this.#known.get(keyOf(landlordId, holder))?.name ?? holder.id)
  }

  #isKnown(key: string, now: number): boolean {
    return (this.#known.get(key)?.until ?? 0) > now
  }

  #keep(key: string, entry: { name: string; until: number }): void {
    if (this.#known.size >= MOST_NAMES) this.#known.clear()
    this.#known.set(key, entry)
  }
}

function keyOf(landlordId: string, { kind, id }: Named): string {
  return `${landlordId} ${kind} ${id}`
}

function readNames(tx: LandlordTransaction, named: Named[]): Promise<{ kind: Named['kind']; id: string; name: string }[]> {
  const idsOf = (kind: Named['kind']) => [...new Set(named.filter((each) => each.kind === kind && (kind === 'team' || isUuid(each.id))).map(({ id }) => id))]
  return tx.rows(
    `select 'person' as kind, id::text as id, name from casement.staff where landlord_id = $1 and id = any ($2::uuid[])
     union all select 'team', id, name from casement.team where landlord_id = $1 and id = any ($3::text[])
     union all select 'resident', id::text, name from casement.person where landlord_id = $1 and id = any ($4::uuid[])`,
    [tx.landlordId, idsOf('person'), idsOf('team'), idsOf('resident')],
  )
}
