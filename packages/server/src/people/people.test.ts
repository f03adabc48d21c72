import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SearchReply } from '../contract/contract.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { saveBlocks, saveHomes, savePeople } from '../records/save-records.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor
let ref: string

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: '2026-11-16T10:00:00.000Z' })
  rosalind = await house.visit(landlord, landlord.officer)
  await inLandlord({ pool: house.parts.casework.pool, landlordId: landlord.id }, async (tx) => {
    await savePeople(tx, ['Chidi Okonkwo', 'Siobhán O’Rourke', 'Zoë Smith', 'Percy 100%_Percent', 'Łukasz Wójcik'].map((name) => ({ id: newId(), name })))
    await saveHomes(tx, ['Flat 3, Tannery Court', '3 Tanner Lane', '33 Tannery Court'].map((address) => ({ id: newId(), address, postcode: 'BR2 7QX' })))
  })
  ref = (await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })).json().ref
})

afterAll(() => house.close())

async function search(q: string, more = ''): Promise<SearchReply> {
  const reply = await rosalind.get(`/api/v1/search?q=${encodeURIComponent(q)}${more}`)
  expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)])
  return reply.json()
}

const labels = async (q: string) => (await search(q)).results.map(({ label }) => label)

describe('search', () => {
  test.each([
    ['okonkwo', 'Chidi Okonkwo'],
    ['OKONKWO chidi', 'Chidi Okonkwo'],
    ['siobhán', 'Siobhán O’Rourke'],
    ['wójcik', 'Łukasz Wójcik'],
    ['siobhan orourke', 'Siobhán O’Rourke'],
    ["o'rourke", 'Siobhán O’Rourke'],
    ['rourke', 'Siobhán O’Rourke'],
    ['lukasz wojcik', 'Łukasz Wójcik'],
    ['14 Wharf St', '14 Wharf Street, Brambleford'],
    ['br1 4aa', '14 Wharf Street, Brambleford'],
    ['14 wharf', '14 Wharf Street, Brambleford'],
    ['TN-20001', 'Ann Okafor, 14 Wharf Street, Brambleford'],
    ['BR14AA', '14 Wharf Street, Brambleford'],
    ['flat 3 tannery', 'Flat 3, Tannery Court'],
    ['100%', 'Percy 100%_Percent'],
    ['14 Wharf St.', '14 Wharf Street, Brambleford'],
    ["wharf st., 'Brambleford'", '14 Wharf Street, Brambleford'],
  ])('finds %s', async (q, label) => {
    const reply = await search(q)
    expect(reply.guessed).toBe(false)
    expect(reply.results.map((result) => result.label)).toContain(label)
  })

  test('finds a case by its reference, first', async () => {
    expect((await search(ref)).results[0]).toMatchObject({ kind: 'case', id: ref, label: `${ref} Void visit`, detail: '14 Wharf Street, Brambleford' })
    expect((await search(ref.toLowerCase())).results[0]?.id).toBe(ref)
  })

  test.each([
    (ref: string) => ref.replace('-0000', '-'),
    (ref: string) => ref.replace('-0000', '-000O0').toLowerCase(),
    (ref: string) => ref.replaceAll('-', ' ').toLowerCase(),
    (ref: string) => ref.replace('-', ''),
    (ref: string) => ref.replace(/^VV-/, ''),
    (ref: string) => ref.replace(/-\d\d-/, '-').replace(/1$/, 'l'),
  ])('finds a case by its reference as people write it, first and without guessing (%#)', async (asWritten) => {
    expect(await search(asWritten(ref), '&limit=5')).toMatchObject({ results: [{ kind: 'case', id: ref, label: `${ref} Void visit` }], guessed: false })
    expect((await search(asWritten(ref), '&kind=home')).results.filter(({ kind }) => kind !== 'home')).toEqual([])
  })

  test.each([
    ['okonkow', 'Chidi Okonkwo'],
    ['ocafor', 'Ann Okafor'],
    ['smyth', 'Zoë Smith'],
    ['warf street', '14 Wharf Street, Brambleford'],
    ['tanery court', 'Flat 3, Tannery Court'],
    ['3 tanner lain', '3 Tanner Lane'],
    ['ona okafor', 'Ann Okafor'],
    ['okafor nowhere', 'Ann Okafor'],
  ])('guesses what %s was meant to be, and says that it guessed', async (q, label) => {
    const reply = await search(q)
    expect(reply.guessed).toBe(true)
    expect(reply.results.slice(0, 3).map((result) => result.label)).toContain(label)
    expect(reply.results.every(({ guessed }) => guessed === true)).toBe(true)
  })

  test('guesses no e-mail address, no reference and no part of one', async () => {
    const known = await inLandlord({ pool: house.parts.casework.pool, landlordId: landlord.id }, async (tx) => {
      await savePeople(tx, [{ id: newId(), name: 'Ada St. Claire', email: 'adders@mailbox.example', reference: 'PERS-0042' }])
      await saveBlocks(tx, [{ id: newId(), name: 'BLK-0042 Curriers’ Row', reference: 'BLK-0042' }])
      return tx.rows<{ word: string }>('select word from casement.search_word where landlord_id = $1', [tx.landlordId])
    })
    const words = known.map(({ word }) => word)
    expect(words).toEqual(expect.arrayContaining(['ada', 'claire', 'curriers', 'row']))
    expect(words.filter((word) => /adders|mailbox|example|pers$|blk|\d|^[^a-z]|[^a-z]$/.test(word))).toEqual([])
  })

  test('guesses the name of a case type', async () => {
    expect((await search('vodi')).results[0]).toMatchObject({ kind: 'case', id: ref, guessed: true })
  })

  test('finds nothing of another landlord, nor its words', async () => {
    const other = await house.buildLandlord({})
    const stranger = await house.visit(other, other.officer)
    for (const q of ['okonkwo', 'okonkow', ref]) expect((await stranger.get(`/api/v1/search?q=${q}`)).json()).toEqual({ results: [], guessed: false })
    for (const asked of ["casement.entries_with($1, 'okonkwo'::tsquery, null, 10)", "casement.words_like($1, 'okonkwo', 10)"]) {
      await expect(inLandlord({ pool: house.parts.casework.pool, landlordId: other.id }, (tx) => tx.rows(`select * from ${asked}`, [landlord.id]))).rejects.toThrow('search of a landlord that the transaction is not for')
    }
  })

  test('finds only one kind when asked, and as many as asked', async () => {
    expect(new Set((await search('wharf', '&kind=home')).results.map(({ kind }) => kind))).toEqual(new Set(['home']))
    expect((await search('tan', '&limit=1')).results).toHaveLength(1)
  })

  test.each(['', '   ', '%', '_', '%%%', '\\', "'; drop table casement.person; --", '🙂', '\u0301', '‮', '(((', 'a'.repeat(10_000), 'x y '.repeat(2500), '" or 1=1', 'constructor', '__proto__', '.', '-@-'])('gives a sensible answer to %.30s', async (q) => {
    const reply = await search(q)
    expect(reply.results.length).toBeLessThan(5)
  })

  test('refuses what no text can hold', async () => {
    expect((await rosalind.get('/api/v1/search?q=a%00b')).statusCode).toBe(400)
    expect(await labels('okonkwo')).toEqual(['Chidi Okonkwo'])
  })
})

describe('a record', () => {
  test('shows plain facts, what belongs to it and its open cases', async () => {
    const home = (await rosalind.get(`/api/v1/homes/${landlord.home}`)).json()
    expect(home).toMatchObject({ kind: 'home', label: '14 Wharf Street, Brambleford', links: [{ kind: 'tenancy', id: landlord.tenancy, relation: 'tenancy now' }] })
    expect(home.facts).toContainEqual({ name: 'Patch officer', value: 'Rosalind Quill' })
    expect(home.openCases).toMatchObject([{ ref, caseType: { id: 'void-visit', name: 'Void visit' }, owner: { name: 'Rosalind Quill' }, dueOn: '2026-11-18' }])
    const person = (await rosalind.get(`/api/v1/people/${landlord.person}`)).json()
    expect(person).toMatchObject({ label: 'Ann Okafor', facts: [{ name: 'Date of birth', value: '1971-03-02' }], links: [{ kind: 'tenancy', id: landlord.tenancy }], openCases: [{ ref }] })
    const tenancy = (await rosalind.get(`/api/v1/tenancies/${landlord.tenancy}`)).json()
    expect(tenancy.facts).toContainEqual({ name: 'Arrears', value: '£120.25' })
    expect(tenancy.links).toMatchObject([{ kind: 'person', label: 'Ann Okafor' }, { kind: 'home', id: landlord.home }])
  })
})

describe('the staff', () => {
  test('are listed by name in pages, with role and teams', async () => {
    const first = (await rosalind.get('/api/v1/staff?limit=2')).json()
    expect(first.items.map(({ name }: { name: string }) => name)).toEqual(['Dawn Ellery', 'Rosalind Quill'])
    const second = (await rosalind.get(`/api/v1/staff?limit=2&cursor=${first.next}`)).json()
    expect(second).toMatchObject({ items: [{ name: 'Tariq Fennimore', initials: 'TF', role: 'officer', teams: ['voids'] }], next: null })
    expect((await rosalind.get('/api/v1/teams')).json()).toEqual({ items: [{ id: 'voids', name: 'Voids' }], next: null })
  })

  test('know who they are, and the landlord\'s time', async () => {
    expect((await rosalind.get('/api/v1/me')).json()).toEqual({
      person: { id: landlord.officer.id, name: 'Rosalind Quill', email: landlord.officer.email, initials: 'RQ' },
      landlord: { id: landlord.id, name: 'Larkmere Homes' }, role: 'officer', teams: [], demonstration: false,
      now: '2026-11-16T10:00:00.000Z', zone: 'Europe/London', closedDays: ['2026-12-25', '2026-12-28'],
    })
  })

  test('of a demonstration are shown where there is one only', async () => {
    expect((await house.stranger.get('/api/v1/demonstration')).statusCode).toBe(404)
  })
})

describe('case types', () => {
  test('are listed with what must be said to start them', async () => {
    const { items } = (await rosalind.get('/api/v1/case-types')).json()
    expect(items).toMatchObject([{ id: 'void-visit', version: 1, name: 'Void visit', subjectKinds: ['home'], mayStart: true, fields: [{ id: 'meter', kind: 'text', max: 40 }, { id: 'postcode' }] }])
  })

  test('are shown as their author wrote them, each version', async () => {
    const now = (await rosalind.get('/api/v1/case-types/void-visit')).json()
    expect(now).toMatchObject({ reference: 'VV', holdReasons: [{ id: 'no-access' }], definition: { about: 'home' } })
    expect((await rosalind.get('/api/v1/case-types/void-visit/versions/1')).json()).toEqual(now)
    expect((await rosalind.get('/api/v1/case-types/void-visit/versions/2')).statusCode).toBe(404)
    expect((await rosalind.get('/api/v1/case-types/other')).statusCode).toBe(404)
  })
})

describe('the list of cases', () => {
  test('narrows by subject, status, type and owner, newest first, page by page', async () => {
    const refs: string[] = [ref]
    for (let nth = 0; nth < 4; nth++) refs.unshift((await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })).json().ref)
    const listed = async (query: string) => (await rosalind.get(`/api/v1/cases?${query}`)).json().items.map((item: { ref: string }) => item.ref)
    expect(await listed(`subject=home:${landlord.home}`)).toEqual(refs)
    expect(await listed('status=open&caseType=void-visit&owner=me')).toEqual(refs)
    expect(await listed('status=closed')).toEqual([])
    expect(await listed(`owner=${landlord.colleague.id}`)).toEqual([])
    const first = (await rosalind.get('/api/v1/cases?limit=3')).json()
    expect([...first.items.map((item: { ref: string }) => item.ref), ...(await listed(`limit=3&cursor=${first.next}`))]).toEqual(refs)
  })

  test('is sorted as asked, page by page, and goes on in that order alone', async () => {
    const [urgent] = (await rosalind.get('/api/v1/cases?sort=due&limit=1')).json().items
    const done = await rosalind.send('POST', `/api/v1/cases/${urgent.ref}/tasks/visit.1/completion`, { body: { outcome: 'empty' }, headers: { 'if-match': '*' } })
    expect([done.statusCode, done.body]).toEqual([200, expect.any(String)])
    const newest = await pages('')
    expect(await pages('&sort=newest')).toEqual(newest)
    expect(await pages('&sort=oldest')).toEqual(newest.toReversed())
    // All were opened at once and are due together, but for the one whose visit is done.
    expect(await pages('&sort=due')).toEqual([...newest.toReversed().filter((one) => one !== urgent.ref), urgent.ref])
    const { next } = (await rosalind.get('/api/v1/cases?sort=due&limit=1')).json()
    const reply = await rosalind.get(`/api/v1/cases?sort=oldest&cursor=${next}`)
    expect([reply.statusCode, reply.json().fields[0].path]).toEqual([400, 'cursor'])
  })

  test('shows only the fields that are asked for', async () => {
    const { items } = (await rosalind.get('/api/v1/cases?fields=ref,dueOn&sort=due&limit=1')).json()
    expect(items).toEqual([{ ref: expect.any(String), dueOn: '2026-11-18' }])
  })

  async function pages(query: string): Promise<string[]> {
    const refs: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: { ref: string }[]; next: string | null } = (await rosalind.get(`/api/v1/cases?limit=2${query}${next && `&cursor=${next}`}`)).json()
      refs.push(...page.items.map((item) => item.ref))
      next = page.next
    }
    return refs
  }
})
