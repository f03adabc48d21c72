import { hash } from '@node-rs/argon2'
import { realNow } from '../clock/now.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { demonstrationPassword } from './sign-ins.ts'
import type { StaffMember } from './world.ts'

/** Gives everyone an account with the one password, which is hashed once: argon2id takes its time on purpose. */
export async function saveAccounts(tx: LandlordTransaction, staff: readonly StaffMember[]): Promise<void> {
  const at = realNow()
  const password = await hash(demonstrationPassword)
  for (const { id, name, email } of staff) {
    await tx.change('insert into sign_in."user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt") values ($1, $2, $3, true, $4, $4)', [id, name, email, at])
    await tx.change('insert into sign_in."account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt") values ($1, $1, \'credential\', $1, $2, $3, $3)', [id, password, at])
    await tx.change('insert into sign_in.membership (user_id, landlord_id, staff_id) values ($1, $2, $3)', [id, tx.landlordId, id])
    await tx.change('update casement.staff set account_id = $3 where landlord_id = $1 and id = $2', [tx.landlordId, id, id])
  }
}
