import type { Actor } from '@casement/engine'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishCaseTypes } from '../case-types/save-library.ts'
import type { Casework } from '../cases/casework.ts'
import { runCommand } from '../cases/run-command.ts'
import { ClockRunsForward, freezeClock } from '../clock/freeze-clock.ts'
import { leaveTestClock } from '../clock/leave-test-clock.ts'
import { readSettings } from '../settings.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { type BuiltLandlord, buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'
import { voidVisit } from '../testing/void-visit.ts'
import { findWorkTroubles, watchTroubles } from './find-troubles.ts'
import { readLandlords } from './landlords.ts'
import { doErrands, claimErrands, emptyOutbox } from './outbox.ts'
import { settleAllDue } from './settle-all-due.ts'
import { type WorkedLandlord, sweep } from './sweep.ts'
import { startWorkLoop } from './work-loop.ts'

/** A Monday; the first visit is due at the end of Wednesday. */
const OPENED = '2026-11-16T10:00:00.000Z'
const DUE = '2026-11-18T23:59:59.000Z'

let database: TestDatabase
let owner: Client
let casework: Casework

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new Client({ connectionString: database.ownerUrl })
  await owner.connect()
  casework = openCasework(database.appUrl)
})

afterAll(async () => {
  await casework.pool.end()
  await owner.end()
  await database.drop()
})

async function open(landlord: BuiltLandlord, caseType = 'void-visit'): Promise<string> {
  const actor: Actor = { kind: 'person', ...landlord.officer }
  const result = await runCommand(casework, { landlordId: landlord.id, actor, newCase: { caseType, subject: { kind: 'home', id: landlord.home } } })
  if (result.kind !== 'done') throw new Error(JSON.stringify(result))
  return result.state.ref
}

/** Lets the landlord's clock stand at an instant without doing what is due. */
async function turnClock(landlord: BuiltLandlord, now: string): Promise<WorkedLandlord> {
  await owner.query('update casement.landlord set frozen_now = $2 where id = $1', [landlord.id, now])
  const found = (await readLandlords(casework.pool)).find(({ id }) => id === landlord.id)
  if (found === undefined) throw new Error('The landlord is gone')
  return found
}

function rows(landlord: BuiltLandlord, statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  return inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => tx.rows(statement, [landlord.id, ...values]))
}

const fired = (landlord: BuiltLandlord) =>
  rows(landlord, `select c.ref, e.type, count(*)::int as times from casement.case_event e join casement.case_record c on c.landlord_id = e.landlord_id and c.id = e.case_id
    where e.landlord_id = $1 and e.type in ('clock-warned', 'clock-due', 'clock-escalated') group by 1, 2 order by 1, 2`)

const notices = (landlord: BuiltLandlord) => rows(landlord, 'select staff_id, words from casement.notice where landlord_id = $1 order by words')

describe('the passing of time', () => {
  test('wakes a case at its due moments, in their order, as of those moments, and tells the manager once', async () => {
    const landlord = await buildLandlord({ pool: casework.pool, frozenNow: OPENED })
    const ref = await open(landlord)
    const worked = await turnClock(landlord, '2026-11-20T09:00:00.000Z')
    expect(await sweep(casework, { landlord: worked })).toBe(1)
    expect(await sweep(casework, { landlord: worked })).toBe(0)
    const events = await rows(landlord, `select type, actor_kind, occurred_at, recorded_at from casement.case_event where landlord_id = $1 and type like 'clock-%' and type <> 'clock-started' order by seq`)
    expect(events).toEqual([
      { type: 'clock-warned', actor_kind: 'system', occurred_at: '2026-11-17T00:00:00.000Z', recorded_at: '2026-11-20T09:00:00.000Z' },
      { type: 'clock-due', actor_kind: 'system', occurred_at: DUE, recorded_at: '2026-11-20T09:00:00.000Z' },
      { type: 'clock-escalated', actor_kind: 'system', occurred_at: DUE, recorded_at: '2026-11-20T09:00:00.000Z' },
    ])
    expect(await rows(landlord, 'select priority, wake_at from casement.case_record where landlord_id = $1')).toEqual([{ priority: 'high', wake_at: null }])
    expect(await emptyOutbox(casework, landlord.id)).toBe(1)
    expect(await notices(landlord)).toEqual([{ staff_id: landlord.manager.id, words: `First visit was due on 2026-11-18 on case ${ref}: this is told late.` }])
    expect(await rows(landlord, 'select id from casement.outbox where landlord_id = $1')).toEqual([])
  })

  test('does everything once, though several processes do it at the same moment', async () => {
    const landlord = await buildLandlord({ pool: casework.pool, frozenNow: OPENED })
    const refs = []
    for (let nth = 0; nth < 30; nth++) refs.push(await open(landlord))
    const worked = await turnClock(landlord, '2026-11-20T09:00:00.000Z')
    const others = [openCasework(database.appUrl), openCasework(database.appUrl)]
    await Promise.all([casework, ...others].map(async (each) => {
      await sweep(each, { landlord: worked })
      await emptyOutbox(each, landlord.id)
    }))
    await settleAllDue(casework)
    await Promise.all(others.map((other) => other.pool.end()))
    const once = ['clock-due', 'clock-escalated', 'clock-warned'].map((type) => ({ type, times: 1 }))
    expect(await fired(landlord)).toEqual(refs.flatMap((ref) => once.map((event) => ({ ref, ...event }))))
    expect(await notices(landlord)).toHaveLength(30)
  })

  test('escalates once for each target though several processes look, also what it does in the case and the digest of the morning', async () => {
    const clocks = [{ ...voidVisit.clocks![0]!, escalate: [{ at: 'due' as const, do: [{ addTask: 'photograph' }, { reassign: { team: 'voids' } }, { notify: { person: '' }, digest: true }] }, { after: { workingDays: 1 }, repeat: 2, do: [{ addTask: { name: 'Call the tenant' } }] }] }]
    const landlord = await buildLandlord({ pool: casework.pool, frozenNow: OPENED, caseTypes: [] })
    clocks[0]!.escalate[0]!.do[2] = { notify: { person: landlord.colleague.id }, digest: true }
    await inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => publishCaseTypes(tx, [{ ...voidVisit, clocks }]))
    await owner.query('update casement.landlord set library_version = library_version + 1 where id = $1', [landlord.id])
    for (let nth = 0; nth < 20; nth++) await open(landlord)
    const worked = await turnClock(landlord, '2026-11-22T09:00:00.000Z')
    const others = [openCasework(database.appUrl), openCasework(database.appUrl)]
    await Promise.all([casework, ...others].map(async (each) => {
      await sweep(each, { landlord: worked })
      await emptyOutbox(each, landlord.id)
    }))
    await Promise.all(others.map((other) => other.pool.end()))
    await settleAllDue(casework)
    const added = await rows(landlord, `select name, count(*)::int as times from casement.task where landlord_id = $1 and step in ('photograph', 'extra') group by 1 order by 1`)
    expect(added).toEqual([{ name: 'Call the tenant', times: 40 }, { name: 'Photograph it', times: 20 }])
    expect(await notices(landlord)).toEqual([])
    await turnClock(landlord, '2026-11-23T08:00:00.000Z')
    await settleAllDue(casework)
    const told = await notices(landlord)
    expect(told.map(({ staff_id }) => staff_id)).toEqual([landlord.colleague.id])
    expect(told[0]?.['words']).toMatch(/^20 things wait for you\. First visit was due on 2026-11-18 on case VV-26-000\d\d: this is told late\./)
  })

  test('lets a case that asks for the day sleep until the next midnight, though nothing happened in it', async () => {
    const asking = { ...voidVisit, clocks: [], steps: [...voidVisit.steps, { id: 'later', kind: 'task' as const, name: 'Look again', after: { on: 'visit.empty', when: 'today > date("2030-01-01")' } }] }
    const landlord = await buildLandlord({ pool: casework.pool, frozenNow: OPENED, caseTypes: [asking] })
    await open(landlord)
    const before = await rows(landlord, 'select count(*)::int as events from casement.case_event where landlord_id = $1')
    const worked = await turnClock(landlord, '2026-11-17T09:00:00.000Z')
    expect(await sweep(casework, { landlord: worked })).toBe(1)
    expect(await sweep(casework, { landlord: worked })).toBe(0)
    expect(await rows(landlord, 'select wake_at from casement.case_record where landlord_id = $1')).toEqual([{ wake_at: '2026-11-18T00:00:00.000Z' }])
    expect(await rows(landlord, 'select count(*)::int as events from casement.case_event where landlord_id = $1')).toEqual(before)
  })

  test('passes by a case that fails, notes it where somebody sees it, and lets it go on once it is put right', async () => {
    const broken = { ...voidVisit, id: 'broken-visit', reference: 'BV' }
    const landlord = await buildLandlord({ pool: casework.pool, frozenNow: OPENED, caseTypes: [voidVisit, broken] })
    const [good, bad] = [await open(landlord), await open(landlord, 'broken-visit')]
    const spoil = (definition: unknown) => owner.query(`update casement.case_type set definition = $2 where landlord_id = $1 and id = 'broken-visit'`, [landlord.id, JSON.stringify(definition)])
    await spoil({ ...broken, clocks: [{ ...broken.clocks?.[0], stops: 'nobody.completed' }] })
    await owner.query('update casement.landlord set library_version = library_version + 1 where id = $1', [landlord.id])
    const worked = await turnClock(landlord, '2026-11-20T09:00:00.000Z')
    expect(await sweep(casework, { landlord: worked })).toBe(2)
    expect((await fired(landlord)).map(({ ref }) => ref)).toEqual([good, good, good])
    const { failingCases } = await findWorkTroubles(casework.pool)
    expect(failingCases).toMatchObject([{ ref: bad, failures: 1, words: expect.stringContaining('Case type broken-visit version 1 cannot be used') }])
    expect(await watchTroubles(casework.pool)()).toContain('it fails on 1 case and has given up 0 notices')
    expect(await sweep(casework, { landlord: worked })).toBe(0)

    await spoil(broken)
    await owner.query('update casement.case_record set wake_retry_at = $2 where landlord_id = $1 and wake_failures > 0', [landlord.id, OPENED])
    expect(await sweep(casework, { landlord: worked })).toBe(1)
    expect((await fired(landlord)).filter(({ ref }) => ref === bad)).toHaveLength(3)
    expect((await findWorkTroubles(casework.pool)).failingCases).toEqual([])
  })
})

describe('the outbox', () => {
  async function errand(landlord: BuiltLandlord, kind = 'notify'): Promise<void> {
    const payload = { to: { kind: 'person', id: landlord.colleague.id }, what: 'task-given', ref: 'VV-26-00001', about: 'Visit', at: OPENED }
    await owner.query(`insert into casement.outbox (landlord_id, id, key, kind, payload, available_at, created_at) values ($1, $1, 'an-errand', $2, $3, $4, $4)`, [landlord.id, kind, JSON.stringify(payload), OPENED])
  }

  test('lets only the latest attempt do an errand', async () => {
    const landlord = await buildLandlord({ pool: casework.pool })
    await errand(landlord)
    const [slow] = await claimErrands(casework, landlord.id)
    expect(await claimErrands(casework, landlord.id)).toEqual([])
    await owner.query('update casement.outbox set available_at = $2 where landlord_id = $1', [landlord.id, OPENED])
    const [quick] = await claimErrands(casework, landlord.id)
    if (!slow || !quick) throw new Error('Nothing was claimed')
    await doErrands(casework, landlord.id, [slow])
    expect(await notices(landlord)).toEqual([])
    await doErrands(casework, landlord.id, [quick])
    expect(await notices(landlord)).toEqual([{ staff_id: landlord.colleague.id, words: 'Visit on case VV-26-00001 was given to you.' }])
  })

  test('tries again later and later what fails, and in the end leaves it to a person', async () => {
    const landlord = await buildLandlord({ pool: casework.pool })
    await errand(landlord, 'pigeon')
    const pauses: number[] = []
    for (let attempt = 1; attempt <= 10; attempt++) {
      expect(await emptyOutbox(casework, landlord.id)).toBe(1)
      const [row] = await rows(landlord, 'select available_at, dead_at from casement.outbox where landlord_id = $1')
      pauses.push(Math.round((Date.parse(String(row?.['available_at'])) - Date.now()) / 30_000))
      expect(row?.['dead_at'] === null).toBe(attempt < 10)
      await owner.query('update casement.outbox set available_at = $2 where landlord_id = $1', [landlord.id, OPENED])
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 120, 120, 120])
    expect(await emptyOutbox(casework, landlord.id)).toBe(0)
    expect((await findWorkTroubles(casework.pool)).deadLetters).toContainEqual({ kind: 'pigeon', key: 'an-errand', words: 'Nothing here does errands of the kind pigeon' })
  })

  test('tells everyone of a team, of a role near the owner, and whoever owns the case now', async () => {
    const landlord = await buildLandlord({ pool: casework.pool, frozenNow: OPENED })
    await owner.query(`insert into casement.team values ($1, 'housing', 'Housing')`, [landlord.id])
    await owner.query(`insert into casement.team_member values ($1, 'housing', $2), ($1, 'housing', $3)`, [landlord.id, landlord.officer.id, landlord.manager.id])
    const other = '01990000-0000-7000-8000-00000000000f'
    await owner.query(`insert into casement.staff (landlord_id, id, name, email, initials, role, created_at) values ($1, $2, 'Lorraine Stott', 'l@larkmere.example', 'LS', 'manager', $3)`, [landlord.id, other, OPENED])
    const ref = await open(landlord)
    const [{ id: caseId } = {}] = await rows(landlord, 'select id from casement.case_record where landlord_id = $1')
    const tell = async (key: string, to: object) => {
      await owner.query(`insert into casement.outbox (landlord_id, id, key, kind, case_id, payload, available_at, created_at) values ($1, gen_random_uuid(), $2, 'notify', $3, $4, $5, $5)`,
        [landlord.id, key, caseId, JSON.stringify({ to, what: 'warning', ref, about: 'First visit', at: OPENED }), OPENED])
      await emptyOutbox(casework, landlord.id)
      return (await rows(landlord, 'select staff_id from casement.notice where landlord_id = $1 and key = $2', [key])).map(({ staff_id }) => staff_id).toSorted()
    }
    expect(await tell('team', { kind: 'team', id: 'voids' })).toEqual([landlord.colleague.id])
    expect(await tell('manager', { kind: 'role', id: 'manager' })).toEqual([landlord.manager.id])
    expect(await tell('owner', { kind: 'owner' })).toEqual([landlord.officer.id])
    await owner.query(`delete from casement.team_member where team_id = 'housing' and staff_id = $1`, [landlord.manager.id])
    expect(await tell('managers', { kind: 'role', id: 'manager' })).toEqual([landlord.manager.id, other].toSorted())
  })
})

describe('the settable clock', () => {
  test('does all that is due before it answers, runs on from there, and never goes back', async () => {
    const landlord = await buildLandlord({ pool: casework.pool, frozenNow: OPENED })
    await open(landlord)
    expect(await freezeClock(casework, '2027-01-04T09:00:00.000Z')).toBe('2027-01-04T09:00:00.000Z')
    expect(await fired(landlord)).toHaveLength(3)
    expect(await notices(landlord)).toHaveLength(1)
    await expect(freezeClock(casework, '2027-01-04T08:59:59.000Z')).rejects.toThrow(ClockRunsForward)
    const later = await open(landlord)
    expect(await rows(landlord, 'select opened_at from casement.case_record where landlord_id = $1 and ref = $2', [later])).toEqual([{ opened_at: '2027-01-04T09:00:00.000Z' }])
  })
})

describe('outside test mode', () => {
  const leave = () => leaveTestClock({ settings: readSettings({}), appUrl: database.appUrl })
  const frozen = async (landlord: BuiltLandlord) => rows(landlord, 'select frozen_now from casement.landlord where id = $1')

  test('a clock that a test froze goes back to real time once that is later', async () => {
    await owner.query(`update casement.landlord set frozen_now = null`)
    const landlord = await buildLandlord({ pool: casework.pool, frozenNow: '2020-01-04T09:00:00.000Z' })
    await leave()
    expect(await frozen(landlord)).toEqual([{ frozen_now: null }])
  })

  test('nothing starts on a database whose frozen time is still to come, and nothing is changed', async () => {
    const landlord = await buildLandlord({ pool: casework.pool, frozenNow: '2190-01-04T09:00:00.000Z' })
    await expect(leave()).rejects.toThrow('which is still to come')
    expect(await frozen(landlord)).toEqual([{ frozen_now: '2190-01-04T09:00:00.000Z' }])
    await owner.query(`update casement.landlord set frozen_now = null`)
  })

  test('the first freeze may not go behind what has been recorded', async () => {
    const landlord = await buildLandlord({ pool: casework.pool })
    await open(landlord)
    await expect(freezeClock(casework, '2020-01-04T09:00:00.000Z')).rejects.toThrow(ClockRunsForward)
    expect(await frozen(landlord)).toEqual([{ frozen_now: null }])
  })
})

describe('the work loop', () => {
  test('in two processes wakes what is due and empties the outbox, each once, until it is stopped', async () => {
    const landlord = await buildLandlord({ pool: casework.pool, frozenNow: OPENED })
    const refs = [await open(landlord), await open(landlord)]
    await turnClock(landlord, '2026-11-20T09:00:00.000Z')
    const faults: unknown[] = []
    const log = { error: (details: { err: unknown }) => void faults.push(details.err) }
    const loops = [1, 2].map(() => startWorkLoop({ appUrl: database.appUrl, log }))
    await expect.poll(() => notices(landlord), { timeout: 10_000 }).toHaveLength(2)
    await Promise.all(loops.map((loop) => loop.stop()))
    expect((await fired(landlord)).map(({ ref, times }) => ({ ref, times }))).toEqual(refs.flatMap((ref) => [1, 1, 1].map((times) => ({ ref, times }))))
    expect([faults, loops.map((loop) => loop.findFault())]).toEqual([[], [undefined, undefined]])
  })

  test('says what is wrong while it cannot work, and goes on', async () => {
    const url = new URL(database.appUrl)
    url.password = 'not-the-one'
    const faults: unknown[] = []
    const loop = startWorkLoop({ appUrl: url.toString(), log: { error: ({ err }) => void faults.push(err) } })
    await expect.poll(() => loop.findFault(), { timeout: 10_000 }).toContain('password authentication failed')
    await loop.stop()
    expect(faults).not.toEqual([])
  })
})
