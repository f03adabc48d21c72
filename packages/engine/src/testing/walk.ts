import fc from 'fast-check'
import { expect } from 'vitest'
import { epochMilliseconds, HOUR, instantText } from '../calendars/instant.ts'
import { decide } from '../case/decide.ts'
import type { CaseEvent } from '../case/event.ts'
import type { CaseState } from '../case/state.ts'
import type { Context } from '../case/turn.ts'
import type { CaseType } from '../case-type/case-type.ts'
import type { Command } from '../commands/command.ts'
import { isRefusal } from '../refusal.ts'
import { englandAndWales } from './calendars.ts'
import { officer } from './play.ts'

const opening = '2026-12-01T10:00:00.000Z'

/** A command as chance gives it: a kind, a number that chooses its object, the hours that pass before it, and how many ago it happened. */
const arbitraryStroke = fc.record({ kind: fc.nat(999), choice: fc.nat(30), hours: fc.nat(100), ago: fc.oneof(fc.constant(0), fc.nat(100)) })
export const strokesUpTo = (maxLength: number) => fc.array(arbitraryStroke, { maxLength, size: 'max' })
export type Stroke = { kind: number; choice: number; hours: number; ago: number }

/** Plays commands by chance on a case, as time passes; those that are refused are passed over. */
export function walk(caseType: CaseType, strokes: Stroke[], { frozen = false, commandFor = anyCommand, actor = officer, looks = [] as number[] } = {}): { state?: CaseState; events: CaseEvent[]; now: string } {
  const events: CaseEvent[] = []
  let now = opening
  let state: CaseState | undefined
  for (const [index, stroke] of [undefined, ...strokes].entries()) {
    const look = later(now, Math.min(looks[index % Math.max(looks.length, 1)] ?? 0, stroke?.hours ?? 0))
    if (looks.length > 0 && state) {
      const sweep = advance(state, caseType, look)
      events.push(...sweep.events)
      state = sweep.state
    }
    now = later(now, stroke?.hours ?? 0)
    const asked: Command | undefined = stroke ? state && commandFor(state, { ...stroke, now }) : { type: 'open-case', fields: { size: 1, last: '2026-12-04' }, parties: [{ role: 'witness', name: 'W' }, { role: 'victim', name: 'V' }] }
    if (!asked) continue
    const command = stroke && stroke.ago > 0 ? { ...asked, occurredAt: later(now, -stroke.ago) } as Command : asked
    const given = frozen ? deepFreeze(state) : state
    const before = frozen ? JSON.stringify(given) : ''
    const result = decide(given, command, { ...contextAt(now, caseType), actor })
    if (frozen) expect(JSON.stringify(given)).toBe(before)
    if (isRefusal(result)) continue
    events.push(...result.events)
    state = result.state
  }
  return { state, events, now }
}

/** What somebody asks who sees what time has done by now, also where it was not recorded yet. */
export function asSeenNow(caseType: CaseType): typeof anyCommand {
  return (state, stroke) => anyCommand(advance(state, caseType, stroke.now).state, stroke)
}

/** Refused commands leave the case as it was: time has passed all the same. */
export function upToNow({ state, now }: { state?: CaseState; now: string }, caseType: CaseType): { state?: CaseState; now: string } {
  return { state: state && advance(state, caseType, now).state, now }
}

/** Any command that chance can think of, possible or not. */
export function anyCommand(state: CaseState, { kind, choice, now }: Stroke & { now: string }): Command {
  const items = Object.keys(state.items)
  const task = items[choice % Math.max(items.length, 1)] ?? 'a.1'
  const outcome = choice % 2 === 0 ? 'yes' : 'no'
  const commands: Command[] = [
    { type: 'complete-task', task, outcome }, { type: 'complete-task', task }, { type: 'complete-task', task, outcome },
    { type: 'start-task', task }, { type: 'skip-task', task }, { type: 'cancel-task', task, reason: 'why' }, { type: 'redo-task', task, reason: 'why' },
    { type: 'hold', reason: choice % 2 === 0 ? 'stop' : 'run', on: choice % 3 === 0 ? task : undefined }, { type: 'release', on: choice % 3 === 0 ? task : undefined }, { type: 'release' },
    { type: 'record-outside-event', name: 'post' }, { type: 'edit-fields', fields: { size: choice } }, { type: 'add-task', name: 'Extra' },
    { type: 'offer-task-again', task: items.find((id) => state.items[id]!.state === 'skipped') ?? task }, { type: 'close-case', reason: 'done' }, { type: 'reopen-case', reason: 'why', restart: choice % 2 === 0 ? [task] : [] },
    { type: 'edit-fields', fields: { last: now.slice(0, 8) + String(1 + (choice % 28)).padStart(2, '0') } }, { type: 'hold', reason: choice % 2 === 0 ? 'stop' : 'run', on: choice % 3 === 0 ? task : undefined, until: later(now, 1 + choice * 7) },
    { type: 'extend-clock', clock: 'overall.1', by: { workingDays: 1 + (choice % 7) }, reason: 'why' }, { type: 'complete-task', task: items.findLast((id) => id.startsWith('notice.')) ?? task },
    { type: 'move-to-stage', stage: choice % 2 === 0 ? 'd' : 'h', reason: 'why' }, { type: 'restart-from', task, reason: 'why' }, { type: 'restart-from', task: items.findLast((id) => id.startsWith('d.')) ?? task, reason: 'why' }, { type: 'reopen-case', reason: 'why', restartFrom: task }, { type: 'save-draft', task, notes: 'Half done' },
    { type: 'set-waiting-on', task, waitingOn: 'contractor' }, { type: 'record-access-attempt', method: 'visit', outcome: 'no-answer', cardLeft: true }, { type: 'record-cost', for: 'Travel', kind: 'time', value: 1 + choice },
    { type: 'record-task', step: 'a', outcome }, { type: 'edit-fields', fields: { pace: choice % 2 === 0 ? 'fast' : 'slow' } }, { type: 'assign-owner', to: choice % 2 === 0 ? { kind: 'team', id: 'lettings' } : { kind: 'person', id: 'tariq' } },
    { type: 'claim-case' }, { type: 'add-helper', person: `p${choice}` }, { type: 'watch' }, { type: 'hand-back', to: 'priya' },
    ...aboutOthers(state, choice), ...aboutLetters(state, choice), ...aboutSets(choice),
    { type: 'complete-task', task, fields: { points: choice % 12, worse: choice % 3 === 0 } }, { type: 'complete-task', task, fields: { points: choice % 12 }, override: { band: outcome, reason: 'why' } },
  ]
  return commands[kind % commands.length]!
}

/** What hangs together with other cases, and what came of what the case asked for. */
function aboutOthers({ requests = [] }: CaseState, choice: number): Command[] {
  const other = { id: 'case-2', ref: 'SM-26-00002', isOpen: true }
  const answer = choice % 2 === 0 ? { failed: 'It was not there' } : { case: { ...other, id: `case-${choice}` } }
  return [
    { type: 'link-case', link: choice % 2 === 0 ? 'blocks' : 'follows', way: choice % 3 === 0 ? 'from' : 'to', case: other, reason: 'why' },
    { type: 'note-linked-case', case: other.id, isOpen: choice % 3 === 0 },
    { type: 'answer-request', request: requests[choice % Math.max(requests.length, 1)]?.seq ?? 0, ...answer },
    choice % 5 === 0 ? { type: 'merge-case', into: other, reason: 'why' } : { type: 'unlink-case', link: 'blocks', way: 'from', case: other.id, reason: 'why' },
  ]
}

/** How far a letter comes; whoever approves it did not make it ready only where an earlier stroke was somebody else's. */
function aboutLetters({ items }: CaseState, choice: number): Command[] {
  const letters = Object.values(items).filter(({ kind }) => kind === 'message').map(({ id }) => id)
  const task = letters[choice % Math.max(letters.length, 1)] ?? 'notice.1'
  return [{ type: 'prepare-message', task }, { type: 'approve-message', task }, { type: 'return-message', task, reason: 'why' }, { type: 'record-message-delivered', task }, { type: 'record-message-failed', task, reason: 'why' }]
}

/** What steps are done for each of comes and goes. */
function aboutSets(choice: number): Command[] {
  const joining: Command = { type: 'add-party', party: { role: choice % 2 === 0 ? 'witness' : 'victim', name: 'X' } }
  return [
    joining, joining, { type: 'end-party', party: `party.${1 + (choice % 3)}` },
    choice % 3 === 0 ? { type: 'unlink-record', link: `record.${1 + (choice % 2)}`, reason: 'why' } : { type: 'link-record', record: { kind: 'home', id: `h${choice % 3}` } },
    { type: 'start-strand', value: choice % 2 === 0 ? 'x' : 'y' }, choice % 2 === 0 ? { type: 'end-strand', strand: `strand.${1 + (choice % 3)}`, reason: 'why' } : { type: 'set-priority', priority: choice % 3 === 0 ? 'high' : 'low', strand: `strand.${1 + (choice % 3)}` },
    { type: 'edit-fields', fields: { kinds: [[], ['x'], ['y'], ['x', 'y']][choice % 4] } },
  ]
}

export function contextAt(now: string, caseType: CaseType): Context {
  return { now, actor: officer, caseType, calendar: () => englandAndWales, newCase: { id: 'case-1', ref: 'SM-26-00001' } }
}

export function advance(state: CaseState, caseType: CaseType, now: string): { events: CaseEvent[]; state: CaseState } {
  const result = decide(state, { type: 'advance-time' }, contextAt(now, caseType))
  if (isRefusal(result)) throw new Error(result.words)
  return result
}

export function later(now: string, hours: number): string {
  return instantText(epochMilliseconds(now) + hours * HOUR)
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
  }
  return value
}
