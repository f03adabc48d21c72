import type { CaseState, CaseType, CaseTypeDefinition, CommandType, Refusal } from '@casement/engine'
import type { Role } from '../contract/contract.ts'
import { commandPolicy, permissionOfCommand, permits } from './policy.ts'

/** Whether somebody of these roles may give a command to a case as it stands. The guard and the table of actions both ask here. */
export function authoriseCommand(command: CommandType, { roles, state }: { roles: readonly string[]; state: CaseState | undefined }): Refusal | undefined {
  return permits(permissionOfCommand(command, state), roles) ? undefined : notForThisRole
}

/** A case type may say which roles or teams start its cases; absent means everyone who works cases. */
export function authoriseOpening({ definition }: CaseType, { role, teams }: { role: Role; teams: { id: string }[] }): Refusal | undefined {
  if (!permits(commandPolicy['open-case'], [role])) return notForThisRole
  if (mayStart(definition, { role, teams })) return undefined
  if (definition.category === IMPORTED) return { refused: 'narrowed-by-type', words: `${definition.name} holds what was imported: its cases are not started.`, remedy: 'Start a case of another type.' }
  return { refused: 'narrowed-by-type', words: `Cases of type ${definition.name} are started by ${definition.start?.join(' or ')}.`, remedy: 'Ask one of them, or a manager.' }
}

/** The category of types derived from an event log, which hold what was imported and have no path to begin. */
export const IMPORTED = 'Imported'

/** Managers and administrators may start every type but what was imported. */
export function mayStart({ start, category }: Pick<CaseTypeDefinition, 'start' | 'category'>, { role, teams }: { role: Role; teams: { id: string }[] }): boolean {
  if (category === IMPORTED) return false
  return start === undefined || role !== 'officer' || start.includes(role) || teams.some(({ id }) => start.includes(id))
}

const notForThisRole: Refusal = { refused: 'narrowed-by-type', words: 'Your role does not include this.', remedy: 'Ask a manager.' }
