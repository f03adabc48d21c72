import { ROWS_FORM } from '../cases/case-row.ts'
import { realNow } from '../clock/now.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

export interface NewLandlord {
  name: string
  zone: string
  calendar: string
  isDemonstration?: boolean
  frozenNow?: string
}

/** Makes the landlord of the transaction. It has no case types, calendars or staff yet. */
export async function saveLandlord(tx: LandlordTransaction, { name, zone, calendar, isDemonstration = false, frozenNow }: NewLandlord): Promise<void> {
  await tx.change(
    'insert into casement.landlord (id, name, zone, calendar, is_demonstration, frozen_now, created_at, rows_form) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [tx.landlordId, name, zone, calendar, isDemonstration, frozenNow ?? null, realNow(), ROWS_FORM],
  )
}
