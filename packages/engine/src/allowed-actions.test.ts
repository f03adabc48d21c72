import fc from 'fast-check'
import { isInDays } from './clocks/allowance.ts'
import { allowNow } from './clocks/targets.ts'
import { expect, test } from 'vitest'
import { allowedActions } from './allowed-actions.ts'
import { decide } from './case/decide.ts'
import type { Party } from './case/event.ts'
import type { CaseClock, CaseState, Item } from './case/state.ts'
import type { Context } from './case/turn.ts'
import type { CaseType } from './case-type/case-type.ts'
import { handlers, withoutRow, type Command, type CommandType } from './commands/command.ts'
import { findStageMoves } from './commands/move-to-stage.ts'
import { isRefusal, type RefusalCode } from './refusal.ts'
import { arbitraryCaseType } from './testing/arbitrary-case-type.ts'
import { given } from './testing/given.ts'
import { officer, sampleType } from './testing/play.ts'
import { contextAt, strokesUpTo, upToNow, walk } from './testing/walk.ts'

const isNightly = process.env['CASEMENT_NIGHTLY'] !== undefined
/** By day always the same walks, for these come to every row of the table; by night many others. */
const chance = isNightly ? { numRuns: 20_000 } : { numRuns: 100, seed: 11 }

/** What a command is about, beside the case. */
interface About {
  state: CaseState
  caseType: CaseType
  item?: Item
  clock?: CaseClock
  party?: Party
}

type Tabled = Exclude<CommandType, keyof typeof withoutRow>

/** A case that no walk knows. */
const elsewhere = { id: 'case-0', ref: 'SM-26-00000', isOpen: true }

/** Each command of the table, right in all but whether it may be given now. */
const commandsFor: { [T in Tabled]: (about: About) => Command } = {
  'start-task': ({ item }) => ({ type: 'start-task', task: item!.id }),
  'complete-task': ({ item, caseType }) => ({ type: 'complete-task', task: item!.id, outcome: caseType.step[item!.step]?.outcomes[0]?.id }),
  'skip-task': ({ item }) => ({ type: 'skip-task', task: item!.id }),
  'offer-task-again': ({ item }) => ({ type: 'offer-task-again', task: item!.id }),
  'cancel-task': ({ item }) => ({ type: 'cancel-task', task: item!.id, reason: 'why' }),
  'redo-task': ({ item }) => ({ type: 'redo-task', task: item!.id, reason: 'why' }),
  'restart-from': ({ item }) => ({ type: 'restart-from', task: item!.id, reason: 'why' }),
  'save-draft': ({ item }) => ({ type: 'save-draft', task: item!.id, notes: 'Half done' }),
  'set-waiting-on': ({ item }) => ({ type: 'set-waiting-on', task: item!.id, waitingOn: 'contractor' }),
  'move-to-stage': ({ state, caseType }) => ({ type: 'move-to-stage', stage: findStageMoves(state, caseType)[0]?.to.id ?? 'd', from: findStageMoves(state, caseType)[0]?.from.id, reason: 'why' }),
  'reassign-task': ({ item }) => ({ type: 'reassign-task', task: item!.id, to: { kind: 'team', id: 'somewhere-else' } }),
  'claim-task': ({ item }) => ({ type: 'claim-task', task: item!.id }),
  hold: ({ item, state }) => ({ type: 'hold', on: item?.id, reason: (item?.holds ?? state.holds).some(({ reason }) => reason === 'stop') ? 'run' : 'stop' }),
  release: ({ item }) => ({ type: 'release', on: item?.id }),
  'assign-owner': () => ({ type: 'assign-owner', to: { kind: 'team', id: 'somewhere-else' } }),
  'claim-case': () => ({ type: 'claim-case' }),
  'assign-manager': () => ({ type: 'assign-manager', to: { kind: 'role', id: 'manager' } }),
  'add-helper': () => ({ type: 'add-helper', person: 'ann' }),
  'remove-helper': ({ state }) => ({ type: 'remove-helper', person: state.helpers?.[0] ?? 'ann' }),
  watch: () => ({ type: 'watch' }),
  unwatch: () => ({ type: 'unwatch' }),
  'set-priority': () => ({ type: 'set-priority', priority: 'high' }),
  'edit-fields': () => ({ type: 'edit-fields', fields: { size: 3 } }),
  'add-party': () => ({ type: 'add-party', party: { role: 'witness', name: 'Ann' } }),
  'end-party': ({ party }) => ({ type: 'end-party', party: party!.id }),
  'link-record': () => ({ type: 'link-record', record: { kind: 'home', id: 'elsewhere' } }),
  'unlink-record': ({ state }) => ({ type: 'unlink-record', link: state.records?.find(({ ended }) => !ended)?.id ?? 'record.1', reason: 'why' }),
  'start-strand': ({ state }) => ({ type: 'start-strand', value: state.strands?.some(({ value, endedAt }) => value === 'x' && endedAt === undefined) ? 'y' : 'x' }),
  'end-strand': ({ state }) => ({ type: 'end-strand', strand: state.strands?.find(({ endedAt }) => endedAt === undefined)?.id ?? 'strand.1', reason: 'why' }),
  'add-note': () => ({ type: 'add-note', text: 'Seen.' }),
  'record-interaction': () => ({ type: 'record-interaction', direction: 'in', method: 'phone', notes: 'The tenant rang.' }),
  'record-access-attempt': () => ({ type: 'record-access-attempt', method: 'visit', outcome: 'no-answer', cardLeft: true }),
  'record-cost': () => ({ type: 'record-cost', for: 'Travel', kind: 'money', value: 12 }),
  'add-task': () => ({ type: 'add-task', name: 'Extra' }),
  'record-task': () => ({ type: 'record-task', step: 'a', outcome: 'yes' }),
  'record-outside-event': () => ({ type: 'record-outside-event', name: 'post' }),
  'extend-clock': ({ clock }) => ({ type: 'extend-clock', clock: clock!.id, reason: 'why' }),
  'revise-clock': ({ clock }) => ({ type: 'revise-clock', clock: clock!.id, target: isInDays(allowNow(clock!)) ? { on: '2030-01-01' } : { at: '2030-01-01T10:00:00Z' }, reason: 'why' }),
  'explain-lateness': ({ clock }) => ({ type: 'explain-lateness', clock: clock!.id, words: 'No keys' }),
  'close-case': ({ state }) => ({ type: 'close-case', explanations: Object.fromEntries(Object.keys(state.clocks).map((clock) => [clock, 'No keys'])) }),
  'cancel-case': () => ({ type: 'cancel-case', reason: 'why' }),
  'move-to-version': ({ caseType }) => ({ type: 'move-to-version', version: caseType.version + 1 }),
  'reopen-case': () => ({ type: 'reopen-case', reason: 'why' }),
  'prepare-message': ({ item }) => ({ type: 'prepare-message', task: item!.id }),
  'approve-message': ({ item }) => ({ type: 'approve-message', task: item!.id }),
  'return-message': ({ item }) => ({ type: 'return-message', task: item!.id, reason: 'why' }),
  'record-message-failed': ({ item }) => ({ type: 'record-message-failed', task: item!.id, reason: 'why' }),
  'link-case': () => ({ type: 'link-case', link: 'part-of', way: 'to', case: elsewhere, reason: 'why' }),
  'unlink-case': ({ state }) => ({ type: 'unlink-case', link: 'follows', way: 'to', ...state.links?.map(({ link, way, id }) => ({ link, way, case: id }))[0] ?? { case: 'none' }, reason: 'why' }),
  'merge-case': () => ({ type: 'merge-case', into: elsewhere, reason: 'why' }),
}

/** What shows only when it is tried: that the path would not settle, what could then never start; and what the command itself names. */
const OF_CONTENT: RefusalCode[] = ['path-does-not-settle', 'required-in-chain']
const ALSO_OF_CONTENT: Partial<Record<CommandType, RefusalCode[]>> = {
  // Both reasons hold it already.
  hold: ['case-on-hold'],
  'revise-clock': ['revision-out-of-step'],
  // Both are open.
  'start-strand': ['strand-open'],
  // What is required in it is not done.
  'end-strand': ['required-task', 'gates-open'],
  'set-priority': ['priority-of-strands'],
  // The guard of an outcome is read with the answers.
  'complete-task': ['outcome-not-possible'],
  'record-task': ['step-running', 'task-on-hold', 'element-missing', 'outcome-not-possible'],
}

test('what the table allows is never refused for its state, and what it refuses is refused in the same words', () => {
  const tried = new Map<CommandType, Set<boolean>>()
  fc.assert(fc.property(arbitraryCaseType, strokesUpTo(15), (caseType, strokes) => {
    const { state, now } = upToNow(walk(caseType, strokes), caseType)
    if (state) tryAll(state, contextAt(now, caseType), tried)
  }), chance)
  // Hardly a walk comes to a letter that somebody made ready, and somebody else approves.
  const letters = sampleType({ fields: { size: { number: {} } }, holdReasons: [{ id: 'stop', name: 'Stop' }], steps: [{ id: 'a', kind: 'task', name: 'A', outcomes: ['yes'], onDemand: true }, { id: 'notice', kind: 'message', name: 'Notice', template: 'notice', approve: 'officer' }] })
  const ready = given(letters).opened().and({ type: 'prepare-message', task: 'notice.1' }).state
  tryAll(ready, { ...contextAt(ready.lastAt, letters), actor: { ...officer, id: 'tariq' } }, tried)
  const optional = sampleType({ fields: { size: { number: {} } }, holdReasons: [{ id: 'stop', name: 'Stop' }], steps: [{ id: 'a', kind: 'task', name: 'A', outcomes: ['yes'], onDemand: true }, { id: 'b', kind: 'task', name: 'B' }, { id: 'c', kind: 'task', name: 'C' }] })
  const skipped = given(optional).opened().and({ type: 'skip-task', task: 'b.1', reason: 'why' }).state
  tryAll(skipped, contextAt(skipped.lastAt, optional), tried)
  // A row that nothing comes to would prove nothing.
  expect([...tried].filter(([, answers]) => !answers.has(true)).map(([type]) => type)).toEqual([])
})

/** Gives every command of the table, and holds what comes of it against what the table said. */
function tryAll(state: CaseState, asked: Context, tried: Map<CommandType, Set<boolean>>): void {
  const { caseType } = asked
  const context = { ...asked, movingTo: { ...caseType, version: caseType.version + 1 } }
  const allowed = allowedActions(state, context)
  const about = { state, caseType }
  const rows = [
    ...allowed.case.map((view) => ({ view, about })),
    ...Object.values(state.items).flatMap((item) => allowed.task(item).map((view) => ({ view, about: { ...about, item } }))),
    ...Object.values(state.clocks).flatMap((clock) => allowed.clock(clock).map((view) => ({ view, about: { ...about, clock } }))),
    ...state.parties.flatMap((party) => allowed.party(party).map((view) => ({ view, about: { ...about, party } }))),
  ]
  for (const { view: { command: type, refusal }, about: on } of rows) {
    tried.set(type, (tried.get(type) ?? new Set()).add(refusal === undefined))
    const result = decide(state, commandsFor[type as Tabled](on), context)
    if (refusal) expect(result).toEqual(refusal)
    else if (isRefusal(result)) expect([type, result.refused, [...OF_CONTENT, ...(ALSO_OF_CONTENT[type] ?? [])].includes(result.refused)]).toEqual([type, result.refused, true])
  }
}

test('every command has a row, or a reason why it needs none', () => {
  expect([...Object.keys(commandsFor), ...Object.keys(withoutRow)].toSorted()).toEqual([...Object.keys(handlers), 'advance-time'].toSorted())
})
