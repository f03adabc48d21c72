import type { CaseTypeDefinition } from '@casement/engine'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WorkItem } from '../contract/contract.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'
import { voidVisit } from '../testing/void-visit.ts'

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor
let tariq: Visitor
let dawn: Visitor

beforeAll(async () => {
  house = await openTestApplication({ hasTestClock: true })
  landlord = await house.buildLandlord({ frozenNow: '2026-11-16T10:00:00.000Z' })
  rosalind = await house.visit(landlord, landlord.officer)
  tariq = await house.visit(landlord, landlord.colleague)
  dawn = await house.visit(landlord, landlord.manager)
})

afterAll(() => house.close())

async function open(): Promise<string> {
  const reply = await rosalind.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })
  expect([reply.statusCode, reply.body]).toEqual([201, expect.any(String)])
  return reply.json().ref
}

const act = async (ref: string, path: string, body: object = {}) => {
  const reply = await rosalind.send('POST', `/api/v1/cases/${ref}/${path}`, { body, headers: { 'if-match': '*' } })
  expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)])
}

async function listed(visitor: Visitor, query = ''): Promise<WorkItem[]> {
  const reply = await visitor.get(`/api/v1/work-lists/mine?limit=200${query}`)
  expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)])
  return reply.json().items
}

const of = (items: WorkItem[], ref: string) => items.filter((item) => item.case.ref === ref).map(({ task }) => task.id)

describe('the list of one\'s own work', () => {
  test('shows what needs me and why, with what it is about and when it is due', async () => {
    const ref = await open()
    const items = await listed(rosalind)
    expect(items.find((item) => item.case.ref === ref)).toEqual({
      case: { ref, caseType: 'void-visit', name: 'Void visit', subjectLabel: '14 Wharf Street, Brambleford', where: '14 Wharf Street, Brambleford', who: null, status: 'open', version: 7 },
      task: {
        id: 'visit.1', name: 'Visit the home', kind: 'task', state: 'live', basis: 'landlord',
        dueAt: '2026-11-18T23:59:59.000Z', dueOn: '2026-11-18', warnAt: '2026-11-17T00:00:00.000Z',
        next: 'complete',
      },
      dueAt: '2026-11-18T23:59:59.000Z', why: ['You own the case'], waitingOn: null, since: '2026-11-16T10:00:00.000Z',
    })
  })

  test('holds what a team of mine can take, and not what one of another can', async () => {
    const ref = await open()
    expect(of(await listed(tariq), ref)).toEqual(['keys.1'])
    expect((await listed(tariq)).find((item) => item.case.ref === ref)?.why).toEqual(['Voids can take it'])
    expect(of(await listed(dawn), ref)).toEqual([])
  })

  test('leaves out what waits; the list of what waits has it', async () => {
    const ref = await open()
    await act(ref, 'hold', { reason: 'no-access' })
    expect(of(await listed(rosalind), ref)).toEqual([])
    const waiting = (await listed(rosalind, '&view=waiting')).filter((item) => item.case.ref === ref)
    expect(waiting.map(({ task, why }) => [task.id, why.at(-1)])).toEqual([['keys.1', 'On hold'], ['visit.1', 'On hold']])
    expect(of(await listed(rosalind, '&view=my-cases'), ref).toSorted()).toEqual(['keys.1', 'visit.1'])
  })

  test('keeps in sight what is on hold while its clock runs on', async () => {
    const ref = await open()
    await act(ref, 'tasks/visit.1/completion', { outcome: 'empty' })
    const preview = (await rosalind.send('POST', `/api/v1/cases/${ref}/hold?preview=true`, { body: { reason: 'no-access' }, headers: { 'if-match': '*' } })).json()
    expect(preview.clocks).toMatchObject([{ id: 'clear.1', name: 'Clear the home', dueOn: '2026-11-23' }])
    await act(ref, 'hold', { reason: 'no-access' })
    const held = (await listed(tariq)).filter((item) => item.case.ref === ref)
    expect(held.map(({ task, why }) => [task.id, task.state, task.dueOn, why.at(-1)])).toEqual([['clear.1', 'on-hold', '2026-11-23', 'On hold']])
  })

  test('shows a wait with the time that it waits for', async () => {
    const ref = await open()
    await act(ref, 'tasks/visit.1/completion', { outcome: 'empty' })
    await act(ref, 'tasks/clear.1/completion')
    const wait = (await listed(rosalind, '&view=waiting')).find((item) => item.case.ref === ref && item.task.kind === 'wait')
    expect(wait).toMatchObject({ task: { name: 'Let it air', dueOn: '2026-11-19' }, waitingOn: 'time' })
  })

  test('says what the state of a task asks for, and leaves to the case what may be done', async () => {
    const careful: CaseTypeDefinition = {
      ...voidVisit, allow: { hold: false }, clocks: [], steps: [
        { id: 'visit', kind: 'task', name: 'Visit the home', for: 'owner' },
        { id: 'call', kind: 'task', name: 'Call the neighbour', for: 'owner', start: 'by-hand' },
        { id: 'air', kind: 'wait', name: 'Let it air', lasts: { days: 3 } },
      ],
    }
    const narrow = await house.buildLandlord({ frozenNow: '2026-11-16T10:00:00.000Z', caseTypes: [careful] })
    const officer = await house.visit(narrow, narrow.officer)
    const { ref } = (await officer.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: narrow.home } } })).json()
    const items = [...(await listed(officer)), ...(await listed(officer, '&view=waiting'))]
    expect(items.map(({ task }) => [task.id, task.next]).toSorted()).toEqual([['air.1', null], ['call.1', 'start'], ['visit.1', 'complete']])
    expect(JSON.stringify(items)).not.toContain('hold')
    const { tasks } = (await officer.get(`/api/v1/cases/${ref}`)).json()
    expect(tasks[0].actions.find(({ action }: { action: string }) => action === 'hold')).toMatchObject({ allowed: false, code: 'narrowed-by-type' })
  })

  test('goes with the task to whom it was given', async () => {
    const ref = await open()
    await act(ref, 'tasks/visit.1/assignment', { person: landlord.colleague.id })
    expect(of(await listed(rosalind), ref)).toEqual([])
    expect((await listed(tariq)).find(({ task, case: { ref: its } }) => its === ref && task.id === 'visit.1')?.why).toEqual(['It was given to you'])
  })

  test('holds, among the tasks of my cases, those of cases that I manage or help with, and says so', async () => {
    const ref = await open()
    await act(ref, 'manager', { person: landlord.manager.id })
    await act(ref, 'helpers', { person: landlord.colleague.id })
    const why = async (visitor: Visitor, view: string) => (await listed(visitor, `&view=${view}`)).filter((item) => item.case.ref === ref).map(({ task, why: words }) => [task.id, ...words]).toSorted()
    expect(await why(dawn, 'my-cases')).toEqual([['keys.1', 'You manage the case', 'A team can take it'], ['visit.1', 'You manage the case']])
    expect(await why(tariq, 'my-cases')).toEqual([['keys.1', 'You help with the case', 'Voids can take it'], ['visit.1', 'You help with the case']])
    expect(await why(rosalind, 'my-cases')).toMatchObject([['keys.1', 'You own the case; somebody else has the task', 'A team can take it'], ['visit.1', 'You own the case']])
    expect(await why(dawn, 'needs-me')).toEqual([])
    expect((await dawn.get('/api/v1/work-lists/mine?counts=true')).json().counts['my-cases']).toBe((await listed(dawn, '&view=my-cases')).length)
    await act(ref, 'manager', { person: landlord.officer.id })
    expect([await why(dawn, 'my-cases'), (await why(rosalind, 'my-cases')).length]).toEqual([[], 2])
    await rosalind.send('DELETE', `/api/v1/cases/${ref}/helpers/${landlord.colleague.id}`, { headers: { 'if-match': '*' } })
    expect(await why(tariq, 'my-cases')).toEqual([])
    await act(ref, 'helpers', { person: landlord.colleague.id })
    await act(ref, 'cancellation', { reason: 'Opened twice' })
    expect(await why(tariq, 'my-cases')).toEqual([])
  })

  test('is empty of an ended case', async () => {
    const ref = await open()
    await act(ref, 'cancellation', { reason: 'Opened twice' })
    expect([...of(await listed(rosalind), ref), ...of(await listed(rosalind, '&view=my-cases'), ref)]).toEqual([])
  })

  test('counts each view when asked', async () => {
    const reply = (await rosalind.get('/api/v1/work-lists/mine?counts=true&limit=1')).json()
    expect(reply.counts['needs-me']).toBe((await listed(rosalind)).length)
    expect(Object.keys(reply.counts).toSorted()).toEqual(['my-cases', 'needs-me', 'team', 'waiting'])
  })

  test('comes in pages by due date that stay in step while work is added and done', async () => {
    const wanted = (await listed(rosalind)).map((item) => `${item.case.ref} ${item.task.id}`)
    const seen: WorkItem[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: { items: WorkItem[]; next: string | null } = (await rosalind.get(`/api/v1/work-lists/mine?limit=2${next && `&cursor=${next}`}`)).json()
      seen.push(...page.items)
      next = page.next
      if (seen.length === 2) await open()
    }
    const names = seen.map((item) => `${item.case.ref} ${item.task.id}`)
    expect(new Set(names).size).toBe(names.length)
    expect(wanted.filter((name) => !names.includes(name))).toEqual([])
    const dates = seen.map(({ dueAt }) => dueAt ?? 'none')
    expect(dates).toEqual(dates.toSorted())
  })
})

describe('the settable clock', () => {
  test('moves on, does what is due, and never goes back', async () => {
    const ref = await open()
    const set = (now: string) => house.stranger.send('PUT', '/api/v1/test/clock', { body: { now } })
    const moved = await set('2026-11-19T09:00:00Z')
    expect([moved.statusCode, moved.json()]).toEqual([200, { now: '2026-11-19T09:00:00.000Z' }])
    const shown = (await rosalind.get(`/api/v1/cases/${ref}`)).json()
    expect([shown.clocks[0].state, shown.priority]).toEqual(['overdue', 'high'])
    const back = await set('2026-11-18T09:00:00Z')
    expect([back.statusCode, back.json().type]).toEqual([409, '/problems/clock-runs-forward'])
    expect((await rosalind.get('/api/v1/me')).json().now).toBe('2026-11-19T09:00:00.000Z')
  })
})
