import { compileCaseType } from '../case-type/compile-case-type.ts'
import type { CaseType } from '../case-type/case-type.ts'
import type { CaseTypeDefinition } from '../case-type/definition.ts'
import { decide } from '../case/decide.ts'
import type { Actor, CaseEvent } from '../case/event.ts'
import { shownState, type CaseState } from '../case/state.ts'
import type { Context } from '../case/turn.ts'
import type { Command } from '../commands/command.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { readCaseClock } from '../settle/moments.ts'
import { englandAndWales } from './calendars.ts'

export const officer: Actor = { kind: 'person', id: 'rosalind', roles: ['officer'] }

/** A case played by hand: commands at given times, and what stands after each. */
export interface Play {
  state: CaseState
  events: CaseEvent[]
  at: (now: string) => Play
  by: (actor: Actor) => Play
  /** Carries out a command that must be possible. */
  do: (command: Command) => Play
  /** What a command would be refused for; nothing changes. */
  refused: (command: Command) => Refusal
  /** Step or item id and state, of everything but what still waits: `visit.1 live`. */
  shows: () => string[]
  clock: (id: string) => ReturnType<typeof readCaseClock>
  types: () => string[]
}

/** Compiles a small case type for a test; a finding is a mistake of the test. */
export function sampleType(definition: Partial<CaseTypeDefinition> & Pick<CaseTypeDefinition, 'steps'>): CaseType {
  const { caseType, findings } = compileCaseType({ id: 'sample', version: 1, name: 'Sample', reference: 'SM', about: 'tenancy', calendar: 'england-and-wales', ...definition })
  if (!caseType) throw new Error(findings.map(({ place, message }) => `${place}: ${message}`).join('\n'))
  return caseType
}

export function play(caseType: CaseType, opened = '2026-12-01T10:00:00Z', open: Partial<Extract<Command, { type: 'open-case' }>> = {}): Play {
  let now = opened
  let actor = officer
  const context = (): Context => ({ now, actor, caseType, calendar: () => englandAndWales, newCase: { id: 'case-1', ref: 'SM-26-00001' } })
  const game = { events: [] as CaseEvent[], state: undefined as unknown as CaseState } as Play
  const attempt = (command: Command) => decide(game.state, command, context())
  const keep = (command: Command) => {
    const result = attempt(command)
    if (isRefusal(result)) throw new Error(`${command.type} was refused: ${result.words}`)
    game.events.push(...result.events)
    game.state = result.state
    return game
  }
  game.at = (moment) => ((now = moment), game)
  game.by = (other) => ((actor = other), game)
  game.do = keep
  game.refused = (command) => {
    const result = attempt(command)
    if (!isRefusal(result)) throw new Error(`${command.type} was not refused`)
    return result
  }
  game.shows = () => Object.values(game.state.items).filter(({ state }) => state !== 'waiting').map((item) => `${item.id} ${shownState(game.state, item)}`)
  game.clock = (id) => readCaseClock(game.state.clocks[id]!, () => englandAndWales, now)
  game.types = () => game.events.map(({ type }) => type)
  return keep({ type: 'open-case', ...open })
}
