import { expect, test } from 'vitest'
import { examineCaseType, type KnownNames } from './check.ts'
import type { CaseTypeDefinition } from './definition.ts'
import type { OpeningDefinition } from './opening-rule.ts'
import type { StepDefinition, TaskStep } from './step-definition.ts'

const visit: StepDefinition = { id: 'visit', kind: 'task', name: 'Visit', outcomes: ['in', 'out'] }
const end: StepDefinition = { id: 'end', kind: 'finish', name: 'End', after: 'visit' }
const task = (id: string, more: Partial<TaskStep> = {}): StepDefinition => ({ id, kind: 'task', name: id.toUpperCase(), ...more })
const letter = (more: object = {}): StepDefinition => ({ id: 'letter', kind: 'message', name: 'Letter', template: 'notice', ...more })
const point = (id: string, after: string): StepDefinition => ({ id, kind: 'milestone', name: id.toUpperCase(), repeatable: true, after: { any: [after, 'visit'] } })

const known: KnownNames = { roles: ['officer', 'manager'], teams: ['legal'], templates: ['notice'], calendars: ['england-and-wales'], references: { SA: 'suspected-abandonment' } }
const sound: CaseTypeDefinition = { id: 'sample', version: 1, name: 'Sample', reference: 'SM', about: 'tenancy', calendar: 'england-and-wales', fields: { arrears: { number: {} }, note: { text: {} } }, steps: [visit, end] }
const path = (...steps: StepDefinition[]) => ({ steps: [visit, ...steps, end] })
const clocked = (more: object) => ({ clocks: [{ id: 'reply', name: 'Reply', starts: 'case.opened', stops: 'visit', allow: { workingDays: 10 }, ...more }] })
const opening = (rule: Partial<OpeningDefinition>, more: Partial<CaseTypeDefinition> = {}): Partial<CaseTypeDefinition> => ({ ...more, opensOn: [{ record: '', name: 'It happened', ...rule }] })
const stage = (inner: Partial<TaskStep>) => path({ id: 'look', kind: 'stage', name: 'Look', clock: { allow: { workingDays: 10 } }, steps: [task('a', inner)] })

/** A case type with one fault, and the one finding that it has: the list of `docs/case-types.md`, "Checks". */
test.each<[fault: string, change: Partial<CaseTypeDefinition>, finding: string]>([
  ['an unreachable step', path(task('a', { after: 'a.completed', repeatable: true })), 'error steps[1].after: A can never start: nothing leads to it.'],
  ['a step in a stage that nothing leads to', path({ id: 'look', kind: 'stage', name: 'Look', after: 'a', steps: [task('a')] }), 'error steps[1].after: Look can never start: nothing leads to it.'],
  ['a step that waits for what never happens', path(task('a', { after: { any: ['visit.sent', 'visit'] } })), 'error steps[1].after: A waits for visit.sent, which never happens: Visit is a task.'],
  ['a step whose condition is never true', path(task('a', { when: 'false' })), 'error steps[1].when: A can never start: its condition is never true.'],
  ['a step that waits for both ends of one run', path(task('a', { after: ['visit.in', 'visit.out'] })), 'warning steps[1].after: A waits for visit.in and visit.out, and one run of Visit ends only once.'],
  ['a step that waits for what is done and skipped', path(task('a', { after: ['visit.any-outcome', 'visit.skipped'] })), 'warning steps[1].after: A waits for visit.any-outcome and visit.skipped, and one run of Visit ends only once.'],
  ['a wait without an end', path({ id: 'pause', kind: 'wait', name: 'Pause' }), 'error steps[1]: Pause would wait for ever.'],
  ['no way to finish', { steps: [visit] }, 'error steps: There is no way to finish: no finish can be reached and no closure reason is given.'],
  ['a decision without otherwise', path({ id: 'route', kind: 'decision', name: 'Route', branches: [{ id: 'owed', when: 'arrears > 0' }] } as unknown as StepDefinition), 'error steps[1]: Route does not say what holds when no branch does.'],
  ['a loop without a person or a wait', path(point('a', 'b'), point('b', 'a')), 'error steps[1]: A, B would start again and again: no person and no wait is in the loop.'],
  ['a required step behind an optional one', path(task('a', { after: 'visit.in', required: true })), 'error steps[1].required: A is required, but visit.in need not happen: its stage could then never end.'],
  ['an unknown role', path(task('a', { for: { role: 'chief' } })), 'error steps[1].for.role: There is no role chief.'],
  ['somebody unknown who may start', { start: ['officer', 'chief'] }, 'error start[1]: There is no role or team chief.'],
  ['a role that needs more people than it may have', { parties: [{ id: 'witness', name: 'Witness', atLeast: 4, atMost: 3 }] }, 'error parties[0].atLeast: A case needs at least 4 as Witness, and may have at most 3.'],
  ['an unknown role that a general command is left to', { allow: { close: ['chief'] } }, 'error allow.close[0]: There is no role chief.'],
  ['an unknown role that is told', clocked({ escalate: [{ at: 'due', do: [{ notify: 'chief' }] }] }), 'error clocks[0].escalate[0].do[0]: There is no role chief.'],
  ['an unknown team', path(task('a', { for: { team: 'voids' } })), 'error steps[1].for.team: There is no team voids.'],
  ['an unknown list', { fields: { kind: { choice: 'kinds' } } }, 'error fields.kind.choice: There is no list kinds.'],
  ['an unknown template', path(letter({ template: 'notise' })), 'error steps[1].template: There is no template notise.'],
  ['an unknown field that a task writes', path(task('a', { fields: { debt: { number: {}, writes: 'arrear' } } })), 'error steps[1].fields.debt.writes: There is no field arrear.'],
  ['an unknown field in a condition', path(task('a', { when: 'arrear > 3' })), 'error steps[1].when: There is no field arrear'],
  ['an unknown calendar', { calendar: 'scotland' }, 'error calendar: There is no calendar scotland.'],
  ['an unknown calendar of a clock', clocked({ calendar: 'scotland' }), 'error clocks[0].calendar: There is no calendar scotland.'],
  ['an unknown hold reason', clocked({ pausedBy: ['asleep'] }), 'error clocks[0].pausedBy[0]: There is no hold reason asleep.'],
  ['an unknown step that a clock measures', clocked({ of: 'vist' }), 'error clocks[0].of: There is no step vist.'],
  ['an unknown event', path(task('a', { after: 'vist' })), 'error steps[1].after: No event is called vist.'],
  ['an unknown closure reason', { closureReasons: [{ id: 'done', name: 'Done' }], steps: [visit, { ...end, outcome: 'gone' } as StepDefinition] }, 'error steps[1].outcome: There is no closure reason gone.'],
  ['an expression that does not parse', path(task('a', { when: 'arrears >' })), 'error steps[1].when: The expression is not complete'],
  ['an expression that compares unlike kinds', path(task('a', { when: 'arrears > "10"' })), 'error steps[1].when: arrears > "10" compares a number with a text, which is never true'],
  ['an expression that is too long', { gates: [{ id: 'told', name: 'Told', when: `arrears > 1${' or arrears > 1'.repeat(40)}` }] }, 'error gates[0].when: The expression has 611 characters; 500 is the most'],
  ['a task clock that cannot fit inside its stage', stage({ clock: { allow: { workingDays: 11 } } }), 'error steps[1].steps[0].clock.allow: A may take 11 working days, which cannot fit inside Look, 10 working days.'],
  ['a task clock that cannot fit inside the clock of the case', { ...clocked({}), steps: [{ ...visit, clock: { allow: { workingDays: 11 } } }, end] }, 'error steps[0].clock.allow: Visit may take 11 working days, which cannot fit inside Reply, 10 working days.'],
  ['an extension beyond what its source allows', clocked({ extend: { by: { workingDays: 20 }, source: 'Code 6.4', sourceAllows: { workingDays: 10 } } }), 'error clocks[0].extend.by: Reply can be extended by 20 working days, and Code 6.4 allows 10 working days.'],
  ['a warning longer than what it warns of', clocked({ warn: { workingDays: 11 } }), 'error clocks[0].warn: Reply would warn 11 working days before it is due, and allows only 10 working days.'],
  ['a clock of law without its source', clocked({ basis: 'law' }), 'warning clocks[0].basis: Reply is said to be law, but not where that is written.'],
  ['a clock of a code that can be extended without a source', clocked({ basis: 'code', source: 'Code 6.3', extend: { by: { workingDays: 5 } } }), 'warning clocks[0].extend: Reply is code and can be extended, but not said is where that is allowed.'],
  ['a wait of law without its source', path({ id: 'pause', kind: 'wait', name: 'Pause', lasts: { days: 28 }, basis: 'law' }), 'warning steps[1].basis: Pause is said to be law, but not where that is written.'],
  ['two steps of one name', path(task('a', { name: 'Visit' })), 'error steps[1].name: Two steps are called Visit.'],
  ['two steps of one id', path(task('visit', { name: 'Second visit' })), 'error steps[1].id: Two steps have the id visit.'],
  ['a reference that another case type has', { reference: 'SA' }, 'error reference: The cases of suspected-abandonment have the reference SA already.'],
  ['a reason to hold that nobody can use', { holdReasons: [{ id: 'stop', name: 'Stop' }], allow: { hold: false } }, 'warning holdReasons[0]: Nobody can use the reason Stop: no case of this type may be put on hold.'],
  ['advice that reads what has not happened', { advice: [{ when: 'outcome("visit") = "in"', text: 'Ring them' }] }, 'error advice[0].when: Advice is given before there is a case, and this reads visit.'],
  ['advice whose condition reads an unknown field', { advice: [{ when: 'arrear > 3', text: 'Ring them' }] }, 'error advice[0].when: There is no field arrear'],
  ['advice for which no case is ever opened', { advice: [{ text: 'Ring the council', instead: true }] }, 'warning advice[0].instead: No case is ever opened, so its steps are never taken.'],
  ['an address that is not encrypted', path(task('a', { address: { system: 'Repairs', url: 'http://repairs.example/new' } })), 'error steps[1].address.url: A opens an address that is none: http://repairs.example/new.'],
  ['an address whose system the case would choose', path(task('a', { address: { system: 'Repairs', url: 'https://{fields.note}.example/new' } })), 'error steps[1].address.url: A opens an address that is none: https://{fields.note}.example/new.'],
  ['an address with the name of somebody in it', path(task('a', { address: { system: 'Repairs', url: 'https://repairs.example@evil.example/' } })), 'error steps[1].address.url: A opens an address that is none: https://repairs.example@evil.example/.'],
  ['an address with an open brace', path(task('a', { address: { system: 'Repairs', url: 'https://repairs.example/new?ref={case.ref' } })), 'error steps[1].address.url: A opens an address with a brace that has no other.'],
  ['an address with an unknown place-holder', path(task('a', { address: { system: 'Repairs', url: 'https://repairs.example/new?ref={ref}' } })), 'error steps[1].address.url: There is no {ref} to put into an address.'],
  ['an address with an unknown field', path(task('a', { address: { system: 'Repairs', url: 'https://repairs.example/new?home={fields.home}' } })), 'error steps[1].address.url: There is no field home.'],
  ['an address with personal data', { fields: { name: { text: {}, personal: 'personal' } }, ...path(task('a', { address: { system: 'Repairs', url: 'https://repairs.example/new?who={fields.name}' } })) }, 'warning steps[1].address.url: A puts name into an address, and it is personal: addresses are kept in histories and logs.'],
  ['a letter to a role in which nobody takes part', { parties: [{ id: 'tenant', name: 'Tenant' }], ...path(letter({ to: 'tennant' })) }, 'error steps[1].to: Letter goes to each tennant, and nobody takes part as that.'],
  ['a reason that is there twice', { reasons: { skip: [{ id: 'late', name: 'Too late' }, { id: 'late', name: 'Late' }] } }, 'error reasons.skip[1].id: The reason late is there twice.'],
  ['a reason to hold that is there twice', { holdReasons: [{ id: 'stop', name: 'Stop' }, { id: 'stop', name: 'Stop here' }] }, 'error holdReasons[1].id: The reason stop is there twice.'],
  ['a closure reason that is there twice', { closureReasons: [{ id: 'done', name: 'Done' }, { id: 'done', name: 'All done' }] }, 'error closureReasons[1].id: The reason done is there twice.'],
  ['a reason whose id is out of form', { reasons: { reopen: [{ id: 'tooSoon', name: 'Too soon' }] } }, 'error reasons.reopen[0].id: The id tooSoon is not in kebab-case.'],
  ['reasons for what nobody may do', { reasons: { restart: [{ id: 'wrong', name: 'Wrong' }] }, allow: { redo: false } }, 'warning reasons.restart: Nobody can choose from these reasons: allow says redo: false.'],
  ['a step with a name that every object has', path(task('constructor')), 'error steps[1].id: The id constructor means something to the engine.'],
  ['a field with a name that every object has', { fields: { valueOf: { text: {} } } }, 'error fields.valueOf: The id valueOf means something to the engine.'],
  ['an outcome that is a reserved word', path(task('a', { outcomes: ['due'] })), 'error steps[1].outcomes[0]: The outcome due is a reserved word: rules read it as an event of every step.'],
  ['an opening by an unknown kind of record', opening({ record: 'offer', is: 'new' }), 'error opensOn[0].record: There are no records of the kind offer.'],
  ['an opening by a case', opening({ record: 'case', has: { ref: 'text' }, is: 'new' }), 'error opensOn[0].record: There are no records of the kind case.'],
  ['an opening that says what a home has', opening({ record: 'home', has: { colour: 'text' }, is: 'new' }, { about: 'home' }), 'error opensOn[0].has: What there is to read of a home is known.'],
  ['an opening by a record whose part is no word', opening({ record: 'offer', has: { 'made-on': 'date', tenancy: 'tenancy' }, is: 'new' }), 'error opensOn[0].has.made-on: The part made-on is not in camelCase.'],
  ['an opening by nothing that happens', opening({ record: 'tenancy' }), 'error opensOn[0]: It does not say what happens to the tenancy.'],
  ['an opening by what is new and has changed', opening({ record: 'tenancy', is: 'new', changes: 'arrears' }), 'error opensOn[0].changes: A tenancy that is new has not changed.'],
  ['an opening by a part that a record does not have', opening({ record: 'tenancy', changes: 'rent' }), 'error opensOn[0].changes: A tenancy has no rent.'],
  ['an opening by a condition over an unknown field', opening({ record: 'tenancy', when: 'debt > 100' }), 'error opensOn[0].when: There is no field debt'],
  ['an opening by a condition that compares unlike things', opening({ record: 'tenancy', when: 'arrears > "100"' }), 'error opensOn[0].when: arrears > "100" compares a number with a text, which is never true'],
  ['an opening by a condition that is none', opening({ record: 'tenancy', when: 'arrears + 1' }), 'error opensOn[0].when: This gives a number, and no yes or no.'],
  ['an opening with an unknown field', opening({ record: 'tenancy', is: 'new', fields: { arrear: 'arrears' } }), 'error opensOn[0].fields.arrear: There is no field arrear.'],
  ['an opening with a value that the field cannot hold', opening({ record: 'tenancy', is: 'new', fields: { arrears: 'endedOn' } }), 'error opensOn[0].fields.arrears: The field arrears holds a number, and this gives a date.'],
  ['an opening by a record that names none of which cases are', opening({ record: 'household', is: 'new' }), 'error opensOn[0].record: Its cases are about a tenancy, and a household names only home.'],
  ['an opening without what somebody would have to answer', opening({ record: 'tenancy', is: 'new' }, { fields: { arrears: { number: {}, required: true } } }), 'error opensOn[0].fields: The field arrears is required, and nothing fills it when a tenancy opens the case.'],
  ['four eyes on what nobody does', path(task('a', { notWhoDid: 'end' })), 'error steps[1].notWhoDid: End is a finish, which nobody does.'],
])('%s is found, and nothing else, with its place and a remedy', (_fault, change, finding) => {
  const { findings } = examineCaseType({ ...sound, ...change }, known)
  expect(findings.map(({ severity, place, message }) => `${severity} ${place}: ${message}`)).toEqual([finding])
  expect(findings[0]?.remedy).toMatch(/.{8,}\.$/)
})

test('the case type that the faults are put into is sound', () => expect(examineCaseType(sound, known).findings).toEqual([]))

test.each<[what: string, change: Partial<CaseTypeDefinition>]>([
  ['both ends of a step that runs again', path(task('again', { outcomes: ['in', 'out'], repeatable: { atMost: 2 } }), task('a', { after: ['again.in', 'again.out'] }))],
  ['the start and the end of one run', path(task('a', { after: ['visit.started', 'visit.in'] }))],
  ['an end under two of its names', path(task('a', { after: ['visit.completed', 'visit.in'] }))],
  ['a task clock that another step may stop first', { ...clocked({ stops: { any: ['visit', 'a'] } }), steps: [{ ...visit, clock: { allow: { workingDays: 11 } } }, task('a'), end] }],
  ['a warning before a date that is known', { ...clocked({ at: 'dueOn', warn: { workingDays: 20 } }), fields: { dueOn: { date: {} } } }],
  ['an address with a reference, a record and a field', path(task('a', { address: { system: 'Repairs', url: 'https://repairs.example:8443/homes/{case.subject}?ref={case.ref}&debt={fields.arrears}#new' } }))],
  ['advice by the fields and the day', { advice: [{ when: 'arrears > 3 and today > date("2026-12-01")', text: 'Ring them', instead: true }, { text: 'Be kind' }] }],
  ['a letter to any role where none are listed', path(letter({ to: 'tenant' }))],
  ['a reason to hold that stops no clock', { holdReasons: [{ id: 'stop', name: 'Stop' }] }],
  ['an extension as long as its source allows', clocked({ extend: { by: { workingDays: 10 }, sourceAllows: { workingDays: 10 } } })],
  ['an opening that fills what is required', opening({ record: 'tenancy', is: 'new', fields: { arrears: 'arrears' } }, { fields: { arrears: { number: {}, required: true }, rent: { number: {}, required: true, from: 'tenancy' } } })],
  ['an opening by what a record of another system names', opening({ record: 'offer', has: { tenancy: 'tenancy', status: 'text' }, changes: 'status' })],
  ['an opening of a case about nothing', opening({ record: 'offer', has: { status: 'text' }, is: 'new' }, { about: 'none' })],
  ['the reference that a version before has', { reference: 'SA', id: 'suspected-abandonment' }],
])('%s is no fault', (_what, change) => expect(examineCaseType({ ...sound, ...change }, known).findings).toEqual([]))
