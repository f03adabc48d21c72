import { type Actor, type Command, replay } from '@casement/engine'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inLandlord } from '../database/landlord-transaction.ts'
import { type BuiltLandlord, buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'
import type { Casework } from './casework.ts'
import { readEvents } from './read-events.ts'
import { type CommandRequest, type CommandResult, type DoneCommand, runCommand } from './run-command.ts'

/** A Monday. */
const NOW = '2026-11-16T10:00:00.000Z'

let database: TestDatabase
let casework: Casework
let landlord: BuiltLandlord
let officer: Actor

beforeAll(async () => {
  database = await createTestDatabase()
  casework = openCasework(database.appUrl)
  landlord = await buildLandlord({ pool: casework.pool, frozenNow: NOW })
  officer = { kind: 'person', ...landlord.officer }
})

afterAll(async () => {
  await casework.pool.end()
  await database.drop()
})

const newVisit = () => ({ caseType: 'void-visit', subject: { kind: 'home' as const, id: landlord.home } })

function done(result: CommandResult): DoneCommand {
  if (result.kind !== 'done') throw new Error(`Expected it to be done: ${JSON.stringify(result)}`)
  return result
}

async function open(more: Partial<CommandRequest> = {}): Promise<DoneCommand> {
  return done(await runCommand(casework, { landlordId: landlord.id, actor: officer, newCase: newVisit(), ...more } as CommandRequest))
}

function command(ref: string, command: Command, more: Partial<CommandRequest> = {}): Promise<CommandResult> {
  return runCommand(casework, { landlordId: landlord.id, actor: officer, ref, command, ...more } as CommandRequest)
}

function rows(statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  return inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => tx.rows(statement, values))
}

const visitDone: Command = { type: 'complete-task', task: 'visit.1', outcome: 'empty' }

describe('opening a case', () => {
  test('stores its events, its state, its tasks, its search entry and an audit', async () => {
    const opened = await open()
    const { ref } = opened.state
    expect(ref).toMatch(/^VV-26-\d{5}$/)
    expect(opened.state).toMatchObject({ status: 'open', openedAt: NOW, owner: { kind: 'person', id: landlord.officer.id }, fields: { postcode: 'BR1 4AA' } })
    const [stored] = await rows('select * from casement.case_record where ref = $1', [ref])
    expect(stored).toMatchObject({
      case_type: 'void-visit', case_name: 'Void visit', status: 'open', subject_kind: 'home', subject_id: landlord.home, owner_kind: 'person', owner_id: landlord.officer.id,
      opened_at: NOW, due_on: '2026-11-18', due_at: '2026-11-18T23:59:59.000Z', version: opened.version, wake_at: '2026-11-17T00:00:00.000Z',
    })
    expect(stored?.['state']).toEqual(JSON.parse(JSON.stringify(opened.state)))
    expect(await rows('select id, state, is_open, assignee_kind, assignee_id, due_on, basis from casement.task where case_id = $1 order by id', [opened.state.id])).toEqual([
      { id: 'keys.1', state: 'live', is_open: true, assignee_kind: 'team', assignee_id: 'voids', due_on: null, basis: null },
      { id: 'visit.1', state: 'live', is_open: true, assignee_kind: 'person', assignee_id: landlord.officer.id, due_on: '2026-11-18', basis: 'landlord' },
    ])
    expect(await rows(`select label, detail from casement.search_entry where kind = 'case' and id = $1`, [ref])).toEqual([{ label: `${ref} Void visit`, detail: '14 Wharf Street, Brambleford' }])
    expect(await rows('select action, actor_id, details from casement.audit where case_id = $1', [opened.state.id])).toEqual([{ action: 'open-case', actor_id: officer.id, details: { from: 1, to: opened.version } }])
    const events = await inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => readEvents(tx, { caseId: opened.state.id }))
    expect(replay(events)).toEqual(JSON.parse(JSON.stringify(opened.state)))
  })

  test('numbers cases of a type and year without a gap, also where openings are refused or previewed', async () => {
    const first = await open()
    const preview = await runCommand(casework, { landlordId: landlord.id, actor: officer, newCase: newVisit(), preview: true })
    expect(preview).toMatchObject({ kind: 'preview', state: { ref: 'VV-26-new' } })
    const refused = await runCommand(casework, { landlordId: landlord.id, actor: officer, newCase: { ...newVisit(), fields: { meter: 'x'.repeat(41) } } })
    expect(refused).toMatchObject({ kind: 'refused', refusal: { refused: 'fields-invalid' } })
    const second = await open()
    expect(Number(second.state.ref.slice(-5))).toBe(Number(first.state.ref.slice(-5)) + 1)
  })

  test('gives every one of many that open at once a number of its own', async () => {
    const opened = await Promise.all(Array.from({ length: 12 }, () => open()))
    expect(new Set(opened.map(({ state }) => state.ref)).size).toBe(12)
  })

  test('is refused without the record that it is about', async () => {
    const nowhere = await runCommand(casework, { landlordId: landlord.id, actor: officer, newCase: { caseType: 'void-visit', subject: { kind: 'home', id: 'nowhere' } } })
    expect(nowhere).toMatchObject({ kind: 'refused', refusal: { at: [{ place: 'subject', words: 'There is no home with the id nowhere.' }] } })
    const person = await runCommand(casework, { landlordId: landlord.id, actor: officer, newCase: { caseType: 'void-visit', subject: { kind: 'person', id: landlord.person } } })
    expect(person).toMatchObject({ kind: 'refused', refusal: { words: 'A case of type Void visit is about a home.' } })
  })

  test('says that there is no such case type', async () => {
    expect(await runCommand(casework, { landlordId: landlord.id, actor: officer, newCase: { caseType: 'nothing' } })).toEqual({ kind: 'case-type-not-found' })
  })
})

describe('a command', () => {
  test('appends to what was there and writes only the tasks that changed', async () => {
    const { state } = await open()
    await rows(`update casement.task set name = 'left alone' where case_id = $1 and id = 'keys.1'`, [state.id])
    const completed = done(await command(state.ref, visitDone))
    expect(completed.events.map(({ type }) => type)).toContain('task-completed')
    expect(await rows('select id, name, state, is_open, outcome, due_on, basis from casement.task where case_id = $1 order by id', [state.id])).toEqual([
      { id: 'clear.1', name: 'Clear the home', state: 'live', is_open: true, outcome: null, due_on: '2026-11-23', basis: 'code' },
      { id: 'keys.1', name: 'left alone', state: 'live', is_open: true, outcome: null, due_on: null, basis: null },
      { id: 'visit.1', name: 'Visit the home', state: 'completed', is_open: false, outcome: 'empty', due_on: null, basis: null },
    ])
    const numbers = await rows('select seq from casement.case_event where case_id = $1 order by seq', [state.id])
    expect(numbers.map(({ seq }) => seq)).toEqual(Array.from({ length: completed.version }, (_, index) => index + 1))
  })

  test('is refused by the rules without changing anything', async () => {
    const { state, version } = await open()
    expect(await command(state.ref, { ...visitDone, outcome: 'haunted' })).toMatchObject({ kind: 'refused', refusal: { refused: 'outcome-unknown' } })
    expect(await rows('select version from casement.case_record where id = $1', [state.id])).toEqual([{ version }])
    expect(await rows('select count(*)::int as count from casement.audit where case_id = $1', [state.id])).toEqual([{ count: 1 }])
  })

  test('in preview tells what would happen and writes nothing', async () => {
    const { state, version } = await open()
    const preview = await command(state.ref, visitDone, { preview: true })
    expect(preview).toMatchObject({ kind: 'preview', state: { items: { 'clear.1': { state: 'live' } } } })
    expect(await rows('select version from casement.case_record where id = $1', [state.id])).toEqual([{ version }])
  })

  test('decided on an older version is stale, and is told what happened since', async () => {
    const { state, version } = await open()
    const noted = done(await command(state.ref, { type: 'add-note', text: 'Rang the neighbour' }, { ifMatch: version }))
    expect(await command(state.ref, visitDone, { ifMatch: version })).toMatchObject({ kind: 'stale', version: noted.version, since: [{ type: 'note-added' }] })
  })

  test('of two at once on the same version, one is done and the other is stale', async () => {
    const { state, version } = await open()
    const both = await Promise.all(['one', 'two'].map((text) => command(state.ref, { type: 'add-note', text }, { ifMatch: version })))
    expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'stale'])
  })

  test('to a case that is not there, or is another landlord\'s, finds nothing', async () => {
    const { state } = await open()
    const other = await buildLandlord({ pool: casework.pool })
    const theirs = await runCommand(casework, { landlordId: other.id, actor: { kind: 'person', ...other.officer }, ref: state.ref, command: visitDone })
    expect([await command('VV-26-99999', visitDone), theirs]).toEqual([{ kind: 'not-found' }, { kind: 'not-found' }])
  })

  test('is not carried out for somebody who may not', async () => {
    const { state } = await open()
    const refusal = { refused: 'narrowed-by-type' as const, words: 'Not you.' }
    expect(await command(state.ref, visitDone, { authorise: ({ owner } = state) => (owner ? refusal : undefined) })).toEqual({ kind: 'refused', refusal })
    expect(await command(state.ref, visitDone, { authorise: () => 'not-found' })).toEqual({ kind: 'not-found' })
  })

  test('tells a new owner through the outbox, once, unless it is muted', async () => {
    const { state } = await open()
    const to = { kind: 'person' as const, id: landlord.colleague.id }
    await command(state.ref, { type: 'assign-owner', to })
    await command(state.ref, { type: 'assign-owner', to: { kind: 'person', id: landlord.manager.id } }, { muted: true })
    expect(await rows('select kind, payload from casement.outbox where case_id = $1', [state.id])).toMatchObject([{ kind: 'notify', payload: { to, what: 'case-given', ref: state.ref } }])
    expect(await rows(`select assignee_id from casement.task where case_id = $1 and id = 'visit.1'`, [state.id])).toEqual([{ assignee_id: landlord.manager.id }])
  })

  test('keeps parties where search for a person finds them', async () => {
    const { state } = await open()
    await command(state.ref, { type: 'add-party', party: { role: 'reporter', person: landlord.person } })
    await command(state.ref, { type: 'end-party', party: 'party.1' })
    expect(await rows('select role, person_id, is_ended from casement.party where case_id = $1', [state.id])).toEqual([{ role: 'reporter', person_id: landlord.person, is_ended: true }])
  })
})

describe('a request that is sent again', () => {
  const idempotency = (key: string, requestHash = 'a') => ({ key, requestHash, route: 'POST /cases' })

  test('gets the answer of the first time, though the case went on, and does nothing twice', async () => {
    const first = await open({ idempotency: idempotency('k1') })
    await command(first.state.ref, { type: 'add-note', text: 'Later' })
    const again = await open({ idempotency: idempotency('k1') })
    expect(again.replayed).toBe(true)
    expect([again.state, again.events, again.version, again.now]).toEqual(JSON.parse(JSON.stringify([first.state, first.events, first.version, first.now])))
  })

  test('finds its answer before its version is compared', async () => {
    const { state, version } = await open()
    const note: Command = { type: 'add-note', text: 'Once' }
    await command(state.ref, note, { ifMatch: version, idempotency: idempotency('k2') })
    expect(await command(state.ref, note, { ifMatch: version, idempotency: idempotency('k2') })).toMatchObject({ kind: 'done', version: version + 1, replayed: true })
  })

  test('with another body is refused, and another person\'s key is no business of this one', async () => {
    await open({ idempotency: idempotency('k3') })
    expect(await runCommand(casework, { landlordId: landlord.id, actor: officer, newCase: newVisit(), idempotency: idempotency('k3', 'b') })).toEqual({ kind: 'key-used-for-another-request' })
    expect((await open({ actor: { kind: 'person', ...landlord.colleague }, idempotency: idempotency('k3', 'b') })).replayed).toBeUndefined()
  })

  test('while the first is under way is told so', async () => {
    const both = await Promise.all([1, 2].map(() => runCommand(casework, { landlordId: landlord.id, actor: officer, newCase: newVisit(), idempotency: idempotency('k4') })))
    expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'key-in-use'])
  })

  test('to two processes at once is done once, and both answer the same', async () => {
    const other = openCasework(database.appUrl)
    const [one, two] = await Promise.all([casework, other].map((each) => runCommand(each, { landlordId: landlord.id, actor: officer, newCase: newVisit(), idempotency: idempotency('k5') })))
    await other.pool.end()
    expect(one).toMatchObject({ kind: 'done' })
    expect(two).toMatchObject({ kind: 'done' })
    expect(new Set([one, two].map((result) => result && done(result).state.ref)).size).toBe(1)
  })

  test('keeps nothing of a refusal: what was wrong may be put right under the same key', async () => {
    const { state } = await open()
    expect(await command(state.ref, { ...visitDone, outcome: 'haunted' }, { idempotency: idempotency('k6') })).toMatchObject({ kind: 'refused' })
    expect(await command(state.ref, visitDone, { idempotency: idempotency('k6', 'b') })).toMatchObject({ kind: 'done' })
  })
})

describe('a case type that changes', () => {
  test('is taken in its new version by new cases in every process, while old cases keep theirs', async () => {
    const { publishCaseTypes } = await import('../case-types/save-library.ts')
    const { voidVisit } = await import('../testing/void-visit.ts')
    const old = await open()
    await inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => publishCaseTypes(tx, [{ ...voidVisit, version: 2, name: 'Void inspection' }]))
    const fresh = await open()
    expect([old.caseType.version, fresh.caseType.version]).toEqual([1, 2])
    expect(done(await command(old.state.ref, visitDone)).caseType.version).toBe(1)
  })
})
