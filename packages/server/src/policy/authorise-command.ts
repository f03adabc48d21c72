import { type CaseState, type CaseType, type Command, type Refusal } from '@casement/engine'
import type { Role } from '../contract/contract.ts'
import { commandPolicy, permits } from './policy.ts'

/** Whether a role may give a command to a case as it stands; a cancelled case is brought back only by who oversees cases. */
export function authoriseCommand(command: Command, { role, state }: { role: Role; state: CaseState | undefined }): Refusal | undefined {
  const permission = command.type === 'reopen-case' && state?.status === 'cancelled' ? 'oversee-cases' : commandPolicy[command.type]
  return permits(permission, [role]) ? undefined : notForThisRole
}

/** A case type may say which roles or teams start its cases; absent means everyone who works cases. */
export function authoriseOpening({ definition }: CaseType, { role, teams }: { role: Role; teams: { id: string }[] }): Refusal | undefined {
  if (!permits(commandPolicy['open-case'], [role])) return notForThisRole
  return mayStart(definition.start, { role, teams }) ? undefined : { refused: 'narrowed-by-type', words: `Cases of type ${definition.name} are started by ${definition.start?.join(' or ')}.`, remedy: 'Ask one of them, or a manager.' }
}

/** Managers and administrators may start every type. */
export function mayStart(start: string[] | undefined, { role, teams }: { role: Role; teams: { id: string }[] }): boolean {
  return start === undefined || role !== 'officer' || start.includes(role) || teams.some(({ id }) => start.includes(id))
}

const notForThisRole: Refusal = { refused: 'narrowed-by-type', words: 'Your role does not include this.', remedy: 'Ask a manager.' }
