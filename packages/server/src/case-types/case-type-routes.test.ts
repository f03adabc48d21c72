import { libraryCaseTypes } from '@casement/case-types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseTypeSummary, Field } from '../contract/contract.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

/** The first day on which excess cold is under the law. */
const FIRST_DAY = '2026-11-30T09:00:00.000Z'

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: FIRST_DAY, caseTypes: libraryCaseTypes().map(({ definition }) => definition) })
  rosalind = await house.visit(landlord, landlord.officer)
})

afterAll(() => house.close())

function choices(fields: Field[], id: string): string[] {
  return fields.find((field) => field.id === id)?.options?.map((option) => option.id) ?? []
}

async function hazardsIn(url: string): Promise<string[]> {
  return choices((await rosalind.get(url)).json().fields, 'hazard')
}

const open = (body: object) => rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'hazard', subject: { kind: 'home', id: landlord.home }, ...body } })

describe('the case types of the library', () => {
  test('are listed together, each with what it is about and how it is found', async () => {
    const { items } = (await rosalind.get('/api/v1/case-types')).json() as { items: CaseTypeSummary[] }
    expect(items.map(({ id }) => id).toSorted()).toEqual(libraryCaseTypes().map(({ definition }) => definition.id).toSorted())
    expect(items.find(({ id }) => id === 'hazard')).toMatchObject({ name: 'Hazard in the home', subjectKinds: ['home'], mayStart: true, words: expect.arrayContaining(['mould']) })
  })
})

describe('a list with dates', () => {
  test('offers for today, or for another day, what is in force on it', async () => {
    for (const path of ['/api/v1/case-types/hazard', '/api/v1/case-types/hazard/versions/1']) {
      expect(await hazardsIn(path)).toContain('excess-cold')
      expect(await hazardsIn(`${path}?on=2026-11-29`)).toEqual(['damp-and-mould', 'another'])
    }
    const { items } = (await rosalind.get('/api/v1/case-types?on=2026-11-29')).json() as { items: CaseTypeSummary[] }
    expect(choices(items.find(({ id }) => id === 'hazard')!.fields, 'hazard')).toEqual(['damp-and-mould', 'another'])
  })

  test('gives away no dates with its choices, and refuses a day that is none', async () => {
    expect((await rosalind.get('/api/v1/case-types/hazard')).json().fields[0].options).toContainEqual({ id: 'excess-cold', name: 'Excess cold' })
    const refused = await rosalind.get('/api/v1/case-types?on=2026-02-30')
    expect([refused.statusCode, refused.json().fields[0].path]).toEqual([400, 'on'])
  })

  test('refuses in a case as of the day before what came into force since, and says since when', async () => {
    const refused = await open({ occurredAt: '2026-11-29T20:00:00Z', fields: { hazard: 'excess-cold' } })
    expect(refused.statusCode).toBe(422)
    expect(refused.json().fields).toEqual([{ path: 'hazard', words: expect.stringContaining('Excess cold can be chosen in cases opened since 30 November 2026, and this one was opened on 29 November 2026') }])
    expect((await open({ fields: { hazard: 'excess-cold' } })).statusCode).toBe(201)
  })

  test('is that of the day of opening in everything that a case asks', async () => {
    const { ref } = (await open({ occurredAt: '2026-11-29T20:00:00Z', fields: { hazard: 'another', otherHazard: 'excess-cold' } })).json()
    const shown = (await rosalind.get(`/api/v1/cases/${ref}`)).json()
    const rate = shown.tasks.find(({ id }: { id: string }) => id === 'rate.1')
    for (const fields of [shown.fields, rate.fields]) {
      expect(choices(fields, 'hazard')).toEqual(['damp-and-mould', 'another'])
      expect(choices(fields, 'otherHazard')).toContain('excess-cold')
    }
  })
})
