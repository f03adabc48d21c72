import type { LandlordTransaction } from '../database/landlord-transaction.ts'

export interface NumberSeries {
  /** The reference letters of the case type. */
  prefix: string
  /** Of the day that the case opened, in the landlord's zone. */
  year: number
}

/** The next references of a series (SA-26-00418), without gaps: the series stays locked until the transaction ends. */
export async function takeReferences(tx: LandlordTransaction, { prefix, year }: NumberSeries, count = 1): Promise<string[]> {
  const row = await tx.findRow<{ last: number }>(
    `insert into casement.case_number as n (landlord_id, prefix, year, last) values ($1, $2, $3, $4)
     on conflict (landlord_id, prefix, year) do update set last = n.last + excluded.last returning n.last`,
    [tx.landlordId, prefix, year, count],
  )
  const last = row?.last ?? count
  return Array.from({ length: count }, (_, index) => reference({ prefix, year }, last - count + 1 + index))
}

function reference({ prefix, year }: NumberSeries, number: number): string {
  return `${prefix}-${String(year % 100).padStart(2, '0')}-${String(number).padStart(5, '0')}`
}

/** What a preview of opening shows in place of a number, which it does not take. */
export function previewReference({ prefix, year }: NumberSeries): string {
  return `${prefix}-${String(year % 100).padStart(2, '0')}-new`
}
