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

/** The teams of the landlord; the ready library gives work to surveyors and legal. */
export const teams: readonly Team[] = [
  { id: 'housing', name: 'Housing' },
  { id: 'customer-service', name: 'Customer service' },
  { id: 'voids', name: 'Voids' },
  { id: 'income', name: 'Income' },
  { id: 'systems', name: 'Systems' },
  ...libraryTeams,
]

export const colleagues: readonly Colleague[] = [
  colleague('Rosalind Quill', 'officer', 'housing', 'north'),
  colleague('Dawn Ellery', 'manager', 'housing'),
  colleague('Tariq Fennimore', 'officer', 'housing', 'south'),
  colleague('Priya Saltmarsh', 'officer', 'housing', 'east'),
  colleague('Callum Wray', 'officer', 'housing', 'west'),
  colleague('Jess Halloway', 'officer', 'customer-service'),
  colleague('Ines Marlowe', 'officer', 'customer-service'),
  colleague('Desmond Achebe-Hall', 'manager', 'customer-service'),
  colleague('Bernard Tull', 'manager', 'voids'),
  colleague('Kezia Lomax', 'officer', 'voids'),
  colleague('Oscar Penhale', 'officer', 'surveyors'),
  colleague('Huw Dunmore', 'officer', 'surveyors'),
  colleague('Farida Nightingale', 'officer', 'legal'),
  colleague('Lorraine Stott', 'officer', 'income'),
  colleague('Miriam Oakshott', 'administrator', 'systems'),
]

function colleague(name: string, role: Role, team: string, patch?: Colleague['patch']): Colleague {
  const [given, surname] = name.toLowerCase().split(' ')
  return { name, email: `${given![0]}.${surname}@larkmere.example`, role, team, ...(patch && { patch }) }
}
