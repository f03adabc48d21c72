import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Action, CaseRecord, Role, Task } from '../contract/contract.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { saveStaff } from '../staff/save-staff.ts'
import type { BuiltLandlord } from '../testing/build-landlord.ts'
import { type TestApplication, type Visitor, openTestApplication } from '../testing/test-application.ts'
import { voidVisit } from '../testing/void-visit.ts'

/** Nothing that stands open keeps it from closing, and there is a second reason to hold it: only its state says what may be done. */
const caseType = {
  ...voidVisit, clocks: [], holdReasons: [{ id: 'no-access', name: 'No access' }, { id: 'weather', name: 'Weather' }],
  steps: voidVisit.steps.map((step) => (step.kind === 'task' ? { ...step, required: false } : step)),
}

let house: TestApplication
let landlord: BuiltLandlord
let visitors: Record<Role, Visitor>

/** A case with which others can be linked. */
let another: string

beforeAll(async () => {
  house = await openTestApplication()
  landlord = await house.buildLandlord({ caseTypes: [caseType, { ...caseType, version: 2, effectiveFrom: '2999-01-01' }] })
  const administrator = { id: '01980000-0000-7000-8000-00000000ad01', name: 'Ada Minter', email: 'ada@larkmere.example' }
  await inLandlord({ pool: house.parts.casework.pool, landlordId: landlord.id }, (tx) => saveStaff(tx, [{ ...administrator, role: 'administrator' }]))
  visitors = {
    officer: await house.visit(landlord, landlord.officer),
    manager: await house.visit(landlord, landlord.manager),
    administrator: await house.visit(landlord, { ...administrator, roles: ['administrator'] }),
  }
  another = await openCaseOf('open')
})

afterAll(() => house.close())

type Ask = [method: 'POST' | 'PUT' | 'DELETE' | 'PATCH', path: string, body?: object]

/** For every action the request that carries it out, right in all but whether it may be done. */
const requests: { case: Record<string, (record: CaseRecord) => Ask>; task: Record<string, (task: Task) => Ask> } = {
  case: {
    'edit-fields': () => ['PATCH', 'fields', { fields: { meter: 'M1' } }],
    'add-note': () => ['POST', 'notes', { text: 'Seen.' }],
    'add-task': () => ['POST', 'tasks', { name: 'Ring the police' }],
    'record-interaction': () => ['POST', 'interactions', { direction: 'in', method: 'phone', notes: 'Rang.' }],
    'record-access-attempt': () => ['POST', 'access-attempts', { method: 'visit', outcome: 'no-answer', cardLeft: true }],
    'record-cost': () => ['POST', 'costs', { kind: 'money', type: 'Travel', value: 5 }],
    'record-task': () => ['POST', 'recorded-tasks', { step: 'keys' }],
    'record-outside-event': () => ['POST', 'outside-events', { name: 'post' }],
    'add-party': () => ['POST', 'parties', { role: 'reporter', name: 'Ann' }],
    'link-record': () => ['POST', 'records', { kind: 'home', id: landlord.home, role: 'affected' }],
    'unlink-record': () => ['DELETE', 'records/record.1?reason=x'],
    'start-strand': () => ['POST', 'strands', { value: 'noise' }],
    'end-strand': () => ['POST', 'strands/strand.1/end', { reason: 'It stopped' }],
    hold: () => ['POST', 'hold', { reason: 'weather' }],
    release: () => ['DELETE', 'hold'],
    'assign-owner': () => ['POST', 'owner', { team: 'voids' }],
    claim: () => ['POST', 'claim'],
    'assign-manager': () => ['POST', 'manager', { person: landlord.manager.id }],
    'add-helper': () => ['POST', 'helpers', { person: landlord.manager.id }],
    'remove-helper': () => ['DELETE', `helpers/${landlord.manager.id}`],
    watch: () => ['POST', 'watch'],
    unwatch: () => ['DELETE', 'watch'],
    'set-priority': () => ['POST', 'priority', { priority: 'high' }],
    close: () => ['POST', 'closure', { reason: 'done' }],
    cancel: () => ['POST', 'cancellation', { reason: 'Opened twice' }],
    'move-to-stage': () => ['POST', 'stage', { stage: 'somewhere', reason: 'It went another way' }],
    move: () => ['POST', 'version', { version: 2, reason: 'It changed' }],
    reopen: () => ['POST', 'reopening', { reason: 'It was not' }],
    link: () => ['POST', 'links', { link: 'follows', case: another, reason: 'The same home' }],
    unlink: () => ['POST', 'unlinking', { link: 'follows', case: another, reason: 'Another home' }],
    merge: () => ['POST', 'merger', { into: another, reason: 'The same home' }],
  },
  task: {
    start: ({ id }) => ['POST', `tasks/${id}/start`],
    complete: ({ id, outcomes }) => ['POST', `tasks/${id}/completion`, { outcome: outcomes[0]?.id }],
    skip: ({ id }) => ['POST', `tasks/${id}/skip`, { reason: 'No keys' }],
    'offer-again': ({ id }) => ['POST', `tasks/${id}/offer`],
    cancel: ({ id }) => ['POST', `tasks/${id}/cancellation`, { reason: 'No keys' }],
    redo: ({ id }) => ['POST', `tasks/${id}/redo`, { reason: 'Wrong door' }],
    'restart-from': ({ id }) => ['POST', `tasks/${id}/restart`, { reason: 'Wrong door' }],
    'save-draft': ({ id }) => ['PUT', `tasks/${id}/draft`, { notes: 'Half' }],
    'set-waiting-on': ({ id }) => ['POST', `tasks/${id}/waiting-on`, { waitingOn: 'resident' }],
    hold: ({ id }) => ['POST', `tasks/${id}/hold`, { reason: 'no-access' }],
    release: ({ id }) => ['DELETE', `tasks/${id}/hold`],
    reassign: ({ id }) => ['POST', `tasks/${id}/assignment`, { person: landlord.manager.id }],
    claim: ({ id }) => ['POST', `tasks/${id}/claim`],
  },
}

/** How a case comes to each status, after its opening. */
const ways: Record<CaseRecord['status'], Ask[]> = {
  open: [['POST', 'tasks/keys.1/skip', { reason: 'No keys' }]],
  'on-hold': [['POST', 'hold', { reason: 'no-access' }]],
  closed: [['POST', 'tasks/visit.1/completion', { outcome: 'occupied' }]],
  cancelled: [['POST', 'cancellation', { reason: 'Opened twice' }]],
}

async function openCaseOf(status: CaseRecord['status']): Promise<string> {
  const { ref } = (await visitors.officer.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: landlord.home } } })).json()
  for (const [method, path, body] of ways[status]) await visitors.officer.send(method, `/api/v1/cases/${ref}/${path}`, { body, headers: { 'if-match': '*' } })
  return ref
}

/** What a preview says where the table of actions says yes or no. */
async function tried(visitor: Visitor, ref: string, [method, path, body]: Ask): Promise<Pick<Action, 'allowed' | 'code' | 'words'>> {
  const reply = await visitor.send(method, `/api/v1/cases/${ref}/${path}${path.includes('?') ? '&' : '?'}preview=true`, { body })
  return reply.statusCode === 200 ? { allowed: true } : { allowed: false, code: reply.json().code, words: reply.json().detail }
}

describe.each(['officer', 'manager', 'administrator'] as const)('to the %s', (role) => {
  test.each(['open', 'on-hold', 'closed', 'cancelled'] as const)('the actions of a case that is %s are shown as the guard takes them', async (status) => {
    const visitor = visitors[role]
    const ref = await openCaseOf(status)
    const record: CaseRecord = (await visitor.get(`/api/v1/cases/${ref}`)).json()
    expect(record.status).toBe(status)
    expect(record.actions.map(({ action }) => action).sort()).toEqual(Object.keys(requests.case).sort())
    for (const { action, allowed, code, words } of record.actions) {
      expect([action, await tried(visitor, ref, requests.case[action]!(record))]).toEqual([action, { allowed, code, words }])
    }
    for (const task of record.tasks) {
      // Of what is over only what may still be done is told, and why it cannot be completed.
      const isOver = ['completed', 'skipped', 'cancelled', 'superseded'].includes(task.state)
      for (const [action, request] of Object.entries(requests.task)) {
        const shown = task.actions.find((one) => one.action === action)
        const guard = await tried(visitor, ref, request(task))
        expect([task.id, action, guard]).toEqual([task.id, action, shown === undefined && isOver ? expect.objectContaining({ allowed: false }) : { allowed: shown?.allowed, code: shown?.code, words: shown?.words }])
      }
    }
  })
})

test('a task that is over says once why it cannot be completed, and else what may still be done with it; a clock, only what may', async () => {
  const ref = await openCaseOf('open')
  for (const [task, outcome] of [['visit.1', 'empty'], ['clear.1', undefined]]) {
    await visitors.officer.send('POST', `/api/v1/cases/${ref}/tasks/${task}/completion`, { body: { outcome }, headers: { 'if-match': '*' } })
  }
  const { tasks, clocks } = (await visitors.officer.get(`/api/v1/cases/${ref}`)).json() as CaseRecord
  const { actions } = tasks.find(({ id }) => id === 'clear.1')!
  expect(actions.filter(({ allowed }) => !allowed)).toEqual([{ action: 'complete', allowed: false, code: 'task-ended', words: 'Clear the home has ended: it was completed.', remedy: 'Redo it, or add a task.' }])
  expect(actions).toContainEqual({ action: 'redo', allowed: true })
  const { state, actions: ofClock } = clocks.find(({ id }) => id === 'clear.1')!
  expect([state, ofClock.filter(({ allowed }) => !allowed)]).toEqual(['met', []])
})

test('a cancelled case is opened again by who oversees cases: the others are told so before they try', async () => {
  const ref = await openCaseOf('cancelled')
  const shown = async (role: Role) => ((await visitors[role].get(`/api/v1/cases/${ref}`)).json() as CaseRecord).actions.find(({ action }) => action === 'reopen')
  expect([await shown('officer'), await shown('manager'), await shown('administrator')]).toEqual([
    { action: 'reopen', allowed: false, code: 'narrowed-by-type', words: 'Your role does not include this.', remedy: 'Ask a manager.' },
    { action: 'reopen', allowed: true },
    { action: 'reopen', allowed: true },
  ])
})
