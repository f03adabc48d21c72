import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inLandlord } from '../database/landlord-transaction.ts'
import { saveStaff } from '../staff/save-staff.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'
import { voidVisit } from '../testing/void-visit.ts'

const MONDAY = '2026-11-16T10:00:00.000Z'

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor
let tariq: Visitor

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ frozenNow: MONDAY })
  rosalind = await house.visit(landlord, landlord.officer)
  tariq = await house.visit(landlord, landlord.colleague)
})

afterAll(() => house.close())

async function openVoidVisit(body: object = {}): Promise<{ ref: string; etag: string }> {
  const reply = await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home }, ...body } })
  expect([reply.statusCode, reply.body]).toEqual([201, expect.any(String)])
  return { ref: reply.json().ref, etag: String(reply.headers.etag) }
}

const complete = (ref: string, { etag, body, ...more }: { etag?: string; body?: object; key?: string; preview?: boolean }) =>
  rosalind.send('POST', `/api/v1/cases/${ref}/tasks/visit.1/completion${more.preview ? '?preview=true' : ''}`, {
    body, headers: { ...(etag && { 'if-match': etag }), ...(more.key && { 'idempotency-key': more.key }) },
  })

describe('an opened case', () => {
  test('is told by its reference, address and version', async () => {
    const reply = await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home }, fields: { meter: 'M1' } } })
    expect(reply.statusCode).toBe(201)
    expect(reply.json().ref).toMatch(/^VV-26-\d{5}$/)
    expect(reply.headers.location).toBe(`/api/v1/cases/${reply.json().ref}`)
    expect(reply.headers.etag).toBe(`"${reply.json().version}"`)
  })

  test('shows status, subject, owner, tasks, clocks, path and what may be done', async () => {
    const { ref } = await openVoidVisit({ fields: { meter: 'M2' } })
    const reply = await rosalind.get(`/api/v1/cases/${ref}`)
    expect(reply.statusCode).toBe(200)
    const shown = reply.json()
    expect(shown).toMatchObject({
      ref, status: 'open', title: 'Void visit: 14 Wharf Street, Brambleford', openedAt: MONDAY, priority: 'normal',
      caseType: { id: 'void-visit', version: 1, name: 'Void visit' },
      subject: { kind: 'home', id: landlord.home, label: '14 Wharf Street, Brambleford', address: '14 Wharf Street, Brambleford, BR1 4AA' },
      owner: { kind: 'person', id: landlord.officer.id, name: 'Rosalind Quill' },
      clocks: [{ id: 'first-visit.1', state: 'running', basis: 'landlord', dueOn: '2026-11-18', explain: `/api/v1/cases/${ref}/clocks/first-visit.1/explanation` }],
      holdReasons: [{ id: 'no-access', name: 'No access' }], closureReasons: [{ id: 'done', name: 'Done' }], addable: [{ id: 'photograph', name: 'Photograph it' }],
    })
    expect(shown.tasks.find(({ id }: { id: string }) => id === 'visit.1')).toMatchObject({
      step: 'visit', name: 'Visit the home', kind: 'task', state: 'live', required: true, dueOn: '2026-11-18', clock: 'first-visit.1',
      assignee: { kind: 'person', name: 'Rosalind Quill', owner: true }, outcomes: [{ id: 'empty' }, { id: 'occupied' }],
    })
    expect(shown.fields).toContainEqual({ id: 'meter', name: 'Meter', kind: 'text', required: false, max: 40, value: 'M2' })
    expect(shown.stages.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([['visit', 'live'], ['keys', 'live'], ['clear', 'waiting'], ['settle', 'waiting']])
    expect(shown.actions).toContainEqual({ action: 'hold', allowed: true })
    expect(shown.actions).toContainEqual(expect.objectContaining({ action: 'reopen', allowed: false, code: 'case-not-ended' }))
    expect(reply.headers.etag).toBe(`"${shown.version}"`)
  })

  test('can be tried out first: a preview takes no number and writes nothing', async () => {
    const before = (await rosalind.get('/api/v1/cases')).body
    const reply = await rosalind.send('POST', '/api/v1/cases?preview=true', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })
    expect(reply.statusCode).toBe(200)
    expect(reply.json()).toMatchObject({ preview: true })
    expect(reply.json().consequences).toContain('Starts Visit the home')
    expect((await rosalind.get('/api/v1/cases')).body).toBe(before)
  })

  test('is about a record of any kind that its type names, and of no other', async () => {
    const place = await house.buildLandlord({ caseTypes: [{ ...voidVisit, id: 'question', name: 'Question', reference: 'QU', about: ['tenancy', 'person'] }] })
    const officer = await house.visit(place, place.officer)
    const openAbout = (kind: string, id: string) => officer.send('POST', '/api/v1/cases', { body: { caseType: 'question', subject: { kind, id } } })
    expect([(await openAbout('tenancy', place.tenancy)).statusCode, (await openAbout('person', place.person)).statusCode]).toEqual([201, 201])
    expect((await openAbout('home', place.home)).json()).toMatchObject({ code: 'fields-invalid', detail: 'A case of type Question is about a tenancy or person.' })
    expect((await openAbout('person', place.tenancy)).json()).toMatchObject({ code: 'fields-invalid', detail: `There is no person with the id ${place.tenancy}.` })
    expect((await officer.get('/api/v1/case-types')).json().items[0].subjectKinds).toEqual(['tenancy', 'person'])
  })

  test.each([
    [{ caseType: 'no-such-type' }, 422, 'case-type-unknown'],
    [{ caseType: 'void-visit' }, 422, 'fields-invalid'],
    [{ caseType: 'void-visit', subject: { kind: 'home', id: 'nowhere' } }, 422, 'fields-invalid'],
    [{ caseType: 'void-visit', subject: { kind: 'home', id: '01890000-0000-7000-8000-000000000000' } }, 422, 'fields-invalid'],
  ])('is refused where its type or subject is not there: %j', async (body, status, code) => {
    const reply = await rosalind.send('POST', '/api/v1/cases', { body })
    expect([reply.statusCode, reply.json().code]).toEqual([status, code])
  })
})

describe('completing a task', () => {
  test('answers with the events and the next version', async () => {
    const { ref, etag } = await openVoidVisit()
    const reply = await complete(ref, { etag, body: { outcome: 'empty', notes: 'Keys on the sill.' } })
    expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)])
    expect(reply.json().events.map(({ type }: { type: string }) => type)).toContain('task-completed')
    expect(reply.headers.etag).toBe(`"${reply.json().version}"`)
    const shown = (await rosalind.get(`/api/v1/cases/${ref}`)).json()
    expect(shown.version).toBe(reply.json().version)
    expect(shown.tasks.find(({ step }: { step: string }) => step === 'clear')).toMatchObject({ state: 'live', assignee: { kind: 'team', name: 'Voids' } })
    expect(shown.clocks[0]).toMatchObject({ id: 'first-visit.1', state: 'met' })
  })

  test('needs the version that it was decided on', async () => {
    const { ref } = await openVoidVisit()
    const reply = await complete(ref, { body: { outcome: 'empty' } })
    expect([reply.statusCode, reply.json().type]).toEqual([428, '/problems/version-needed'])
    expect((await rosalind.get(`/api/v1/cases/${ref}`)).json().tasks[0].state).toBe('live')
  })

  test('on a stale version tells what changed since, by whom', async () => {
    const { ref, etag } = await openVoidVisit()
    await tariq.send('POST', `/api/v1/cases/${ref}/notes`, { body: { text: 'The neighbour has a key.' }, headers: { 'if-match': etag } })
    const reply = await complete(ref, { etag, body: { outcome: 'empty' } })
    expect([reply.statusCode, reply.json().type]).toEqual([412, '/problems/case-changed'])
    expect(reply.json().changedSince).toEqual([
      { seq: reply.json().version, type: 'note-added', actor: { kind: 'person', id: landlord.colleague.id, name: 'Tariq Fennimore' }, recordedAt: MONDAY, words: 'Note: The neighbour has a key.' },
    ])
  })

  test('with If-Match of * counts whatever stands', async () => {
    const { ref } = await openVoidVisit()
    expect((await complete(ref, { etag: '*', body: { outcome: 'empty' } })).statusCode).toBe(200)
  })

  test('previewed says in words what would happen, and changes nothing', async () => {
    const { ref, etag } = await openVoidVisit()
    const reply = await complete(ref, { etag, body: { outcome: 'empty' }, preview: true })
    const { preview, events, consequences, clocks } = reply.json()
    expect([preview, consequences]).toEqual([true, expect.arrayContaining(['Completes Visit the home', 'Starts Clear the home'])])
    const words = events.flatMap((event: { words: string | null }) => event.words ?? [])
    expect([...new Set(words)]).toEqual(consequences)
    expect(events.find(({ type }: { type: string }) => type === 'clock-started')).toMatchObject({ payload: { clock: 'clear.1' }, words: 'Starts the clock Clear the home' })
    expect(clocks).toMatchObject([{ id: 'clear.1', name: 'Clear the home' }])
    expect((await rosalind.get(`/api/v1/cases/${ref}`)).headers.etag).toBe(etag)
  })

  test('twice under one key happens once, and answers twice alike, although the version has moved on', async () => {
    const { ref, etag } = await openVoidVisit()
    const [first, again] = [await complete(ref, { etag, body: { outcome: 'empty' }, key: 'k-1' }), await complete(ref, { etag, body: { outcome: 'empty' }, key: 'k-1' })]
    expect([first.statusCode, again.statusCode]).toEqual([200, 200])
    expect(again.json()).toEqual(first.json())
    const other = await complete(ref, { etag, body: { outcome: 'occupied' }, key: 'k-1' })
    expect([other.statusCode, other.json().type]).toEqual([422, '/problems/key-used-for-another-request'])
    const bad = await complete(ref, { etag, body: { outcome: 'empty' }, key: 'spaces are not visible' })
    expect([bad.statusCode, bad.json().fields[0].path]).toEqual([400, 'Idempotency-Key'])
  })

  test('sent twenty times at once under one key happens once', async () => {
    const { ref, etag } = await openVoidVisit()
    const replies = await Promise.all(Array.from({ length: 20 }, () => complete(ref, { etag, body: { outcome: 'empty' }, key: 'k-20' })))
    expect(new Set(replies.map(({ statusCode }) => statusCode))).toEqual(new Set([200, 409]))
    const events = (await rosalind.get(`/api/v1/cases/${ref}/events`)).json()
    expect(events.items.filter(({ type }: { type: string }) => type === 'task-completed')).toHaveLength(1)
  })

  test.each([
    [{}, 422, 'outcome-missing'],
    [{ outcome: 'haunted' }, 422, 'outcome-unknown'],
    [{ outcome: 'empty', fields: { ghosts: 3 } }, 422, 'answers-invalid'],
    [{ outcome: 'empty', occurredAt: '2026-11-17T10:00:00Z' }, 422, 'in-the-future'],
  ])('is refused with a code and words: %j', async (body, status, code) => {
    const { ref, etag } = await openVoidVisit()
    const reply = await complete(ref, { etag, body })
    expect([reply.statusCode, reply.json().code]).toEqual([status, code])
    expect(reply.json().detail.length).toBeGreaterThan(10)
    expect((await rosalind.get(`/api/v1/cases/${ref}`)).headers.etag).toBe(etag)
  })
})

describe('every other transition', () => {
  test('carries out the command that its address names', async () => {
    const { ref } = await openVoidVisit()
    let etag = '*'
    const act = async (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) => {
      const reply = await rosalind.send(method, `/api/v1/cases/${ref}/${path}`, { body, headers: { 'if-match': etag } })
      expect([path, reply.statusCode, reply.body]).toEqual([path, 200, expect.any(String)])
      etag = String(reply.headers.etag)
      return reply.json().events.map(({ type }: { type: string }) => type)
    }
    expect(await act('POST', 'hold', { reason: 'no-access', until: '2026-11-20' })).toContain('hold-began')
    expect(await act('DELETE', 'hold')).toContain('hold-ended')
    expect(await act('POST', 'tasks/visit.1/hold', { reason: 'no-access' })).toContain('hold-began')
    expect(await act('DELETE', 'tasks/visit.1/hold')).toContain('hold-ended')
    expect(await act('POST', 'tasks/visit.1/assignment', { person: landlord.colleague.id })).toContain('task-assigned')
    expect(await act('POST', 'tasks/keys.1/claim')).toContain('task-assigned')
    expect(await act('POST', 'owner', { person: landlord.colleague.id, reason: 'Leave' })).toContain('owner-assigned')
    expect(await act('POST', 'priority', { priority: 'high' })).toContain('priority-set')
    expect(await act('PATCH', 'fields', { fields: { meter: 'M9' } })).toContain('fields-edited')
    expect(await act('POST', 'parties', { role: 'reporter', person: landlord.person })).toContain('party-added')
    expect(await act('DELETE', 'parties/party.1')).toContain('party-ended')
    expect(await act('POST', 'tasks', { name: 'Ring the police', guidance: 'Ask for the reference.' })).toContain('items-made')
    expect(await act('POST', 'tasks/keys.1/skip', { reason: 'No keys' })).toContain('item-skipped')
    expect(await act('POST', 'tasks/keys.1/offer')).toContain('item-offered')
    expect(await act('POST', 'tasks/keys.2/start')).toContain('item-started')
    expect(await act('POST', 'tasks/keys.2/cancellation', { reason: 'No keys' })).toContain('item-cancelled')
    expect(await act('POST', 'tasks/visit.1/completion', { outcome: 'empty' })).toContain('task-completed')
    expect(await act('POST', 'tasks/visit.1/redo', { reason: 'Wrong door' })).toContain('item-superseded')
    expect(await act('POST', 'notes', { text: 'Seen.' })).toEqual(['note-added'])
    expect(await act('POST', 'cancellation', { reason: 'Opened twice' })).toContain('case-cancelled')
  })

  test('a redo asks what becomes of the work that follows: kept, unless it is set aside', async () => {
    const { ref, etag } = await openVoidVisit()
    await complete(ref, { etag, body: { outcome: 'empty' } })
    const claimed = await rosalind.send('POST', `/api/v1/cases/${ref}/tasks/clear.1/claim`, { headers: { 'if-match': '*' } })
    expect([claimed.statusCode, claimed.body]).toEqual([200, expect.any(String)])
    const followers = async (choices: object) =>
      (await rosalind.send('POST', `/api/v1/cases/${ref}/tasks/visit.1/redo?preview=true`, { body: { reason: 'Wrong door', ...choices }, headers: { 'if-match': '*' } })).json().followers
    expect(await followers({})).toEqual([{ id: 'clear.1', name: 'Clear the home', kept: true }])
    expect(await followers({ supersede: ['clear.1'] })).toEqual([{ id: 'clear.1', name: 'Clear the home', kept: false }])
  })

  test('a cancelled case is opened again by a manager, not by an officer', async () => {
    const { ref, etag } = await openVoidVisit()
    await rosalind.send('POST', `/api/v1/cases/${ref}/cancellation`, { body: { reason: 'Opened twice' }, headers: { 'if-match': etag } })
    const reopen = (visitor: Visitor) => visitor.send('POST', `/api/v1/cases/${ref}/reopening`, { body: { reason: 'It was not' }, headers: { 'if-match': '*' } })
    expect([(await reopen(rosalind)).statusCode, (await reopen(await house.visit(landlord, landlord.manager))).statusCode]).toEqual([403, 200])
  })

  test('work is given to nobody whom the landlord does not have', async () => {
    const { ref, etag } = await openVoidVisit()
    const other = await house.buildLandlord()
    for (const body of [{ person: other.officer.id }, { person: 'somebody' }, { team: 'ghosts' }, { role: 'wizard' }]) {
      const reply = await rosalind.send('POST', `/api/v1/cases/${ref}/tasks/visit.1/assignment`, { body, headers: { 'if-match': etag } })
      expect([reply.statusCode, reply.json().code]).toEqual([422, 'person-unknown'])
    }
    const taken = await rosalind.send('POST', '/api/v1/cases/VV-26-99999/tasks/visit.1/assignment', { body: { person: other.officer.id }, headers: { 'if-match': '*' } })
    expect(taken.statusCode).toBe(404)
  })

  test('work that was given, sent again under its key, gets the same answer though the person has left since', async () => {
    const { ref, etag } = await openVoidVisit()
    const leaver = { id: newId(), name: 'Maud Lessing', email: 'm.lessing@larkmere.example', role: 'officer' as const }
    const { pool } = house.parts.casework
    await inLandlord({ pool, landlordId: landlord.id }, (tx) => saveStaff(tx, [leaver]))
    const give = (key: string, ifMatch = etag) => rosalind.send('POST', `/api/v1/cases/${ref}/tasks/visit.1/assignment`, { body: { person: leaver.id }, headers: { 'if-match': ifMatch, 'idempotency-key': key } })
    const given = await give('leaver')
    expect([given.statusCode, given.json().events[0].type]).toEqual([200, 'task-assigned'])
    await inLandlord({ pool, landlordId: landlord.id }, (tx) => tx.change('update casement.staff set left_at = now() where landlord_id = $1 and id = $2', [tx.landlordId, leaver.id]))
    const again = await give('leaver')
    expect([again.statusCode, again.body]).toEqual([200, given.body])
    expect((await give('another', '*')).json().code).toBe('person-unknown')
  })
})

describe('the log of a case', () => {
  test('comes in pages that follow each other, each event with who and a sentence', async () => {
    const { ref, etag } = await openVoidVisit()
    await complete(ref, { etag, body: { outcome: 'empty', notes: 'Keys on the sill.' } })
    const seen: { seq: number; words: string; actor: { name: string } }[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: { items: typeof seen; next: string | null } = (await rosalind.get(`/api/v1/cases/${ref}/events?limit=3${next && `&cursor=${next}`}`)).json()
      seen.push(...page.items)
      next = page.next
    }
    expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, index) => index + 1))
    expect(seen[0]).toMatchObject({ words: 'Case opened.', actor: { kind: 'person', name: 'Rosalind Quill' } })
    expect(seen.map(({ words }) => words)).toContain('Visit the home done: Empty. Keys on the sill.')
    expect(seen.map(({ words }) => words)).toContain('Clear the home started: for Voids.')
    expect(seen.map(({ words }) => words)).toContain('The clock First visit began.')
    expect(seen.map(({ words }) => words)).toContain('On the path: Visit the home, Collect the keys, Clear the home, Let it air.')
  })

  test('is read backwards to the first event, and by types of event', async () => {
    const { ref, etag } = await openVoidVisit()
    await complete(ref, { etag, body: { outcome: 'empty' } })
    const read = async (query: string) => (await rosalind.get(`/api/v1/cases/${ref}/events?${query}`)).json() as { items: { seq: number; type: string }[]; next: string | null }
    const { items: forwards } = await read('limit=200')
    const backwards: typeof forwards = []
    for (let next: string | null = ''; next !== null;) {
      const page = await read(`limit=4&order=newest${next && `&cursor=${next}`}`)
      backwards.push(...page.items)
      next = page.next
    }
    expect(backwards).toEqual(forwards.toReversed())
    expect((await read('types=task-,case-opened')).items).toEqual(forwards.filter(({ type }) => type === 'case-opened' || type.startsWith('task-')))
    expect((await read('types=clock-&order=newest&limit=1')).items).toEqual(forwards.filter(({ type }) => type.startsWith('clock-')).slice(-1))
    expect((await rosalind.get(`/api/v1/cases/${ref}/events?types=%25`)).statusCode).toBe(400)
  })

  test('a due date shows its working', async () => {
    const { ref } = await openVoidVisit()
    const shown = (await rosalind.get(`/api/v1/cases/${ref}/clocks/first-visit.1/explanation`)).json()
    expect(shown).toMatchObject({ title: 'First visit by Wed 18 Nov', total: 2, unit: 'working days', due: { on: '2026-11-18' } })
    expect(shown.text).toContain('First visit by Wed 18 Nov')
    expect((await rosalind.get(`/api/v1/cases/${ref}/clocks/other.1/explanation`)).statusCode).toBe(404)
    expect((await rosalind.get(`/api/v1/cases/${ref}/clocks/constructor/explanation`)).statusCode).toBe(404)
  })
})
