import { exampleActor } from '@casement/case-types'
import { type CaseEvent, type CaseState, type CaseType, type CaseTypeDefinition, type Command, compileCaseType, decide, isRefusal } from '@casement/engine'
import { type Deed, benchCalendar } from './engine-speed.ts'

/** A procedure that comes back to a home again and again: its cases grow for years. */
export const longCaseType: CaseTypeDefinition = {
  id: 'recurring-repairs', version: 1, name: 'Recurring repairs', reference: 'RR', about: 'none', calendar: 'england-and-wales', owner: ['creator'],
  fields: { size: { number: { min: 0 } } },
  holdReasons: [{ id: 'no-access', name: 'No access' }],
  clocks: [{ id: 'overall', name: 'Overall', basis: 'law', allow: { months: 6 }, starts: 'case.opened', stops: 'end', pausedBy: ['no-access'] }],
  steps: [
    { kind: 'task', id: 'visit', name: 'Visit the home', for: 'owner', repeatable: true, outcomes: ['in-order', 'work-needed'], clock: { allow: { workingDays: 10 }, pausedBy: ['no-access'] }, fields: { found: { text: {} } } },
    { kind: 'decision', id: 'how-large', name: 'How large', repeatable: true, after: 'visit.work-needed', branches: [{ id: 'large', when: 'size > 2' }], otherwise: { id: 'small' } },
    { kind: 'task', id: 'repair', name: 'Repair it', for: 'owner', repeatable: true, after: 'how-large.large' },
    { kind: 'message', id: 'letter', name: 'Tell the resident', template: 'letter', repeatable: true, after: 'repair' },
    { kind: 'task', id: 'closing-visit', name: 'Look at it for the last time', after: 'outside.ended' },
    { kind: 'finish', id: 'end', name: 'Ended', after: 'closing-visit' },
  ],
}

/** A case of so many events, made by what people do. */
export interface LongCase {
  caseType: CaseType
  deeds: Deed[]
  events: CaseEvent[]
  state: CaseState
}

/** Works a case until so many events have been recorded: visits, repairs, letters, notes, holds, fields, costs, and every tenth visit done again. */
export function growLongCase(length: number): LongCase {
  const { caseType } = compileCaseType(longCaseType)
  if (caseType === undefined) throw new Error('The long case type cannot be used')
  const [deeds, events]: [Deed[], CaseEvent[]] = [[], []]
  let state: CaseState | undefined
  const act = (command: Command) => {
    const deed = { now: new Date(Date.UTC(2026, 0, 5, 9) + deeds.length * MINUTES_BETWEEN).toISOString(), actor: exampleActor(), command }
    const decision = decide(state, command, { ...deed, caseType, calendar: benchCalendar, newCase: state ? undefined : { id: 'case', ref: 'BENCH-1' } })
    if (isRefusal(decision)) throw new Error(`${command.type} was refused: ${decision.words}`)
    deeds.push(deed)
    for (const event of decision.events) events.push(event)
    state = decision.state
  }
  act({ type: 'open-case', fields: { size: 5 } })
  for (let round = 1; state!.version < length; round++) for (const command of commandsOf(round)) act(typeof command === 'function' ? command(state!) : command)
  return { caseType, deeds, events, state: state! }
}

const MINUTES_BETWEEN = 10 * 60 * 1000

/** What is done in one round; what is to be done with a task is found in the case as it stands. */
function commandsOf(round: number): (Command | ((state: CaseState) => Command))[] {
  const visit = (outcome: string) => (state: CaseState): Command => ({ type: 'complete-task', task: last(state, 'visit', 'live'), outcome, fields: { found: 'Condensation at the bathroom window; the fan does not run.' } })
  const complete = (step: string) => (state: CaseState): Command => ({ type: 'complete-task', task: last(state, step, 'live') })
  const redoVisit = (state: CaseState): Command => ({ type: 'redo-task', task: last(state, 'visit', 'completed'), reason: 'It was the wrong home' })
  return [
    { type: 'add-note', text: `Rang before visit ${round}; she will be in on Thursday morning.` },
    { type: 'hold', reason: 'no-access' }, { type: 'release' },
    { type: 'record-access-attempt', method: 'visit', outcome: 'no-answer', cardLeft: true },
    ...(round % 2 === 0 ? [visit('work-needed'), complete('repair'), complete('letter')] : [visit('in-order')]),
    ...(round % 10 === 5 ? [redoVisit, visit('in-order')] : []),
    { type: 'edit-fields', fields: { size: 3 + (round % 5) } },
    { type: 'record-cost', for: 'Travel', kind: 'time', value: 20 },
  ]
}

function last({ items }: CaseState, step: string, state: 'live' | 'completed'): string {
  return Object.values(items).findLast((item) => item.step === step && item.state === state)!.id
}
