import { expect, test } from 'vitest'
import { sampleType } from '../../testing/play.ts'
import { checkCaseType, type KnownNames } from '../check.ts'
import type { AllocationRule, ForWhom } from '../allocation-rule.ts'
import type { ClockDefinition } from '../definition.ts'
import type { StepDefinition } from '../step-definition.ts'
import type { EscalationAction, EscalationPoint } from '../../clocks/escalation.ts'

const known: KnownNames = { roles: ['officer', 'manager'], teams: ['lettings'], people: ['priya'] }
const end: StepDefinition = { id: 'end', kind: 'finish', name: 'End', after: 'visit' }
const chase: StepDefinition = { id: 'chase', kind: 'task', name: 'Chase', onDemand: true }

function found({ owner, forWhom, escalate, warn = { days: 1 }, steps = [] }: { owner?: AllocationRule[]; forWhom?: ForWhom; escalate?: EscalationPoint[]; warn?: ClockDefinition['warn'] | null; steps?: StepDefinition[] }) {
  const clocks: ClockDefinition[] = [{ id: 'overall', name: 'Overall', starts: 'case.opened', stops: 'visit', allow: { days: 5 }, warn: warn ?? undefined, escalate }]
  const type = sampleType({ owner, clocks, steps: [{ id: 'visit', kind: 'task', name: 'Visit', for: forWhom }, ...steps, end] })
  return checkCaseType(type, known).map(({ severity, place, message }) => `${severity} ${place}: ${message}`)
}

const doing = (...actions: EscalationAction[]): EscalationPoint[] => [{ at: 'due', do: actions }]
const mayFindNobody = (place: string) => [`warning ${place}: These rules may find nobody.`]

test.for<[string, AllocationRule[] | undefined, string[]]>([
  ['whoever opens it at the end', ['patch-officer', 'continuity', 'creator'], []],
  ['a team at the end', [{ roundRobin: { team: 'lettings' } }, { team: 'lettings' }], []],
  ['no rule', undefined, []],
  ['no fall-back', ['patch-officer', 'continuity'], mayFindNobody('owner')],
  ['somebody named, who may leave', [{ person: 'priya' }], mayFindNobody('owner')],
  ['least loaded alone, for a team may be away', [{ leastLoaded: { team: 'lettings' } }], mayFindNobody('owner')],
  ['a rule behind a fall-back', ['creator', 'patch-officer'], ['warning owner[1]: This is never asked: the rule before it always finds somebody.']],
])('who owns a case: %s', ([_what, owner, findings]) => {
  expect(found({ owner })).toEqual(findings)
})

test('who has a task: rules that may find nobody are doubtful there too, and the owner is a fall-back', () => {
  expect(found({ forWhom: 'continuity' })).toEqual(mayFindNobody('steps[0].for'))
  expect(found({ forWhom: ['continuity', 'owner'] })).toEqual([])
  expect(found({ forWhom: ['owner', 'continuity'] })).toEqual(['warning steps[0].for[1]: This is never asked: the rule before it always finds somebody.'])
})

test('a team, role or person that is not there is found wherever it is named', () => {
  expect(found({ owner: [{ leastLoaded: { team: 'voids' } }, { role: 'chief' }] })).toEqual(['error owner[1].role: There is no role chief.', 'error owner[0].leastLoaded.team: There is no team voids.'])
  expect(found({ forWhom: [{ person: 'ann' }, 'owner'] })).toEqual(['error steps[0].for[0].person: There is no person ann.'])
  expect(found({ escalate: doing({ reassign: 'chief' }, { notify: ['owner', 'manager', { team: 'voids' }] }, { addTask: { name: 'Call', for: { person: 'ann' } } }) })).toEqual([
    'error clocks[0].escalate[0].do[0]: There is no role chief.',
    'error clocks[0].escalate[0].do[1].team: There is no team voids.',
    'error clocks[0].escalate[0].do[2].person: There is no person ann.',
  ])
})

test('an escalation adds only a task on demand, or one with a name', () => {
  expect(found({ escalate: doing({ addTask: 'chase' }, { start: 'chase' }, { addTask: { name: 'Call the resident' } }), steps: [chase] })).toEqual([])
  expect(found({ escalate: doing({ addTask: 'visit' }), steps: [chase] })).toEqual(['error clocks[0].escalate[0].do[0].addTask: visit is not a task on demand.'])
  expect(found({ escalate: doing({ start: 'look' }) })).toEqual(['error clocks[0].escalate[0].do[0].start: There is no step look.'])
})

test('an escalation that opens a case of a type that is not there is found', () => {
  const type = sampleType({ clocks: [{ id: 'overall', name: 'Overall', starts: 'case.opened', stops: 'visit', allow: { days: 5 }, escalate: doing({ open: { caseType: 'ghost' } }) }], steps: [{ id: 'visit', kind: 'task', name: 'Visit' }, end] })
  expect(checkCaseType(type, { caseTypes: ['complaint'] }).map(({ place, message }) => `${place}: ${message}`)).toEqual(['clocks[0].escalate[0].do[0].open.caseType: There is no case type ghost.'])
})

test('an escalation at a warning that its clock does not have is found', () => {
  expect(found({ escalate: [{ at: 'warning', do: [{ notify: 'owner' }] }], warn: null })).toEqual(['error clocks[0].escalate[0].at: Overall has no warning, so this never speaks.'])
  expect(found({ escalate: [{ at: 'warning', do: [{ notify: 'owner' }] }] })).toEqual([])
})
