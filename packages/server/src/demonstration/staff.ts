import { libraryTeams } from '@casement/case-types'
import type { Role } from '../contract/contract.ts'
import type { Chance } from './chance.ts'
import { dealNames } from './names.ts'
import { type Town, patchOf } from './towns.ts'

export interface Team {
  id: string
  name: string
}

/** Somebody who works for the demonstration's landlord: fifteen people in Brambleford, others in further towns. */
export interface Colleague {
  name: string
  email: string
  role: Role
  /** The first is their own; in the others they help out. */
  teams: readonly string[]
  /** The patch that they look after. */
  patch?: string
}

/** The teams of the landlord, with those to which the ready library gives work. */
export const teams: readonly Team[] = [
  { id: 'housing', name: 'Housing' },
  { id: 'customer-service', name: 'Customer service' },
  { id: 'income', name: 'Income' },
  { id: 'systems', name: 'Systems' },
  ...libraryTeams,
]

export const colleagues: readonly Colleague[] = [
  colleague('Rosalind Quill', 'officer', { teams: ['housing'], patch: 'north' }),
  colleague('Dawn Ellery', 'manager', { teams: ['housing', 'neighbourhoods', 'domestic-abuse'] }),
  colleague('Tariq Fennimore', 'officer', { teams: ['housing', 'neighbourhoods'], patch: 'south' }),
  colleague('Priya Saltmarsh', 'officer', { teams: ['housing', 'domestic-abuse'], patch: 'east' }),
  colleague('Callum Wray', 'officer', { teams: ['housing'], patch: 'west' }),
  colleague('Jess Halloway', 'officer', { teams: ['customer-service', 'complaints', 'information'] }),
  colleague('Ines Marlowe', 'officer', { teams: ['complaints', 'customer-service'] }),
  colleague('Desmond Achebe-Hall', 'manager', { teams: ['customer-service', 'complaints', 'information'] }),
  colleague('Bernard Tull', 'manager', { teams: ['voids', 'lettings'] }),
  colleague('Kezia Lomax', 'officer', { teams: ['voids', 'lettings'] }),
  colleague('Oscar Penhale', 'officer', { teams: ['surveyors'] }),
  colleague('Huw Dunmore', 'officer', { teams: ['surveyors'] }),
  colleague('Farida Nightingale', 'officer', { teams: ['legal'] }),
  colleague('Lorraine Stott', 'officer', { teams: ['income'] }),
  colleague('Miriam Oakshott', 'administrator', { teams: ['systems'] }),
]

/** Who works in each further town. They have no account: nobody signs in as one of them. */
const posts: readonly Pick<Colleague, 'role' | 'teams' | 'patch'>[] = [
  { role: 'officer', teams: ['housing'], patch: 'north' },
  { role: 'officer', teams: ['housing', 'neighbourhoods'], patch: 'south' },
  { role: 'officer', teams: ['housing', 'domestic-abuse'], patch: 'east' },
  { role: 'officer', teams: ['housing'], patch: 'west' },
  { role: 'manager', teams: ['housing', 'neighbourhoods', 'domestic-abuse'] },
  { role: 'officer', teams: ['customer-service', 'complaints'] },
  { role: 'officer', teams: ['complaints', 'customer-service'] },
  { role: 'manager', teams: ['customer-service', 'complaints'] },
  { role: 'officer', teams: ['surveyors'] },
  { role: 'officer', teams: ['surveyors'] },
]

export function inventColleagues({ nth }: Town, chance: Chance): Colleague[] {
  const nextName = dealNames(chance)
  return posts.map(({ role, patch, ...post }, index) => {
    const { given, surname } = nextName()
    return { name: `${given} ${surname}`, email: `${given}.${surname}.${nth + 1}.${index + 1}@larkmere.example`.toLowerCase(), role, ...post, ...(patch !== undefined && { patch: patchOf(patch, nth) }) }
  })
}

function colleague(name: string, role: Role, place: Pick<Colleague, 'teams' | 'patch'>): Colleague {
  const [given = '', surname = ''] = name.toLowerCase().split(' ')
  return { name, email: `${given[0]}.${surname}@larkmere.example`, role, ...place }
}
