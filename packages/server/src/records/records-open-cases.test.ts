import type { CaseTypeDefinition } from '@casement/engine'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publishCaseTypes } from '../case-types/save-library.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { type BuiltLandlord, openCasework } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'
import { verifyLandlord } from '../verify/verify-landlord.ts'
import { claimErrands, doErrands, emptyOutbox } from '../work/outbox.ts'
import { readLandlords } from '../work/landlords.ts'

const base = { version: 1, calendar: 'england-and-wales', steps: [{ id: 'look', kind: 'task' as const, name: 'Look at it' }] }
/** As the case type of the library does. */
const empty: CaseTypeDefinition = {
  ...base, id: 'empty', name: 'Empty home', reference: 'EH', about: 'home', owner: [{ team: 'voids' }], fields: { tenancyEnds: { date: {}, required: true }, bedrooms: { number: {}, from: 'home' } },
  opensOn: [{ record: 'tenancy', name: 'The tenancy is to end', when: 'endedOn != null', fields: { tenancyEnds: 'endedOn' }, unlessOpen: true }],
}
const newHome: CaseTypeDefinition = {
  ...base, id: 'new-home', name: 'New home', reference: 'NH', about: 'home', fields: { bedrooms: { number: {}, required: true, from: 'home' } },
  opensOn: [{ record: 'home', name: 'A new house', is: 'new', when: 'kind = "house"' }],
}
const offer: CaseTypeDefinition = {
  ...base, id: 'offer', name: 'Offer', reference: 'OF', about: ['person', 'home'], fields: { on: { date: {} }, points: { number: {} } },
  opensOn: [
    { record: 'application', name: 'A full offer was made', has: { applicant: 'person', status: 'text', offeredOn: 'date', points: 'text' }, changes: 'status', when: 'status = "full-offer"', fields: { on: 'offeredOn' } },
    { record: 'application', name: 'Many points', has: { applicant: 'person', points: 'text' }, when: 'number(points) > 100', fields: { points: 'number(points)' } },
  ],
}

let house: TestApplication
let landlord: BuiltLandlord
let [dawn, rosalind]: Visitor[] = []

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: '2026-11-16T10:00:00.000Z', caseTypes: [empty, newHome, offer] })
  await rows(`update casement.staff set role = 'administrator' where landlord_id = $1 and id = '${landlord.manager.id}' returning id`)
  await rows(`update casement.staff set role = 'manager' where landlord_id = $1 and id = '${landlord.colleague.id}' returning id`)
  dawn = await house.visit(landlord, landlord.manager)
  rosalind = await house.visit(landlord, landlord.officer)
})

afterAll(() => house.close())

const casework = () => house.parts.casework
const rows = <Row extends Record<string, unknown>>(statement: string, values: unknown[] = []) => inLandlord({ pool: house.parts.casework.pool, landlordId: landlord.id }, (tx) => tx.rows<Row>(statement, [tx.landlordId, ...values]))
const send = (body: object) => dawn!.send('POST', '/api/v1/records', { body: { as: 'news', ...body } })
const work = async () => { while ((await emptyOutbox(casework(), landlord.id)) > 0); }
const casesOf = (type: string) => rows<{ ref: string; subject_kind: string; subject_id: string; state: Record<string, unknown> }>('select ref, subject_kind, subject_id, state from casement.case_record where landlord_id = $1 and case_type = $2 order by ref', [type])
const openingsOf = (type: string) => rows<{ number: number; refused: string | null; opened: boolean }>('select number, refused, case_id is not null as opened from casement.record_opening where landlord_id = $1 and case_type = $2 order by noticed_at, record_id, number', [type])

async function saved(body: object): Promise<unknown[]> {
  const reply = await send(body)
  expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)])
  return reply.json().opening
}

/** A home with a tenancy, as history. */
async function letHome(): Promise<{ home: string; tenancy: object & { id: string } }> {
  const [home, id] = [newId(), newId()]
  const tenancy = { id, reference: `TN-${id.slice(-6)}`, home, startedOn: '2020-02-03', tenants: [landlord.person] }
  expect(await saved({ as: 'history', homes: [{ id: home, address: '2 Wharf Street', bedrooms: 2, kind: 'house' }], tenancies: [tenancy] })).toEqual([])
  return { home, tenancy }
}

describe('what happens to a record', () => {
  test('opens a case of the type that says so, about what the record names, with its owner and why it is there', async () => {
    const { home, tenancy } = await letHome()
    expect(await saved({ tenancies: [{ ...tenancy, arrears: 12.5 }] })).toEqual([])
    expect(await saved({ tenancies: [{ ...tenancy, endedOn: '2026-12-24' }] })).toEqual([{ caseType: 'empty', record: { kind: 'tenancy', id: tenancy.id }, name: 'The tenancy is to end' }])
    await work()
    const [opened, ...more] = await casesOf('empty')
    expect(more).toEqual([])
    expect(opened).toMatchObject({ ref: 'EH-26-00001', subject_kind: 'home', subject_id: home, state: { fields: { tenancyEnds: '2026-12-24', bedrooms: 2 }, owner: { kind: 'team', id: 'voids' } } })
    const [first] = (await rosalind!.get(`/api/v1/cases/${opened?.ref}/events`)).json().items
    expect(first).toMatchObject({ type: 'case-opened', actor: { kind: 'system', id: 'records' }, words: expect.stringMatching(/tenancy is to end: tenancy TN-/) })
  })

  test('opens it once, though the same is sent again, by several at once, and several processes do the work', async () => {
    const { tenancy } = await letHome()
    const before = (await casesOf('empty')).length
    const told = await Promise.all([1, 2, 3].map(() => saved({ tenancies: [{ ...tenancy, endedOn: '2026-12-31' }] })))
    expect(told.flat()).toHaveLength(1)
    const others = [openCasework(house.appUrl), openCasework(house.appUrl)]
    await Promise.all([casework(), ...others].map((each) => emptyOutbox(each, landlord.id)))
    await Promise.all(others.map((other) => other.pool.end()))
    expect(await saved({ tenancies: [{ ...tenancy, endedOn: '2026-12-31' }] })).toEqual([])
    await work()
    expect(await casesOf('empty')).toHaveLength(before + 1)
  })

  test('opens it once, though a new record is sent by several at once', async () => {
    const home = { id: newId(), address: '9 New Row', kind: 'house', bedrooms: 3 }
    const told = await Promise.all([1, 2, 3, 4].map(() => saved({ homes: [home] })))
    expect(told.flat()).toHaveLength(1)
    await work()
    expect(await casesOf('new-home')).toMatchObject([{ subject_id: home.id, state: { fields: { bedrooms: 3 } } }])
  })

  test('opens it once, though its errand comes back', async () => {
    await saved({ homes: [{ id: newId(), address: '10 New Row', kind: 'house', bedrooms: 1 }] })
    const claimed = await claimErrands(casework(), landlord.id)
    await doErrands(casework(), landlord.id, claimed)
    const [first] = claimed
    const before = await casesOf('new-home')
    await rows(`insert into casement.outbox (landlord_id, id, key, kind, payload, available_at, created_at) values ($1, $2, 'again', $3, $4, now(), now()) returning id`, [newId(), first?.kind, JSON.stringify(first?.payload)])
    await work()
    expect(await casesOf('new-home')).toEqual(before)
    await expect(rows(`insert into casement.record_opening select * from casement.record_opening where landlord_id = $1 returning number`)).rejects.toMatchObject({ code: '23505' })
  })

  test('opens none where it is history: 500 homes that are taken over open no case', async () => {
    const before = await casesOf('new-home')
    expect(await saved({ as: 'history', homes: Array.from({ length: 500 }, (_, index) => ({ id: newId(), address: `${index} Old Row`, kind: 'house' })) })).toEqual([])
    await work()
    expect(await casesOf('new-home')).toEqual(before)
  })

  test('opens none where one is open about the same record already, when the type says so', async () => {
    const { home, tenancy } = await letHome()
    const { ref } = (await rosalind!.send('POST', '/api/v1/cases', { body: { caseType: 'empty', subject: { kind: 'home', id: home }, fields: { tenancyEnds: '2026-12-20' } } })).json()
    expect(await saved({ tenancies: [{ ...tenancy, endedOn: '2026-12-20' }] })).toHaveLength(1)
    await work()
    expect((await casesOf('empty')).filter(({ subject_id: id }) => id === home).map((one) => one.ref)).toEqual([ref])
  })

  test('opens another when it happens again', async () => {
    const { home, tenancy } = await letHome()
    const closeAll = () => rows('update casement.case_record set ended_at = now() where landlord_id = $1 and subject_id = $2 returning id', [home])
    for (const ends of ['2026-12-24', undefined, '2027-01-10']) {
      await saved({ tenancies: [{ ...tenancy, endedOn: ends }] })
      await work()
      await closeAll()
    }
    const opened = (await casesOf('empty')).filter(({ subject_id: id }) => id === home)
    expect(opened.map(({ state }) => state['fields'])).toMatchObject([{ tenancyEnds: '2026-12-24' }, { tenancyEnds: '2027-01-10' }])
    await rows('update casement.case_record set ended_at = null where landlord_id = $1 and subject_id = $2 returning id', [home])
  })
})

describe('a record that another system sends', () => {
  const application = (more: object) => ({ others: [{ kind: 'application', id: 'A-77', values: { applicant: landlord.person, status: 'listed', points: '12', ...more } }] })

  test('opens a case of the named type by its changes, about whom it names', async () => {
    expect(await saved(application({}))).toEqual([])
    expect(await saved(application({ status: 'invited' }))).toEqual([])
    expect(await saved(application({ status: 'full-offer', offeredOn: '2026-11-16' }))).toHaveLength(1)
    expect(await saved(application({ status: 'full-offer', offeredOn: '2026-11-16' }))).toEqual([])
    await work()
    expect(await casesOf('offer')).toMatchObject([{ ref: 'OF-26-00001', subject_kind: 'person', subject_id: landlord.person, state: { fields: { on: '2026-11-16' } } }])
  })

  test('whose rule cannot be worked out opens none, and those who manage are told, once', async () => {
    expect(await saved(application({ status: 'listed', points: 'many' }))).toEqual([])
    expect(await saved(application({ status: 'listed', points: 'most' }))).toEqual([])
    await work()
    const told = await rows<{ words: string; staff_id: string }>(`select words, staff_id from casement.notice where landlord_id = $1 and kind = 'not-opened' and words like '%application A-77%'`)
    expect(told).toMatchObject([{ staff_id: landlord.colleague.id, words: expect.stringMatching(/^Many points: application A-77\. A case of type offer was to be opened and was not\. /) }])
    expect(await saved(application({ status: 'listed', points: '120' }))).toHaveLength(1)
    await work()
    expect((await casesOf('offer')).at(-1)?.state['fields']).toEqual({ points: 120 })
  })
})

test('a case that cannot be opened takes no number, and those who manage are told why', async () => {
  const before = await casesOf('new-home')
  await saved({ homes: [{ id: newId(), address: '11 New Row', kind: 'house' }] })
  await work()
  expect(await casesOf('new-home')).toEqual(before)
  expect((await openingsOf('new-home')).filter(({ refused }) => refused !== null)).toEqual([{ number: 1, opened: false, refused: 'Bedrooms is needed.' }])
  const told = await rows<{ words: string }>(`select words from casement.notice where landlord_id = $1 and kind = 'not-opened' and words like '%11 New Row%'`)
  expect(told.map(({ words }) => words)).toEqual(['A new house: home 11 New Row. A case of type new-home was to be opened and was not. Bedrooms is needed.'])
  await saved({ homes: [{ id: newId(), address: '12 New Row', kind: 'house', bedrooms: 1 }] })
  await work()
  const refs = (await casesOf('new-home')).map(({ ref }) => ref)
  expect(refs).toEqual(refs.map((_, index) => `NH-26-${String(index + 1).padStart(5, '0')}`))
})

test('what opens a case is what the newest version says, and one that is withdrawn says nothing', async () => {
  await inLandlord({ pool: casework().pool, landlordId: landlord.id }, (tx) => publishCaseTypes(tx, [{ ...newHome, version: 2, opensOn: [{ record: 'home', name: 'A new flat', is: 'new', when: 'kind = "flat"' }] }]))
  const home = (kind: string) => ({ homes: [{ id: newId(), address: '13 New Row', kind, bedrooms: 1 }] })
  expect([await saved(home('house')), await saved(home('flat'))]).toEqual([[], [expect.objectContaining({ name: 'A new flat' })]])
  await work()
  expect((await casesOf('new-home')).at(-1)?.state['caseType']).toEqual({ id: 'new-home', version: 2 })
  await dawn!.send('POST', '/api/v1/case-types/new-home/versions/2/withdrawal')
  expect([await saved(home('flat')), (await saved(home('house'))).length]).toEqual([[], 1])
})

describe('a request that is wrong', () => {
  const nobody = '01890000-0000-7000-8000-000000000000'
  test.each<[body: object, path: string]>([
    [{ as: undefined }, 'as'],
    [{ people: [{ id: 'x', name: 'Ann' }] }, 'people.0.id'],
    [{ homes: [{ id: nobody, address: '1 Row', colour: 'red' }] }, 'homes.0.colour'],
    [{ tenancies: [{ id: nobody, home: nobody, startedOn: '2026-02-30', tenants: [] }] }, 'tenancies.0.startedOn'],
    [{ people: [{ id: nobody, name: 'Ann' }, { id: nobody, name: 'Bea' }] }, 'people.1.id'],
    [{ tenancies: [{ id: nobody, home: nobody, startedOn: '2026-02-03', tenants: [nobody] }] }, 'tenancies.0.home'],
    [{ homes: [{ id: nobody, address: '1 Row', patch: 'south' }] }, 'homes.0.patch'],
    [{ homes: [{ id: nobody, address: '1 Row', block: nobody }] }, 'homes.0.block'],
    [{ households: [{ id: nobody, name: 'Okafor', home: nobody }] }, 'households.0.home'],
    [{ others: [{ kind: 'nomination', id: 'N-1', values: {} }] }, 'others.0.kind'],
    [{ others: [{ kind: 'home', id: 'N-1', values: {} }] }, 'others.0.kind'],
    [{ others: [{ kind: 'application', id: 'A-1', values: { status: 3 } }] }, 'others.0.values.status'],
    [{ others: [{ kind: 'application', id: 'A-1', values: { offeredOn: 'soon' } }] }, 'others.0.values.offeredOn'],
    [{ others: [{ kind: 'application', id: 'A-1', values: { applicant: nobody } }] }, 'others.0.values.applicant'],
  ])('as %.90j saves nothing, and the place is named', async (body, path) => {
    const before = await rows('select (select count(*) from casement.home where landlord_id = $1) as homes, (select count(*) from casement.sent_record where landlord_id = $1) as sent, (select count(*) from casement.person where landlord_id = $1) as people')
    const reply = await send({ people: [{ id: newId(), name: 'Cleo' }], ...body })
    expect([reply.statusCode, reply.json().fields?.[0]?.path]).toEqual([400, path])
    expect(reply.json().fields[0].words).toMatch(/.{8,}/)
    expect(await rows('select (select count(*) from casement.home where landlord_id = $1) as homes, (select count(*) from casement.sent_record where landlord_id = $1) as sent, (select count(*) from casement.person where landlord_id = $1) as people')).toEqual(before)
  })

  test('of somebody who does not administer is not carried out', async () => {
    expect((await rosalind!.send('POST', '/api/v1/records', { body: { as: 'news' } })).statusCode).toBe(403)
  })
})

test('every case that records opened is as its events say', async () => {
  for (const known of await readLandlords(casework().pool)) expect((await verifyLandlord(casework().pool, known)).faults).toEqual([])
})
