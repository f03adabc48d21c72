import type { Role } from '../contract/contract.ts'
import { permits } from './policy.ts'

/** Everybody sees the work of the teams they are in; whoever oversees cases, that of every team. */
export function maySeeTeam(team: string, { role, teams }: { role: Role; teams: { id: string }[] }): boolean {
  return permits('oversee-cases', [role]) || teams.some(({ id }) => id === team)
}
