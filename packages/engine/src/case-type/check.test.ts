import { describe, expect, test } from 'vitest'
import { sampleType } from '../testing/play.ts'
import { checkCaseType, type KnownNames } from './check.ts'
import { compileCaseType } from './compile-case-type.ts'
import type { CaseTypeDefinition } from './definition.ts'
import type { StepDefinition } from './step-definition.ts'

type Parts = Partial<CaseTypeDefinition> & Pick<CaseTypeDefinition, 'steps'>

const visit: StepDefinition = { id: 'visit', kind: 'task', name: 'Visit', outcomes: ['in', 'out'] }
const end: StepDefinition = { id: 'end', kind: 'finish', name: 'End', after: 'visit' }

/** The errors of a case type with these parts, as `place: message`. */
function errorsOf(parts: Parts, known: KnownNames = {}): string[] {
  return checkCaseType(sampleType(parts), known).filter(({ severity }) => severity === 'error').map(({ place, message }) => `${place}: ${message}`)
}

/** One broken case type whose single finding says this, and a sound one close to it. */
function holdsApart({ broken, says, sound, known }: { broken: Parts; says: string; sound: Parts; known?: KnownNames }): void {
  expect(errorsOf(broken, known)).toEqual([says])
  expect(errorsOf(sound, known)).toEqual([])
}

const path = (...steps: StepDefinition[]): Parts => ({ steps: [visit, ...steps, end] })
const task = (id: string, more: Partial<Extract<StepDefinition, { kind: 'task' }>> = {}): StepDefinition => ({ id, kind: 'task', name: id.toUpperCase(), ...more })

describe('a step', () => {
  test('that nothing leads to is found', () => holdsApart({
    broken: path(task('a', { after: 'a.completed', repeatable: true })),
    says: 'steps[1].after: A can never start: nothing leads to it.',
    sound: path(task('a', { after: { any: ['a.completed', 'visit'] }, repeatable: true })),
  }))

  test('whose clock or cancelWhen waits for what never happens is found', () => {
    const clocks = [{ id: 'report', name: 'Report', basis: 'law' as const, starts: 'case.opened', stops: 'visit.sent', allow: { days: 5 } }]
    expect(errorsOf({ ...path(task('a', { cancelWhen: 'visit.failed' })), clocks })).toEqual([
      'steps[1].cancelWhen: A waits for visit.failed, which never happens: Visit is a task.',
      'clocks[0].stops: Report waits for visit.sent, which never happens: Visit is a task.',
    ])
  })

  test('that waits for what never happens is found', () => holdsApart({
    broken: path(task('a', { after: { any: ['visit.sent', 'visit'] } })),
    says: 'steps[1].after: A waits for visit.sent, which never happens: Visit is a task.',
    sound: path(task('a', { after: { any: ['visit.in', 'visit.skipped'] } })),
  }))

  test('that waits for the end of the case is found, be it one of two ways to start it', () => holdsApart({
    broken: path(task('a', { after: { any: ['end', 'visit.in'] } })),
    says: 'steps[1].after: A waits for end, which ends the case: nothing starts then.',
    sound: path({ id: 'look', kind: 'stage', name: 'Look', steps: [task('b'), { id: 'seen', kind: 'finish', name: 'Seen', after: 'b' }] }, task('a', { after: 'seen' })),
  }))

  test('that waits without an end is found', () => holdsApart({
    broken: path({ id: 'pause', kind: 'wait', name: 'Pause' }),
    says: 'steps[1]: Pause would wait for ever.',
    sound: path({ id: 'pause', kind: 'wait', name: 'Pause', lasts: { days: 3 } }),
  }))

  test('that is required behind one that need not happen is found', () => holdsApart({
    broken: path(task('a', { after: 'visit.in', required: true })),
    says: 'steps[1].required: A is required, but visit.in need not happen: its stage could then never end.',
    sound: path(task('a', { after: 'visit.in', required: 'once-started' })),
  }))

  test('that is required behind any outcome of a required task is sound', () => {
    const required: StepDefinition = { ...visit, required: true }
    expect(errorsOf({ steps: [required, task('a', { after: { any: ['visit.in', 'visit.out'] }, required: true }), end] })).toEqual([])
    expect(errorsOf({ steps: [visit, task('a', { after: { any: ['visit.in', 'visit.out'] }, required: true }), end] })).toHaveLength(1)
  })

  test('that is required and repeats without end is found', () => holdsApart({
    broken: path(task('a', { required: true, repeatable: true, after: 'visit' })),
    says: 'steps[1].required: A is required and repeats, so its next run always waits: its stage could then never end.',
    sound: path(task('a', { required: true, repeatable: { atMost: 2 } })),
  }))

  test('with a name or an id that another has is found', () => {
    expect(errorsOf(path(task('a', { name: 'Visit' })))).toEqual(['steps[1].name: Two steps are called Visit.'])
    expect(errorsOf(path(task('visit', { name: 'Second visit' })))).toEqual(['steps[1].id: Two steps have the id visit.'])
    expect(errorsOf(path(task('a')))).toEqual([])
  })
})

describe('an end', () => {
  test('that cannot be reached leaves no way to finish', () => holdsApart({
    broken: { steps: [visit, task('a', { onDemand: true })] },
    says: 'steps: There is no way to finish: no finish can be reached and no closure reason is given.',
    sound: { steps: [visit], closureReasons: [{ id: 'done', name: 'Done' }] },
  }))

  test('that nobody may bring about by hand is found', () => holdsApart({
    broken: { steps: [visit], closureReasons: [{ id: 'done', name: 'Done' }], allow: { close: false } },
    says: 'steps: No finish can be reached, and nobody may close the case by hand.',
    sound: { steps: [visit, end], allow: { close: false } },
  }))
})

describe('a decision', () => {
  const decision: StepDefinition = { id: 'which', kind: 'decision', name: 'Which', branches: [{ id: 'big', when: 'true' }], otherwise: { id: 'small' } }

  test('without otherwise is found, though no type would let it be written', () => {
    const { otherwise: _otherwise, ...without } = decision
    expect(errorsOf(path(without as StepDefinition))).toEqual(['steps[1]: Which does not say what holds when no branch does.'])
    expect(errorsOf(path(decision))).toEqual([])
  })

  test('without branches is found', () => holdsApart({
    broken: path({ ...decision, branches: [] } as StepDefinition),
    says: 'steps[1].branches: Which has no branches, so there is nothing to decide.',
    sound: path(decision),
  }))
})

describe('a loop', () => {
  const mark = (id: string, after: string): StepDefinition => ({ id, kind: 'milestone', name: id.toUpperCase(), repeatable: true, after: { any: [after, 'visit'] } })

  test('without a person or a wait in it is found', () => holdsApart({
    broken: path(mark('a', 'b'), mark('b', 'a')),
    says: 'steps[1]: A, B would start again and again: no person and no wait is in the loop.',
    sound: path(mark('a', 'b'), task('b', { after: 'a', repeatable: true })),
  }))

  test('of a step that repeats by itself is found, a limited one is not', () => holdsApart({
    broken: path({ id: 'a', kind: 'effect', name: 'A', repeatable: true, do: [{ priority: 'high' }] }),
    says: 'steps[1]: A would start again and again: no person and no wait is in the loop.',
    sound: path({ id: 'a', kind: 'effect', name: 'A', repeatable: { atMost: 3 }, do: [{ priority: 'high' }] }),
  }))
})

describe('a name', () => {
  test.each<[string, KnownNames, (name: string) => Parts]>([
    ['role', { roles: ['known'] }, (name) => path(task('a', { for: { role: name } }))],
    ['role or team', { roles: ['known'], teams: [] }, (name) => ({ ...path(), start: [name] })],
    ['role or team', { roles: [], teams: ['known'] }, (name) => ({ ...path(), start: [name] })],
    ['role', { roles: ['known'] }, (name) => ({ ...path(), allow: { redo: [name] } })],
    ['role', { roles: ['known'] }, (name) => path(task('a', { clock: { allow: { days: 1 }, escalate: [{ at: 'due', do: [{ notify: 'owner' }, { reassign: name }] }] } }))],
    ['team', { teams: ['known'] }, (name) => path(task('a', { for: { team: name } }))],
    ['team', { teams: ['known'] }, (name) => ({ ...path(), owner: [{ team: name }] })],
    ['template', { templates: ['known'] }, (name) => path({ id: 'a', kind: 'message', name: 'A', template: name })],
    ['calendar', { calendars: ['known', 'england-and-wales'] }, (name) => path(task('a', { clock: { allow: { days: 1 }, calendar: name } }))],
    ['list', {}, (name) => ({ ...path(task('a', { fields: { size: { choice: name } } })), lists: { known: [{ id: 'big', name: 'Big' }] } })],
    ['field', {}, (name) => ({ ...path(task('a', { fields: { size: { number: {}, writes: name } } })), fields: { known: { number: {} } } })],
    ['field', {}, (name) => ({ ...path({ id: 'a', kind: 'wait', name: 'A', until: name }), fields: { known: { date: {} } } })],
    ['hold reason', {}, (name) => ({ ...path(task('a', { clock: { allow: { days: 1 }, pausedBy: [name] } })), holdReasons: [{ id: 'known', name: 'Known' }] })],
    ['step', {}, (name) => ({ ...path(task('known')), clocks: [{ id: 'limit', name: 'Limit', starts: 'case.opened', stops: 'visit', allow: { days: 1 }, of: name }] })],
    ['closure reason', {}, (name) => ({ steps: [visit, { ...end, outcome: name } as StepDefinition], closureReasons: [{ id: 'known', name: 'Known' }] })],
  ])('of a %s that there is not is found', (kind, known, parts) => {
    expect(errorsOf(parts('nobody'), known)).toEqual([expect.stringContaining(`There is no ${kind} `)])
    expect(errorsOf(parts('known'), known)).toEqual([])
  })
})

describe('an id', () => {
  test('that is not in kebab-case is found, with one that is', () => {
    const [finding] = checkCaseType(sampleType(path(task('visitAgain'))))
    expect(finding).toMatchObject({ place: 'steps[1].id', message: 'The id visitAgain is not in kebab-case.', remedy: expect.stringContaining('visit-again') })
    expect(errorsOf(path(task('visit-again')))).toEqual([])
  })

  test('of a field that is not in camelCase is found', () => holdsApart({
    broken: path(task('a', { fields: { 'last-seen': { date: {} } } })),
    says: 'steps[1].fields.last-seen: The field last-seen is not in camelCase.',
    sound: path(task('a', { fields: { lastSeen: { date: {} } } })),
  }))

  test('of an outcome that is a reserved word is found', () => holdsApart({
    broken: path(task('a', { outcomes: ['sent'] })),
    says: expect.stringContaining('steps[1].outcomes[0]: The outcome sent is a reserved word'),
    sound: path(task('a', { outcomes: ['posted'] })),
  }))

  test('of a step that rules read as something else is found', () => holdsApart({
    broken: path(task('outside')),
    says: 'steps[1].id: A step cannot have the id outside: rules read it as something else.',
    sound: path(task('outdoors')),
  }))

  test('that a clock shares with a step or another clock is found', () => {
    const clocks = (...ids: string[]) => ({ clocks: ids.map((id) => ({ id, name: id, starts: 'case.opened', stops: 'visit', allow: { days: 1 } })) })
    expect(errorsOf({ ...path(), ...clocks('visit') })).toEqual(['clocks[0].id: A clock and a step both have the id visit.'])
    expect(errorsOf({ ...path(), ...clocks('limit', 'limit') })).toEqual(['clocks[1].id: Two clocks have the id limit.'])
    expect(errorsOf({ ...path(), ...clocks('limit') })).toEqual([])
  })
})

describe('a value of a list', () => {
  const list = (...hazards: { id: string; name: string; from?: string; until?: string }[]): Parts => ({ ...path(), effectiveFrom: '2026-05-01', lists: { hazards } })
  const cold = { id: 'cold', name: 'Cold', from: '2026-11-30' }

  test('that ends before it begins is found', () => holdsApart({
    broken: list(cold, { id: 'heat', name: 'Heat', from: '2026-11-30', until: '2026-11-29' }),
    says: 'lists.hazards[1].until: The value heat ends on 2026-11-29, before it begins on 2026-11-30, so nobody could ever choose it.',
    sound: list(cold, { id: 'heat', name: 'Heat', from: '2026-11-30', until: '2026-11-30' }),
  }))

  test('that ends before the first case of the type is doubtful', () => {
    const findings = (until: string) => checkCaseType(sampleType(list({ id: 'heat', name: 'Heat', until })))
    expect(findings('2026-04-30')).toMatchObject([{ place: 'lists.hazards[0].until', severity: 'warning', message: 'The value heat ends on 2026-04-30, before the first case of this type is opened on 2026-05-01.' }])
    expect(findings('2026-05-01')).toEqual([])
  })

  test('whose id is there twice is found', () => holdsApart({
    broken: list(cold, { ...cold, name: 'Cold again' }),
    says: 'lists.hazards[1].id: The value cold is there twice.',
    sound: { ...path(), lists: { hazards: [cold], others: [cold] } },
  }))
})

describe('a clock', () => {
  const stage = (inner: Partial<Extract<StepDefinition, { kind: 'task' }>>): Parts =>
    path({ id: 'enquiries', kind: 'stage', name: 'Enquiries', clock: { name: 'Enquiries', allow: { workingDays: 10 } }, steps: [task('a', inner)] })

  test('that cannot fit inside the clock of its stage is found', () => {
    expect(errorsOf(stage({ clock: { allow: { workingDays: 11 } } }))).toEqual(['steps[1].steps[0].clock.allow: A may take 11 working days, which cannot fit inside Enquiries, 10 working days.'])
    expect(errorsOf(stage({ clock: { allow: { days: 15 } } }))).toHaveLength(1)
    expect(errorsOf(stage({ clock: { allow: { days: 14 } } }))).toEqual([])
  })

  test('that cannot fit so many times is found', () => holdsApart({
    broken: stage({ clock: { allow: { workingDays: 5 } }, repeatable: { atMost: 3 } }),
    says: 'steps[1].steps[0].clock.allow: A may take 3 times 5 working days, which cannot fit inside Enquiries, 10 working days.',
    sound: stage({ clock: { allow: { workingDays: 5 } }, repeatable: { atMost: 2 } }),
  }))
})

test('every finding names its place and a remedy', () => {
  const { caseType } = compileCaseType({ id: 'Bad', version: 1, name: 'Bad', reference: 'BD', about: 'home', calendar: 'nowhere', steps: [task('A'), { id: 'x', kind: 'wait', name: 'A' }] })
  const findings = caseType ? checkCaseType(caseType, { calendars: [] }) : []
  expect(findings.length).toBeGreaterThan(4)
  for (const { place, message, remedy } of findings) expect([place, message, remedy].every((words) => words.length > 3 || words === 'id')).toBe(true)
})

describe('an extension', () => {
  const letter = (more: object = {}): StepDefinition => ({ id: 'letter', kind: 'message', name: 'Letter', template: 'more-time', after: 'reply.extension-proposed', repeatable: true, ...more })
  const extended = (extend: object, step: StepDefinition = letter(), allow: object = { workingDays: 10 }): Parts => ({
    ...path(step),
    clocks: [{ id: 'reply', name: 'Reply', starts: 'case.opened', stops: 'visit', allow: allow as { workingDays: number }, extend: { by: { workingDays: 10 }, noticeBeforeDue: 'letter', ...extend } }],
  })
  const found = (parts: Parts, known?: KnownNames) => checkCaseType(sampleType(parts), known).map(({ severity, place, message }) => `${severity} ${place}: ${message}`)

  test('within its rule is sound', () => expect(found(extended({ times: 2, roles: ['manager'] }), { roles: ['manager'] })).toEqual([]))

  test.each([0, -3])('by %i is found', (workingDays) => {
    expect(found(extended({ by: { workingDays } }))).toEqual([`error clocks[0].extend.by: Reply cannot be extended by ${workingDays} working days.`])
  })

  test('never, by number, is found', () => expect(found(extended({ times: 0 }))).toEqual(['error clocks[0].extend.times: Reply cannot be extended 0 times.']))

  test('in another unit is doubtful', () => {
    expect(found(extended({}, letter(), { days: 20 }))).toEqual(['warning clocks[0].extend.by: Reply counts in days and is extended in working days, which go on from its due date.'])
  })

  test('by a role that nobody has, or told by a step that is not there, is found', () => {
    const parts = extended({ roles: ['chief'] })
    expect(found(parts, { roles: ['manager'] })).toEqual(['error clocks[0].extend.roles[0]: There is no role chief.'])
    expect(found({ ...extended({ noticeBeforeDue: 'letters' }) })).toEqual(['error clocks[0].extend.noticeBeforeDue: There is no step letters.'])
  })

  test('told by what is no letter, does not start with the proposal, or does not repeat is found', () => {
    expect(found(extended({}, task('letter', { after: 'reply.extension-proposed', repeatable: true })))).toEqual(['error clocks[0].extend.noticeBeforeDue: LETTER is a task, and only a letter can tell of an extension.'])
    expect(found(extended({}, letter({ after: 'visit' })))).toEqual(['error clocks[0].extend.noticeBeforeDue: Letter does not start when Reply is to be extended, so nobody would be told and it could never be.'])
    expect(found(extended({}, letter({ repeatable: { atMost: 2 } })))).toEqual(['error clocks[0].extend.noticeBeforeDue: Letter does not repeat freely, and a later proposal would find no letter.'])
  })

  test('of a step’s own clock is checked at the step', () => {
    expect(found(path(task('a', { clock: { allow: { workingDays: 2 }, extend: { by: { workingDays: 0 } } } })))).toEqual(['error steps[1].clock.extend.by: A cannot be extended by 0 working days.'])
  })

  test('is an event only of a clock that can be extended', () => {
    const { findings } = compileCaseType({ id: 'x', version: 1, name: 'X', reference: 'XX', about: 'home', calendar: 'england-and-wales', clocks: [{ id: 'reply', name: 'Reply', starts: 'case.opened', stops: 'visit', allow: { days: 3 } }], steps: [visit, letter()] })
    expect(findings).toMatchObject([{ place: 'steps[1].after', message: 'No event is called reply.extension-proposed.', remedy: 'Events of reply are reply.warning, reply.due.' }])
  })
})

describe('what a case is about', () => {
  test('is one kind of record or one of several, and none only alone', () => {
    expect(errorsOf({ ...path(), about: ['tenancy', 'person'] })).toEqual([])
    expect(errorsOf({ ...path(), about: 'none' })).toEqual([])
    expect(errorsOf({ ...path(), about: ['tenancy', 'none'] })).toEqual(['about: Its cases would be about a record and about none.'])
    expect(errorsOf({ ...path(), about: ['home', 'home'] })).toEqual(['about: home is there twice.'])
    expect(errorsOf({ ...path(), about: [] })).toEqual(['about: It does not say what its cases are about.'])
  })
})

describe('four eyes', () => {
  test('are on another step that a person does', () => {
    expect(errorsOf(path(task('a', { notWhoDid: 'visit' })))).toEqual([])
    expect(errorsOf(path(task('a', { notWhoDid: 'visits' })))).toEqual(['steps[1].notWhoDid: There is no step visits.'])
    expect(errorsOf(path(task('a', { notWhoDid: 'a' })))).toEqual(['steps[1].notWhoDid: A could be done by nobody after its first run.'])
    expect(errorsOf(path(task('a', { notWhoDid: 'end' })))).toEqual(['steps[1].notWhoDid: End is a finish, which nobody does.'])
  })
})
