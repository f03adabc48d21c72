/** A street or block with its homes. */
export interface Street {
  name: string
  patch: string
  homes: number
  /** Postcodes in ZX are given to nobody. */
  postcode: string
  kind: 'house' | 'flat' | 'bungalow'
  /** Flats of a block are written "Flat 9, Beacon House". */
  block?: boolean
  /** Only odd numbers: the other side belongs to somebody else. */
  odd?: boolean
}

/** The first quarter of Brambleford, a town that does not exist: 200 homes. Every other quarter is like it. */
export const streets: readonly Street[] = [
  { name: 'Tannery Court', patch: 'north', homes: 14, postcode: 'ZX4 1TC', kind: 'flat' },
  { name: 'Larch Walk', patch: 'north', homes: 21, postcode: 'ZX4 1LW', kind: 'house', odd: true },
  { name: 'Cooper’s Yard', patch: 'north', homes: 4, postcode: 'ZX4 1CY', kind: 'house' },
  { name: 'Beacon House', patch: 'north', homes: 9, postcode: 'ZX4 2BH', kind: 'flat', block: true },
  { name: 'Mill Row', patch: 'north', homes: 8, postcode: 'ZX4 2MR', kind: 'house' },
  { name: 'Foundry Lane', patch: 'north', homes: 4, postcode: 'ZX4 2FL', kind: 'house' },
  { name: 'Weaver’s Close', patch: 'south', homes: 16, postcode: 'ZX4 3WC', kind: 'house' },
  { name: 'Kiln Street', patch: 'south', homes: 15, postcode: 'ZX4 3KS', kind: 'house' },
  { name: 'Heron Court', patch: 'south', homes: 16, postcode: 'ZX4 3HC', kind: 'flat', block: true },
  { name: 'Orchard Rise', patch: 'east', homes: 18, postcode: 'ZX4 4OR', kind: 'bungalow' },
  { name: 'Ropewalk', patch: 'east', homes: 13, postcode: 'ZX4 4RW', kind: 'house' },
  { name: 'Lock Cottages', patch: 'east', homes: 16, postcode: 'ZX4 4LC', kind: 'house' },
  { name: 'Quarry Road', patch: 'west', homes: 20, postcode: 'ZX4 5QR', kind: 'house', odd: true },
  { name: 'Saltbox House', patch: 'west', homes: 14, postcode: 'ZX4 5SH', kind: 'flat', block: true },
  { name: 'Clover Mead', patch: 'west', homes: 12, postcode: 'ZX4 5CM', kind: 'bungalow' },
]

/** Tenants whom the pictures and guides of Casement know by name. */
export const knownTenants: Readonly<Record<string, string>> = {
  '14 Tannery Court': 'Ivo Pendlebury',
  '3 Cooper’s Yard': 'Amara Thistlewood',
  '41 Larch Walk': 'Nettie Cobblewick',
  '27 Larch Walk': 'Kasia Wrenfield',
  '8 Mill Row': 'Gwen Arkwright-Moss',
  '2 Foundry Lane': 'Idris Puddleford',
}
