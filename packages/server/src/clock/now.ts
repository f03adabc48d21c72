/** A landlord's time: where its clock is frozen (test mode), that instant; else real time. As UTC text. */
export function landlordNow({ frozen_now: frozen }: { frozen_now: string | null }): string {
  return frozen ?? realNow()
}

/** Real time, for what must not stand still with a frozen clock: sign-in, second tries, the age of keys. */
export function realNow(): string {
  return new Date().toISOString()
}
