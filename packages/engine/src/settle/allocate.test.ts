import { describe, expect, test } from 'vitest'
import type { AllocationRule, ForWhom } from '../case-type/allocation-rule.ts'
import { decide } from '../case/decide.ts'
import { given, type ExpectedEvent, type Story } from '../testing/given.ts'
import { englandAndWales } from '../testing/calendars.ts'
import { sampleType } from '../testing/play.ts'
import { ruleKey, type AllocationFacts } from './allocate.ts'

const none: AllocationFacts = { candidates: {}, cover: {} }
const person = (id: string) => ({ kind: 'person' as const, id })
const visit = (forWhom: ForWhom) => sampleType({ steps: [{ id: 'visit', kind: 'task', name: 'Visit', for: forWhom }] })
const expectOpening = (story: Story, ...events: ExpectedEvent[]) => story.when({ type: 'open-case' }).thenEvents(...events)
const leastLoaded = { leastLoaded: { team: 'lettings' } } as const
const roundRobin = { roundRobin: { team: 'lettings' } } as const

describe('the owner of a new case is whom the first rule finds that finds somebody', () => {
  const owned = (owner: AllocationRule[]) => sampleType({ owner, steps: [{ id: 'visit', kind: 'task', name: 'Visit' }] })

  test.for<[string, AllocationRule[], Partial<AllocationFacts> & { patchOfficer?: string }, object]>([
    ['the officer of the patch', ['patch-officer', 'creator'], { patchOfficer: 'rosalind' }, { by: 'patch-officer', owner: person('rosalind') }],
    ['whoever opens it, where the patch has no officer', ['patch-officer', 'creator'], {}, { by: 'creator', owner: person('officer') }],
    ['whoever has the other open case of the resident', ['continuity', 'creator'], { continuity: 'tariq' }, { by: 'continuity', owner: person('tariq') }],
    ['a named person', [{ person: 'priya' }], {}, { by: { person: 'priya' }, owner: person('priya') }],
    ['a team, until one of it takes it', ['continuity', { team: 'lettings' }], {}, { by: { team: 'lettings' }, owner: { kind: 'team', id: 'lettings' } }],
    ['a role, until one of it takes it', [{ role: 'manager' }], {}, { by: { role: 'manager' }, owner: { kind: 'role', id: 'manager' } }],
    ['whoever of a team has least to do; of equals the first', [leastLoaded], { candidates: { [ruleKey(leastLoaded)]: [{ id: 'ada', load: 4 }, { id: 'ben', load: 2 }, { id: 'cy', load: 2 }] } }, { by: leastLoaded, owner: person('ben') }],
    ['whoever of a team is next', [roundRobin], { candidates: { [ruleKey(roundRobin)]: [{ id: 'cy', load: 0 }, { id: 'ada', load: 0 }] } }, { by: roundRobin, owner: person('cy') }],
    ['the fall-back, where nobody of the team is there', [roundRobin, { role: 'manager' }], { candidates: { [ruleKey(roundRobin)]: [] } }, { by: { role: 'manager' }, owner: { kind: 'role', id: 'manager' } }],
  ])('%s', ([_who, rules, { patchOfficer, ...facts }, expected]) => {
    expectOpening(given(owned(rules), { patchOfficer, allocation: { ...none, ...facts } }), { type: 'owner-assigned', ...expected })
  })

  test('where they find nobody the case says so, and nothing is completed before a person has chosen', () => {
    const story = given(owned(['patch-officer', 'continuity']), { allocation: none }).when({ type: 'open-case' }).thenEvents({ type: 'nobody-found', rules: ['patch-officer', 'continuity'] })
    expect(story.state).toMatchObject({ nobodyFound: true })
    expect(story.state.owner).toBeUndefined()
    expect(story.when({ type: 'complete-task', task: 'visit.1' }).thenRefused('owner-missing').remedy).toBe('Take it, or choose its owner, first.')
    const taken = story.and({ type: 'claim-case' })
    expect(taken.state).toMatchObject({ owner: person('officer') })
    taken.when({ type: 'complete-task', task: 'visit.1' }).thenEvents('task-completed')
  })

  test('whoever opens the case may choose its owner, and no rule is asked', () => {
    expect(given(owned(['continuity']), { allocation: none }).opened({ owner: person('priya') }).state.owner).toEqual(person('priya'))
  })
})

describe('a task goes to whom its rules find when it starts', () => {
  test('the owner or a team by itself, without a rule in the event, as ever', () => {
    expect(given(visit('owner')).opened().events.find(({ type }) => type === 'item-started')?.payload).not.toHaveProperty('by')
    expectOpening(given(visit({ team: 'lettings' })), { type: 'item-started', assignee: { kind: 'team', id: 'lettings' } })
  })

  test('a list of rules, with the event saying who was chosen and by which', () => {
    expectOpening(given(visit(['continuity', { team: 'lettings' }]), { allocation: { ...none, continuity: 'tariq' } }), { type: 'item-started', assignee: person('tariq'), by: 'continuity' })
    expectOpening(given(visit(['continuity', 'owner']), { allocation: none }), { type: 'item-started', assignee: { kind: 'owner' }, by: 'owner' })
  })

  test('the creator is whoever opened the case, whoever works in it later', () => {
    const after = sampleType({ steps: [{ id: 'look', kind: 'task', name: 'Look' }, { id: 'visit', kind: 'task', name: 'Visit', after: 'look', for: 'creator' }] })
    const { state } = given(after).opened().by({ kind: 'person', id: 'tariq' }).and({ type: 'complete-task', task: 'look.1' })
    expect(state.items['visit.1']?.assignee).toEqual(person('officer'))
  })

  test('nobody found: the case says so, and the task is for the owner', () => {
    const story = given(visit('continuity'), { allocation: none }).when({ type: 'open-case' }).thenEvents({ type: 'nobody-found', on: 'visit.1' }, { type: 'item-started', assignee: { kind: 'owner' } })
    expect(story.state.nobodyFound).toBeUndefined()
  })

  test('two that start together do not go to one person', () => {
    const two = sampleType({ steps: [{ id: 'visit', kind: 'task', name: 'Visit', for: roundRobin }, { id: 'call', kind: 'task', name: 'Call', for: roundRobin }] })
    const { state } = given(two, { allocation: { ...none, candidates: { [ruleKey(roundRobin)]: [{ id: 'ada', load: 0 }, { id: 'ben', load: 0 }] } } }).opened()
    expect([state.items['visit.1']?.assignee, state.items['call.1']?.assignee]).toEqual([person('ada'), person('ben')])
  })

  test('nobody is given by a rule what they may not do: whoever did the other step is passed over (semantics 10)', () => {
    const four = sampleType({ steps: [{ id: 'decide', kind: 'task', name: 'Decide' }, { id: 'check', kind: 'task', name: 'Check', after: 'decide', notWhoDid: 'decide', for: [leastLoaded, { team: 'lettings' }] }] })
    const facts = (ids: string[]) => ({ ...none, candidates: { [ruleKey(leastLoaded)]: ids.map((id) => ({ id, load: 0 })) } })
    const checker = (ids: string[]) => given(four, { allocation: facts(ids) }).opened().and({ type: 'complete-task', task: 'decide.1' }).state.items['check.1']?.assignee
    expect([checker(['officer', 'ben']), checker(['officer'])]).toEqual([person('ben'), { kind: 'team', id: 'lettings' }])
  })
})

describe('who is away', () => {
  const away = (cover: AllocationFacts['cover']) => ({ ...none, cover })

  test('has a cover to whom their work comes, with a mark for whom', () => {
    const story = given(visit({ person: 'priya' }), { allocation: away({ priya: 'tariq' }) }).when({ type: 'open-case' }).thenEvents({ type: 'item-started', assignee: person('tariq'), by: { person: 'priya' }, coverFor: 'priya' })
    expect(story.state.items['visit.1']).toMatchObject({ assignee: person('tariq'), coverFor: 'priya' })
  })

  test('and whose cover is away too is covered by that one’s cover; where nobody is there the next rule is asked', () => {
    expectOpening(given(visit({ person: 'priya' }), { allocation: away({ priya: 'tariq', tariq: 'ben' }) }), { type: 'item-started', assignee: person('ben'), coverFor: 'priya' })
    const nobodyThere: AllocationFacts['cover'][] = [{ priya: 'tariq', tariq: 'priya' }, { priya: null }]
    for (const cover of nobodyThere) {
      expectOpening(given(visit([{ person: 'priya' }, { team: 'lettings' }]), { allocation: away(cover) }), { type: 'item-started', assignee: { kind: 'team', id: 'lettings' } })
    }
  })

  test('is passed over by least loaded and by turns', () => {
    expectOpening(given(visit(roundRobin), { allocation: { candidates: { [ruleKey(roundRobin)]: [{ id: 'ada', load: 0 }, { id: 'ben', load: 0 }] }, cover: { ada: 'cy' } } }), { type: 'item-started', assignee: person('ben') })
  })
})

test('a decision says that it lacks facts, and only where a rule asks for some', () => {
  const open = (rule: ForWhom, allocation?: AllocationFacts) =>
    decide(undefined, { type: 'open-case' }, { now: '2026-12-01T10:00:00Z', actor: { kind: 'person', id: 'officer' }, caseType: visit(rule), calendar: () => englandAndWales, newCase: { id: 'c', ref: 'SM-26-00001' }, allocation })
  expect(open('continuity')).toHaveProperty('lacksFacts', true)
  expect(open('continuity', none)).not.toHaveProperty('lacksFacts')
  for (const rule of ['owner', 'creator', { team: 'lettings' }, { role: 'officer' }] as const) expect(open(rule)).not.toHaveProperty('lacksFacts')
})
