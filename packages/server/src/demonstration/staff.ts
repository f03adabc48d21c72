import { libraryTeams } from '@casement/case-types'
import type { Role } from '../contract/contract.ts'

export interface Team {
  id: string
  name: string
}

/** One of the fifteen people who work for the demonstration's landlord. */
export interface Colleague {
  name: string
  email: string
  role: Role
  team: string
  /** The patch that they look after. */
  patch?: 'north' | 'south' | 'east' | 'west'
}

/** The teams of the landlord, with those to which the ready library gives work. */
export const teams: readonly Team[] = [
  { id: 'housing', name: 'Housing' },
  { id: 'customer-service', name: 'Customer service' },
  { id: 'voids', name: 'Voids' },
  { id: 'income', name: 'Income' },
  { id: 'systems', name: 'Systems' },
  ...libraryTeams,
]

export const colleagues: readonly Colleague[] = [
  colleague('Rosalind Quill', 'officer', { team: 'housing', patch: 'north' }),
  colleague('Dawn Ellery', 'manager', { team: 'housing' }),
  colleague('Tariq Fennimore', 'officer', { team: 'housing', patch: 'south' }),
  colleague('Priya Saltmarsh', 'officer', { team: 'housing', patch: 'east' }),
  colleague('Callum Wray', 'officer', { team: 'housing', patch: 'west' }),
  colleague('Jess Halloway', 'officer', { team: 'customer-service' }),
  colleague('Ines Marlowe', 'officer', { team: 'complaints' }),
  colleague('Desmond Achebe-Hall', 'manager', { team: 'customer-service' }),
  colleague('Bernard Tull', 'manager', { team: 'voids' }),
  colleague('Kezia Lomax', 'officer', { team: 'voids' }),
  colleague('Oscar Penhale', 'officer', { team: 'surveyors' }),
  colleague('Huw Dunmore', 'officer', { team: 'surveyors' }),
  colleague('Farida Nightingale', 'officer', { team: 'legal' }),
  colleague('Lorraine Stott', 'officer', { team: 'income' }),
  colleague('Miriam Oakshott', 'administrator', { team: 'systems' }),
]

function colleague(name: string, role: Role, place: Pick<Colleague, 'team' | 'patch'>): Colleague {
  const [given = '', surname = ''] = name.toLowerCase().split(' ')
  return { name, email: `${given[0]}.${surname}@larkmere.example`, role, ...place }
}
