import { caseTable, clockTable, letterTable, partyTable, taskTable, type CommandType, type Row } from './commands/command.ts'
import type { Actor, Party } from './case/event.ts'
import type { CaseClock, CaseState, Item } from './case/state.ts'
import { beginTurn, type Context } from './case/turn.ts'
import { situationOf } from './commands/situation.ts'
import type { Refusal } from './refusal.ts'

export type TaskAction = keyof typeof taskTable
export type LetterAction = keyof typeof letterTable
export type CaseAction = keyof typeof caseTable
export type ClockAction = keyof typeof clockTable
export type PartyAction = keyof typeof partyTable

export interface ActionView<Action extends string = string> {
  action: Action
  command: CommandType
  allowed: boolean
  refusal?: Refusal
}

/**
 * For every state, which commands are possible and otherwise why not. The guard, the API and the screen read this one table;
 * what a command's own content may still get wrong (an outcome, a reason) is not in it.
 */
export function allowedActions(state: CaseState, context: Pick<Context, 'caseType' | 'calendar' | 'now'> & { actor: Actor }) {
  const situation = situationOf(beginTurn(state, context))
  const viewsOf = <Action extends string, Of>(table: Record<Action, Row<Of>>, of: Of) => (Object.keys(table) as Action[]).map((action) => view(action, table[action], table[action].whyNot(situation, of)))
  return {
    case: viewsOf<CaseAction, void>(caseTable, undefined),
    task: (item: Item): ActionView<TaskAction | LetterAction>[] => {
      if (item.state === 'superseded') return []
      const views = viewsOf<TaskAction, Item>(taskTable, item)
      return item.kind === 'message' ? [...views, ...viewsOf<LetterAction, Item>(letterTable, item)] : views
    },
    clock: (clock: CaseClock) => viewsOf<ClockAction, CaseClock>(clockTable, clock),
    party: (party: Party) => viewsOf<PartyAction, Party>(partyTable, party),
  }
}

function view<Action extends string>(action: Action, { command }: Pick<Row<never>, 'command'>, refusal: Refusal | undefined): ActionView<Action> {
  return refusal ? { action, command, allowed: false, refusal } : { action, command, allowed: true }
}
