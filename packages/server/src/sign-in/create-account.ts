import { hash } from '@node-rs/argon2'
import { v7 as newId } from 'uuid'
import { realNow } from '../clock/now.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

export interface AccountOrder {
  /** A member of staff of the transaction's landlord. */
  staffId: string
  name: string
  email: string
  passwordHash: string
}

/** argon2id with the library's settings (19 MiB, two passes); takes its time on purpose. */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

/** Lets a member of staff sign in. Whoever has an account under this e-mail address keeps it, with its password, and becomes a member. */
export async function createAccount(tx: LandlordTransaction, { staffId, name, email, passwordHash }: AccountOrder): Promise<void> {
  const [id, at, address] = [newId(), realNow(), email.toLowerCase()]
  const isNew = await tx.change(
    'insert into sign_in."user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt") values ($1, $2, $3, true, $4, $4) on conflict ("email") do nothing',
    [id, name, address, at],
  )
  const user = await tx.findRow<{ id: string }>('select "id" as id from sign_in."user" where "email" = $1', [address])
  if (user === undefined) throw new Error('The account that was made is not there')
  if (isNew > 0) {
    await tx.change(
      `insert into sign_in."account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt") values ($1, $2, 'credential', $2, $3, $4, $4)`,
      [newId(), user.id, passwordHash, at],
    )
  }
  await tx.change('insert into sign_in.membership (user_id, landlord_id, staff_id) values ($1, $2, $3) on conflict (user_id, landlord_id) do update set staff_id = excluded.staff_id, banned_at = null', [user.id, tx.landlordId, staffId])
  await tx.change('update casement.staff set account_id = $3 where landlord_id = $1 and id = $2', [tx.landlordId, staffId, user.id])
}
