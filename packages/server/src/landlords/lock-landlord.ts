import type { LandlordTransaction } from '../database/landlord-transaction.ts'

/** What two at once would both find missing, or hear, is done for a landlord one after the other. */
export async function lockLandlord(tx: LandlordTransaction): Promise<void> {
  await tx.change('select from casement.landlord where id = $1 for no key update', [tx.landlordId])
}
