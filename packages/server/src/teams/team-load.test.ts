import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TeamLoad, TeamTask } from '../contract/contract.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'
import { voidVisit } from '../testing/void-visit.ts'

let house: TestApplication
let landlord: BuiltLandlord
let rosalind: Visitor
let tariq: Visitor
let dawn: Visitor

// A Monday; a void visit is due on Wednesday, and warns from Tuesday.
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

const readLoad = async (visitor: Visitor = dawn): Promise<TeamLoad> => (await visitor.get('/api/v1/teams/voids/load')).json()

async function listed(query = ''): Promise<TeamTask[]> {
  const reply = await dawn.get(`/api/v1/teams/voids/tasks?limit=200${query}`)
  expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)])
  return reply.json().items
}

const names = (items: TeamTask[]) => items.map((item) => `${item.case.ref} ${item.task.id}`)
const nothing = { due: 0, soon: 0 }

describe('the load of a team', () => {
  let ref: string

  test('counts what each person has and what nobody has, by the day it is due', async () => {
    ref = await open()
    await act(ref, 'tasks/visit.1/assignment', { person: landlord.colleague.id })
    const { team, days, people, nobody } = await readLoad()
    expect(team).toEqual({ id: 'voids', name: 'Voids' })
    expect(days).toEqual(['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'])
    expect(people).toEqual([{
      id: landlord.colleague.id, name: 'Tariq Fennimore', role: 'officer', patch: null, hasLeft: false, openCases: 0, openTasks: 1, overdue: 0, later: 0,
      days: [nothing, nothing, { due: 1, soon: 0 }, ...Array.from({ length: 7 }, () => nothing)],
    }])
    expect(nobody).toEqual({ openCases: 0, openTasks: 1, overdue: 0, later: 1, days: days.map(() => nothing) })
  })

  test('counts the cases that somebody owns', async () => {
    await act(ref, 'owner', { person: landlord.colleague.id })
    expect((await readLoad()).people[0]).toMatchObject({ openCases: 1, openTasks: 1 })
  })

  test('leaves out what only time ends', async () => {
    const other = await open()
    await act(other, 'tasks/visit.1/completion', { outcome: 'empty' })
    await act(other, 'tasks/clear.1/completion')
    await act(other, 'owner', { team: 'voids' })
    expect((await readLoad()).nobody).toMatchObject({ openCases: 1, openTasks: 2 })
    expect((await listed()).map(({ task }) => task.name)).not.toContain('Let it air')
  })

  test('has the tasks of a cell, with who has them', async () => {
    expect(names(await listed(`&person=${landlord.colleague.id}&due=2026-11-18`))).toEqual([`${ref} visit.1`])
    expect((await listed(`&person=${landlord.colleague.id}`))[0]).toMatchObject({ holder: { kind: 'person', name: 'Tariq Fennimore' }, why: ['Owns the case'], task: { dueOn: '2026-11-18' } })
    expect(await listed(`&person=${landlord.colleague.id}&due=2026-11-17`)).toEqual([])
    const free = await listed('&person=nobody')
    expect(free.map(({ task, holder, why }) => [task.id, holder?.name, why])).toEqual([['keys.1', 'Voids', ['Voids can take it']], ['keys.1', 'Voids', ['Voids can take it']]])
    expect(names(await listed('&person=nobody&due=later'))).toEqual(names(free))
    expect(await listed(`&person=${landlord.officer.id}`)).toEqual([])
  })

  test('comes in pages by due date, whoever has what', async () => {
    const all = names(await listed())
    expect(all).toHaveLength(3)
    const seen: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: TeamTask[]; next: string | null } = (await dawn.get(`/api/v1/teams/voids/tasks?limit=1${next && `&cursor=${next}`}`)).json()
      seen.push(...names(page.items))
      next = page.next
    }
    expect(seen).toEqual(all)
  })

  test('has what any of a role can take in the cases of its people, and no other', async () => {
    const theirs = await open()
    for (const one of [ref, theirs]) await act(one, 'tasks/keys.1/assignment', { role: 'manager' })
    expect(await listed('&person=nobody&due=later')).toMatchObject([{ case: { ref }, holder: { kind: 'role', id: 'manager' } }, { holder: { kind: 'team' } }])
    expect((await readLoad()).nobody.openTasks).toBe(2)
    await act(ref, 'tasks/keys.1/assignment', { team: 'voids' })
  })

  test('moves on with time: inside its warning, for today, overdue', async () => {
    const set = (now: string) => house.stranger.send('PUT', '/api/v1/test/clock', { body: { now } })
    await set('2026-11-17T09:00:00Z')
    expect((await readLoad()).people[0]?.days[1]).toEqual({ due: 1, soon: 1 })
    await set('2026-11-18T09:00:00Z')
    expect((await readLoad()).people[0]).toMatchObject({ overdue: 0, days: [{ due: 1, soon: 1 }, ...Array.from({ length: 9 }, () => nothing)] })
    expect(names(await listed('&due=2026-11-18'))).toEqual([`${ref} visit.1`])
    await set('2026-11-19T09:00:00Z')
    expect((await readLoad()).people[0]).toMatchObject({ overdue: 1, openTasks: 1 })
    expect(names(await listed('&due=overdue'))).toEqual([`${ref} visit.1`])
  })
})

test('a case that nobody owns is of no team, though the team has what is given to it there', async () => {
  const unowned = await house.buildLandlord({ caseTypes: [{ ...voidVisit, owner: [] }] })
  const [officer, manager] = [await house.visit(unowned, unowned.officer), await house.visit(unowned, unowned.manager)]
  const { ref } = (await officer.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: unowned.home } } })).json()
  expect((await officer.get(`/api/v1/cases/${ref}`)).json()).toMatchObject({ owner: null })
  expect((await readLoad(manager)).nobody).toMatchObject({ openCases: 0, openTasks: 1 })
  for (const query of ['', '?person=nobody']) expect(names((await manager.get(`/api/v1/teams/voids/tasks${query}`)).json().items)).toEqual([`${ref} keys.1`])
})

describe('who may see the load of a team', () => {
  test('its members do, and whoever oversees cases', async () => {
    expect((await readLoad(tariq)).people.map(({ name }) => name)).toEqual(['Tariq Fennimore'])
    expect((await tariq.get('/api/v1/teams/voids/tasks')).statusCode).toBe(200)
  })

  test('for everybody else it is not there', async () => {
    for (const what of ['load', 'tasks']) {
      const [notYours, notThere] = [await rosalind.get(`/api/v1/teams/voids/${what}`), await dawn.get(`/api/v1/teams/nobody-knows/${what}`)]
      expect([what, notYours.statusCode, notYours.body]).toEqual([what, 404, notThere.body])
    }
  })
})

test.each([['due=someday', 'due'], ['due=2026-13-01', 'due'], ['cursor=nonsense', 'cursor'], ['limit=0', 'limit']])('tasks with %s are refused, and the parameter named', async (query, name) => {
  const reply = await dawn.get(`/api/v1/teams/voids/tasks?${query}`)
  expect([reply.statusCode, reply.json().fields[0].path]).toEqual([400, name])
})
