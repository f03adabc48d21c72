const BASES: Record<string, string> = { law: 'Law', code: 'Code of practice', landlord: 'Our own target' }

/** Where a date comes from: law, code or the landlord's own target. */
export function basisInWords(basis: string): string {
  return BASES[basis] ?? basis
}
