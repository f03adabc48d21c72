import type { Actor, Command } from '@casement/engine'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inLandlord } from '../database/landlord-transaction.ts'
import { type BuiltLandlord, buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'
import { readLandlords } from '../work/landlords.ts'
import { verifyLandlord } from '../verify/verify-landlord.ts'
import type { Casework } from './casework.ts'
import type { HistoryStep } from './decide-and-append.ts'
import { runCommand } from './run-command.ts'
import { type CaseHistory, runCommands } from './run-commands.ts'

let database: TestDatabase
let casework: Casework
let landlord: BuiltLandlord
let officer: Actor
const importer: Actor = { kind: 'import', id: 'old-system' }

beforeAll(async () => {
  database = await createTestDatabase()
  casework = openCasework(database.appUrl)
  landlord = await buildLandlord({ pool: casework.pool, frozenNow: '2026-11-16T10:00:00.000Z' })
  officer = { kind: 'person', ...landlord.officer }
})

afterAll(async () => {
  await casework.pool.end()
  await database.drop()
})

const visit = (outcome: string): Command => ({ type: 'complete-task', task: 'visit.1', outcome })

/** A case of last spring, written down today. */
function history(more: Partial<CaseHistory['newCase']> = {}, steps: Partial<HistoryStep>[] = []): CaseHistory {
  const today = '2026-11-16T10:00:00.000Z'
  return {
    newCase: { caseType: 'void-visit', version: 1, subject: { kind: 'home', id: landlord.home }, actor: importer, now: '2026-03-02T09:00:00.000Z', recordedAt: today, ...more },
    steps: steps.map((step) => ({ actor: importer, command: visit('empty'), now: '2026-03-04T09:00:00.000Z', recordedAt: today, ...step })),
  }
}

function rows(statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  return inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => tx.rows(statement, values))
}

const counts = () => rows('select (select count(*) from casement.case_record)::int as cases, (select count(*) from casement.case_event)::int as events')

describe('many commands on many cases', () => {
  test('open numbered cases of the year in which they began, with what was done when, and tell nobody', async () => {
    const results = await runCommands(casework, { landlordId: landlord.id, muted: true, histories: [history({}, [{}]), history(), history({ ref: 'OLD-7' })] })
    expect(results.map((result) => (result.kind === 'done' ? result.ref : result))).toEqual(['VV-26-00001', 'VV-26-00002', 'OLD-7'])
    const events = await rows(`select e.type, e.actor_kind, e.occurred_at, e.recorded_at from casement.case_event e join casement.case_record c on c.landlord_id = e.landlord_id and c.id = e.case_id where c.ref = 'VV-26-00001' and e.type in ('case-opened', 'task-completed') order by seq`)
    expect(events).toEqual([
      { type: 'case-opened', actor_kind: 'import', occurred_at: '2026-03-02T09:00:00.000Z', recorded_at: '2026-11-16T10:00:00.000Z' },
      { type: 'task-completed', actor_kind: 'import', occurred_at: '2026-03-04T09:00:00.000Z', recorded_at: '2026-11-16T10:00:00.000Z' },
    ])
    expect(await rows('select id from casement.outbox')).toEqual([])
  })

  test('change cases that are there, in the order given', async () => {
    await runCommands(casework, { landlordId: landlord.id, histories: [history({ ref: 'OLD-8' })] })
    const note = (text: string): HistoryStep => ({ actor: officer, command: { type: 'add-note', text } })
    const [result] = await runCommands(casework, { landlordId: landlord.id, histories: [{ ref: 'OLD-8', steps: [note('first'), note('second')] }] })
    expect(result).toMatchObject({ kind: 'done', ref: 'OLD-8' })
    expect(await rows(`select p.payload->>'text' as text from casement.event_payload p join casement.case_event e using (landlord_id, case_id, seq) where e.type = 'note-added' order by seq`)).toEqual([{ text: 'first' }, { text: 'second' }])
  })

  test('leave out a case of which a step is refused, and say which, while the others are written', async () => {
    const [{ cases } = {}] = await counts()
    const results = await runCommands(casework, { landlordId: landlord.id, histories: [history({ ref: 'OLD-9' }, [{}, {}]), history({ ref: 'OLD-10' }), { ref: 'NOWHERE-1', steps: [] }] })
    expect(results).toMatchObject([{ kind: 'refused', step: 1, refusal: { refused: 'task-ended' } }, { kind: 'done', ref: 'OLD-10' }, { kind: 'not-found' }])
    expect((await counts())[0]).toMatchObject({ cases: Number(cases) + 1 })
  })

  test('write all or nothing when the database fails on one', async () => {
    const before = await counts()
    await expect(runCommands(casework, { landlordId: landlord.id, histories: [history({ ref: 'OLD-11' }), history({ ref: 'OLD-10' })] })).rejects.toMatchObject({ code: '23505' })
    expect(await counts()).toEqual(before)
  })

  test('give the same cases as one command after the other', async () => {
    const [batch] = await runCommands(casework, { landlordId: landlord.id, histories: [history({ actor: officer, now: undefined, recordedAt: undefined, ref: 'OLD-12' }, [{ actor: officer, now: undefined, recordedAt: undefined }])] })
    const asked = { landlordId: landlord.id, actor: officer }
    await runCommand(casework, { ...asked, newCase: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home }, ref: 'OLD-13' } })
    const single = await runCommand(casework, { ...asked, ref: 'OLD-13', command: visit('empty') })
    if (batch?.kind !== 'done' || single.kind !== 'done') throw new Error('Both are done')
    expect({ ...batch.state, id: '', ref: '' }).toEqual({ ...single.state, id: '', ref: '' })
  })

  test('leave nothing that is not as its events say', async () => {
    for (const known of await readLandlords(casework.pool)) expect((await verifyLandlord(casework.pool, known)).faults).toEqual([])
  })
})
