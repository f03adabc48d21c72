import type { ClockView } from '@casement/server/contract'

type Basis = ClockView['basis']

const BASES: Record<Basis, { name: string; how: string }> = {
  law: { name: 'Law', how: 'set by law' },
  code: { name: 'Code of practice', how: 'set by a code of practice' },
  landlord: { name: 'Our own target', how: 'our own target' },
}

/** Where a date comes from: law, code or the landlord's own target. */
export function basisInWords(basis: Basis): string {
  return BASES[basis].name
}

/** The same beside a date, within a sentence. */
export function howDateIsSet(basis: Basis): string {
  return BASES[basis].how
}
