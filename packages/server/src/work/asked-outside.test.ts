import type { Actor, CaseTypeDefinition } from '@casement/engine'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Casework } from '../cases/casework.ts'
import { runCommand } from '../cases/run-command.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { type BuiltLandlord, buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'
import { claimErrands, doErrands, emptyOutbox } from './outbox.ts'

const asking: CaseTypeDefinition = {
  id: 'inspection', version: 1, name: 'Inspection', reference: 'IN', about: 'home', calendar: 'england-and-wales', owner: ['creator'],
  fields: { what: { text: {} }, related: { record: 'case' } },
  steps: [
    { id: 'visit', kind: 'task', name: 'Visit', outcomes: ['repair', 'odd', 'related'] },
    { id: 'have-repaired', kind: 'effect', name: 'Have it repaired', after: 'visit.repair', do: [{ open: { caseType: 'repair', link: 'caused-by', priority: 'high', fields: { what: 'what' } } }] },
    { id: 'ask-oddly', kind: 'effect', name: 'Ask for what is not there', after: 'visit.odd', do: [{ open: { caseType: 'unheard-of' } }, { open: { caseType: 'repair' } }] },
    { id: 'relate', kind: 'effect', name: 'Relate it', after: 'visit.related', do: [{ link: { case: 'related', as: 'follows' } }] },
    { id: 'chase', kind: 'task', name: 'Chase it', after: { any: ['ask-oddly.failed', 'relate.failed'] } },
  ],
}
const repair: CaseTypeDefinition = {
  id: 'repair', version: 1, name: 'Repair', reference: 'RE', about: 'home', calendar: 'england-and-wales', owner: ['creator'],
  fields: { what: { text: {}, required: true } }, steps: [{ id: 'mend', kind: 'task', name: 'Mend it' }],
}

let database: TestDatabase
let casework: Casework
let landlord: BuiltLandlord
let actor: Actor

beforeAll(async () => {
  database = await createTestDatabase()
  casework = openCasework(database.appUrl)
  landlord = await buildLandlord({ pool: casework.pool, frozenNow: '2026-11-16T10:00:00.000Z', caseTypes: [asking, repair] })
  actor = { kind: 'person', ...landlord.officer }
})

afterAll(async () => {
  await casework.pool.end()
  await database.drop()
})

async function open(fields: object, caseType = 'inspection'): Promise<string> {
  const result = await runCommand(casework, { landlordId: landlord.id, actor, newCase: { caseType, subject: { kind: 'home', id: landlord.home }, fields: { ...fields } } })
  if (result.kind !== 'done') throw new Error(JSON.stringify(result))
  return result.state.ref
}

const visit = (ref: string, outcome: string) => runCommand(casework, { landlordId: landlord.id, actor, ref, command: { type: 'complete-task', task: 'visit.1', outcome } })

async function stateOf(ref: string): Promise<Record<string, unknown>> {
  const [row] = await inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => tx.rows<{ state: Record<string, unknown> }>('select state from casement.case_record where landlord_id = $1 and ref = $2', [tx.landlordId, ref]))
  return row?.state ?? {}
}

const repairs = () => inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) =>
  tx.rows<{ ref: string; subject_id: string; priority: string; owner_id: string }>(`select ref, subject_id, priority, owner_id from casement.case_record where landlord_id = $1 and case_type = 'repair' order by ref`, [tx.landlordId]))

describe('a case that another asked for', () => {
  test('is opened once, though several processes do it at the same moment, about the same record and for the same owner, and both are linked', async () => {
    const ref = await open({ what: 'Roof' })
    await visit(ref, 'repair')
    const others = [openCasework(database.appUrl), openCasework(database.appUrl)]
    await Promise.all([casework, ...others].map((each) => emptyOutbox(each, landlord.id)))
    await Promise.all(others.map((other) => other.pool.end()))
    const opened = await repairs()
    expect(opened).toEqual([{ ref: 'RE-26-00001', subject_id: landlord.home, priority: 'high', owner_id: landlord.officer.id }])
    expect(await stateOf('RE-26-00001')).toMatchObject({ fields: { what: 'Roof' }, links: [{ link: 'caused-by', way: 'to', ref, depth: 1 }] })
    expect(await stateOf(ref)).toMatchObject({ requests: [], links: [{ link: 'caused-by', way: 'from', ref: 'RE-26-00001', isOpen: true }] })
  })

  test('is opened by the latest attempt only, and not again for a request that was answered', async () => {
    while ((await emptyOutbox(casework, landlord.id)) > 0);
    const before = (await repairs()).length
    await visit(await open({ what: 'Door' }), 'repair')
    const [slow] = await claimErrands(casework, landlord.id)
    await inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => tx.change('update casement.outbox set available_at = created_at where landlord_id = $1', [tx.landlordId]))
    const [quick] = await claimErrands(casework, landlord.id)
    if (!slow || !quick) throw new Error('Nothing was claimed')
    await doErrands(casework, landlord.id, [slow])
    expect(await repairs()).toHaveLength(before)
    await doErrands(casework, landlord.id, [quick])
    // The same errand once more, as after a restore of the outbox alone.
    const again = { ...quick, key: `${quick.key}/again` }
    await inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) =>
      tx.change('insert into casement.outbox (landlord_id, id, key, kind, case_id, payload, attempt, available_at, created_at) values ($1, $2, $3, $4, $5, $6, $7, now(), now())', [tx.landlordId, again.id, again.key, again.kind, again.case_id, JSON.stringify(again.payload), again.attempt]))
    await doErrands(casework, landlord.id, [again])
    expect(await repairs()).toHaveLength(before + 1)
  })

  test('that cannot be opened says why in the asking case, tells its owner, and takes no number; the path goes on from there', async () => {
    const before = await repairs()
    const ref = await open({})
    await visit(ref, 'odd')
    await emptyOutbox(casework, landlord.id)
    await emptyOutbox(casework, landlord.id)
    const failed = await inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) =>
      tx.rows<{ words: string }>(`select p.payload ->> 'words' as words from casement.event_payload p join casement.case_event e using (landlord_id, case_id, seq) join casement.case_record c on c.landlord_id = e.landlord_id and c.id = e.case_id where c.landlord_id = $1 and c.ref = $2 and e.type = 'request-failed' order by e.seq`, [tx.landlordId, ref]))
    // The two errands are done in no order.
    expect(failed.map(({ words }) => words).sort()).toEqual(['There is no case type unheard-of for this day.', expect.stringContaining('What')])
    expect(await repairs()).toEqual(before)
    const notices = await inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => tx.rows<{ staff_id: string; words: string }>(`select staff_id, words from casement.notice where landlord_id = $1 and kind = 'not-done'`, [tx.landlordId]))
    expect(notices).toContainEqual({ staff_id: landlord.officer.id, words: `Something that case ${ref} asked for could not be done.` })
    expect(await stateOf(ref)).toMatchObject({ requests: [], items: { 'chase.1': { state: 'live' } } })
    await visit(await open({ what: 'Gate' }), 'repair')
    await emptyOutbox(casework, landlord.id)
    expect(await repairs()).toHaveLength(before.length + 1)
    expect((await repairs()).at(-1)?.ref).toBe(`RE-26-0000${before.length + 1}`)
  })
})

test('a link that a path asked for is made at both ends; one with no such case says so', async () => {
  const other = await open({})
  const ref = await open({ related: other })
  await visit(ref, 'related')
  const lost = await open({ related: 'IN-20-00001' })
  await visit(lost, 'related')
  await emptyOutbox(casework, landlord.id)
  expect(await stateOf(ref)).toMatchObject({ links: [{ link: 'follows', way: 'to', ref: other }], requests: [] })
  expect(await stateOf(other)).toMatchObject({ links: [{ link: 'follows', way: 'from', ref }] })
  expect(await stateOf(lost)).toMatchObject({ requests: [], items: { 'chase.1': { state: 'live' } } })
})
