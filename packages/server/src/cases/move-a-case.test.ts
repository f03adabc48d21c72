import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { inspection, toInspection } from '../testing/inspection.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'
import { voidVisit } from '../testing/void-visit.ts'
import { verifyLandlord } from '../verify/verify-landlord.ts'

const NOW = '2026-12-01T09:00:00.000Z'

let house: TestApplication
let landlord: BuiltLandlord
let [rosalind, dawn]: Visitor[] = []

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: NOW, caseTypes: [voidVisit, inspection] })
  rosalind = await house.visit(landlord, landlord.officer)
  dawn = await house.visit(landlord, landlord.manager)
})

afterAll(() => house.close())

async function open(): Promise<string> {
  return (await rosalind!.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })).json().ref
}

const move = (who: Visitor, ref: string, body: object) => who.send('POST', `/api/v1/cases/${ref}/version`, { body: { version: 2, reason: 'The procedure changed', ...body }, headers: { 'if-match': '*' } })

describe('a case that is moved to another version', () => {
  test('goes on with its tasks, under the rules of that version, and its rows are those of its events', async () => {
    const ref = await open()
    const preview = await dawn!.send('POST', `/api/v1/cases/${ref}/version?preview=true`, { body: { version: 2, reason: 'x', ...toInspection } })
    expect(preview.json().consequences).toEqual(['Cancels Collect the keys', 'Moves the case to version 2'])
    expect((await move(dawn!, ref, toInspection)).statusCode).toBe(200)
    const shown = (await rosalind!.get(`/api/v1/cases/${ref}`)).json()
    expect([shown.caseType.version, shown.tasks.filter(({ id }: { id: string }) => ['visit.1', 'keys.1'].includes(id)).map(({ id, name, state, waitingOn }: Record<string, string>) => [id, name, state, waitingOn])]).toEqual([2, [['visit.1', 'Inspect the home', 'live', 'contractor'], ['keys.1', 'Collect the keys', 'cancelled', null]]])
    const events = (await rosalind!.get(`/api/v1/cases/${ref}/events`)).json().items.map(({ words }: { words: string }) => words)
    expect(events).toContain('Moved from version 1 to version 2 of Void visit: The procedure changed.')
    expect(events).toContain('Collect the keys cancelled: the version with which the case goes on does not have it.')
    expect((await rosalind!.send('POST', `/api/v1/cases/${ref}/tasks/visit.1/completion`, { body: { outcome: 'empty' }, headers: { 'if-match': '*' } })).statusCode).toBe(200)
    const after = (await rosalind!.get(`/api/v1/cases/${ref}`)).json()
    expect(after.tasks.find(({ id }: { id: string }) => id === 'clear.1').state).toBe('live')
    const [landlords] = [await house.parts.casework.pool.query('select id, zone, library_version, frozen_now from casement.landlord where id = $1', [landlord.id])]
    expect((await verifyLandlord(house.parts.casework.pool, landlords.rows[0])).faults).toEqual([])
  })

  test('is asked for what has to be chosen, and not moved before', async () => {
    const ref = await open()
    const refused = await move(dawn!, ref, { map: toInspection.map })
    expect([refused.statusCode, refused.json().code, refused.json().fields]).toEqual([409, 'move-needs-choice', [{ path: 'keys.1', words: 'Collect the keys is to be done, and version 2 has no such step. Choose cancel.' }]])
    expect((await rosalind!.get(`/api/v1/cases/${ref}`)).json().caseType.version).toBe(1)
  })

  test('is moved by who oversees cases, to a version that there is', async () => {
    const ref = await open()
    expect((await move(rosalind!, ref, toInspection)).statusCode).toBe(403)
    expect((await move(dawn!, ref, { ...toInspection, version: 9 })).json()).toMatchObject({ status: 409, code: 'move-not-possible', detail: 'There is no version 9 of this case type that a case could have.' })
  })
})
