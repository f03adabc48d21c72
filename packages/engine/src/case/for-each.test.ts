import { describe, expect, test } from 'vitest'
import type { CaseTypeDefinition } from '../case-type/definition.ts'
import type { StepDefinition } from '../case-type/step-definition.ts'
import { play, sampleType, type Play } from '../testing/play.ts'

const roles = [{ id: 'complainant', name: 'Complainant', unknown: true }, { id: 'witness', name: 'Witness', unknown: true }]
const interview: StepDefinition = { id: 'interview', kind: 'task', name: 'Interview', forEach: { parties: 'complainant' }, outcomes: ['seen', 'away'] }
const letter: StepDefinition = { id: 'letter', kind: 'message', name: 'Letter', template: 'letter', forEach: { parties: 'complainant' }, after: 'interview' }
const review: StepDefinition = { id: 'review', kind: 'task', name: 'Review', after: 'interview' }
const other: StepDefinition = { id: 'other', kind: 'task', name: 'Other' }

const caseOf = (steps: StepDefinition[], more: Partial<CaseTypeDefinition> = {}) => play(sampleType({ parties: roles, steps, ...more }))
/** Of two complainants from the start: Mrs Able and Mr Bold. */
const ofTwo = (steps: StepDefinition[], more: Partial<CaseTypeDefinition> = {}) =>
  play(sampleType({ parties: roles, steps, ...more }), undefined, { parties: [{ role: 'complainant', name: 'Mrs Able' }, { role: 'complainant', name: 'Mr Bold' }] })
const joins = (game: Play, name: string, role = 'complainant') => game.do({ type: 'add-party', party: { role, name } })
const done = (game: Play, task: string, outcome?: string) => game.do({ type: 'complete-task', task, outcome })
const steps = ({ events }: Play) => events.flatMap((event) => (event.type === 'items-made' ? event.payload.items.map(({ step }) => step) : []))
const forWhom = (game: Play) => Object.values(game.state.items).filter(({ element }) => element).sort((a, b) => steps(game).indexOf(a.step) - steps(game).indexOf(b.step) || a.run - b.run).map(({ id, element, state }) => `${id} ${element!.name ?? element!.id} ${state}`)

describe('a step that is done for each of something', () => {
  test('has a run for each, and a new element makes a new item (semantics 8)', () => {
    const game = caseOf([interview, other])
    expect(forWhom(game)).toEqual([])
    joins(joins(game, 'Mrs Able'), 'Mr Bold')
    expect(forWhom(game)).toEqual(['interview.1 Mrs Able live', 'interview.2 Mr Bold live'])
    joins(game, 'Ms Calm', 'witness')
    expect(forWhom(game)).toHaveLength(2)
  })

  test('a removed element cancels its unfinished item, and leaves what was done (semantics 8)', () => {
    const game = ofTwo([interview, other])
    done(game, 'interview.1', 'seen')
    game.do({ type: 'end-party', party: 'party.1' }).do({ type: 'end-party', party: 'party.2' })
    expect(forWhom(game)).toEqual(['interview.1 Mrs Able completed', 'interview.2 Mr Bold cancelled'])
    expect(game.events.find(({ type }) => type === 'item-cancelled')?.payload).toMatchObject({ item: 'interview.2', by: 'rule' })
  })

  test('a fixed set stays as it was at the start (semantics 8)', () => {
    const game = joins(caseOf([other, { id: 'round', kind: 'stage', name: 'Round', after: 'other', steps: [{ ...interview, forEach: { parties: 'complainant', fixed: true }, required: true }] }]), 'Mrs Able')
    done(game, 'other.1')
    joins(game, 'Mr Bold').do({ type: 'end-party', party: 'party.1' })
    expect(forWhom(game)).toEqual(['interview.1 Mrs Able live'])
  })

  test('the bare event means that all have ended, however they did (semantics 8)', () => {
    const game = ofTwo([interview, review, other])
    done(game, 'interview.1', 'seen')
    expect(game.shows()).not.toContain('review.1 live')
    game.do({ type: 'cancel-task', task: 'interview.2', reason: 'Moved away' })
    expect(game.shows()).toContain('review.1 live')
  })

  test('an empty set completes at once, as soon as it would have started (semantics 8)', () => {
    expect(caseOf([interview, review, other]).shows()).toContain('review.1 live')
    const later = caseOf([{ ...interview, after: 'other' }, review, other])
    expect(later.shows()).not.toContain('review.1 live')
    expect(done(later, 'other.1').shows()).toContain('review.1 live')
  })

  test('any of them means one (semantics 8)', () => {
    const game = ofTwo([interview, { ...review, after: 'any of interview.seen' }, other])
    done(game, 'interview.1', 'away')
    expect(game.shows()).not.toContain('review.1 live')
    expect(done(game, 'interview.2', 'seen').shows()).toContain('review.1 live')
  })

  test('repeats for each by itself (semantics 2, 8)', () => {
    const game = ofTwo([{ ...interview, repeatable: { atMost: 2 } }, review, other])
    done(done(game, 'interview.1', 'away'), 'interview.2', 'seen')
    expect(forWhom(game)).toEqual(['interview.1 Mrs Able completed', 'interview.2 Mr Bold completed', 'interview.3 Mrs Able live', 'interview.4 Mr Bold live'])
    done(done(game, 'interview.3', 'seen'), 'interview.4', 'seen')
    expect(forWhom(game)).toHaveLength(4)
    expect(game.shows()).toContain('review.1 live')
  })
})

describe('what is done for each', () => {
  test('follows the values of a list field (semantics 8)', () => {
    const lists = { hazards: [{ id: 'damp', name: 'Damp and mould' }, { id: 'fire', name: 'Fire' }] }
    const game = caseOf([{ id: 'inspect', kind: 'task', name: 'Inspect', forEach: { list: 'hazards' } }, other], { lists, fields: { hazards: { list: 'hazards' } } })
    game.do({ type: 'edit-fields', fields: { hazards: ['damp', 'fire'] } })
    expect(forWhom(game)).toEqual(['inspect.1 Damp and mould live', 'inspect.2 Fire live'])
    game.do({ type: 'edit-fields', fields: { hazards: ['fire'] } })
    expect(forWhom(game)).toEqual(['inspect.1 Damp and mould cancelled', 'inspect.2 Fire live'])
    game.do({ type: 'edit-fields', fields: { hazards: ['fire', 'damp'] } })
    expect(forWhom(game)).toEqual(['inspect.1 Damp and mould cancelled', 'inspect.2 Fire live', 'inspect.3 Damp and mould live'])
  })

  test('follows the records of a kind, or in a role (semantics 8)', () => {
    const game = caseOf([{ id: 'check', kind: 'task', name: 'Check', forEach: { records: 'home' } }, { id: 'ask', kind: 'task', name: 'Ask', forEach: { records: 'neighbour' } }])
    game.do({ type: 'link-record', record: { kind: 'home', id: 'h1' }, role: 'neighbour' }).do({ type: 'link-record', record: { kind: 'asset', id: 'a1' } })
    expect(forWhom(game)).toEqual(['check.1 record.1 live', 'ask.1 record.1 live'])
    game.do({ type: 'unlink-record', link: 'record.1', reason: 'Wrong home' })
    expect(forWhom(game)).toEqual(['check.1 record.1 cancelled', 'ask.1 record.1 cancelled'])
  })

  test('has what lies in its stage done for the same, and a finish ends that run only (semantics 19)', () => {
    const stage: StepDefinition = { id: 'support', kind: 'stage', name: 'Support', forEach: { parties: 'complainant' }, steps: [
      { id: 'plan', kind: 'task', name: 'Plan' }, { id: 'call', kind: 'task', name: 'Call' }, { id: 'settled', kind: 'finish', name: 'Settled', after: 'plan' },
    ] }
    const game = done(ofTwo([stage, other, { id: 'sum', kind: 'task', name: 'Sum up', after: 'support' }]), 'plan.1')
    expect(game.state.items['plan.2']!.element).toEqual({ kind: 'party', id: 'party.2', name: 'Mr Bold' })
    expect(game.shows()).toEqual(['support.1 completed', 'support.2 live', 'other.1 live', 'plan.1 completed', 'call.1 cancelled', 'settled.1 completed', 'plan.2 live', 'call.2 live'])
    expect(done(game, 'plan.2').shows()).toContain('sum.1 live')
  })
})

describe('names', () => {
  test('are looked up in the same element first (semantics 9)', () => {
    const game = ofTwo([interview, letter, other])
    done(game, 'interview.2', 'seen')
    expect(forWhom(game).filter((words) => words.startsWith('letter'))).toEqual(['letter.1 Mrs Able waiting', 'letter.2 Mr Bold live'])
  })

  test('of another set are read from outside (semantics 9)', () => {
    const ask: StepDefinition = { id: 'ask', kind: 'task', name: 'Ask', forEach: { parties: 'witness' }, after: 'interview' }
    const game = joins(ofTwo([interview, ask, other]), 'Ms Calm', 'witness')
    done(game, 'interview.1', 'seen')
    expect(forWhom(game)).toContain('ask.1 Ms Calm waiting')
    expect(forWhom(done(game, 'interview.2', 'seen'))).toContain('ask.1 Ms Calm live')
  })

  test('outcome and answer are those of the same element; the plural forms and counts are of all (semantics 9)', () => {
    const asked: StepDefinition = { ...interview, fields: { score: { number: {} } } }
    const call: StepDefinition = { id: 'call', kind: 'task', name: 'Call', forEach: { parties: 'complainant' }, when: 'outcome("interview") = "away" and answer("interview", "score") > 1' }
    const alarm: StepDefinition = { id: 'alarm', kind: 'task', name: 'Alarm', when: 'sum(answers("interview", "score")) >= 5 and list contains(outcomes("interview"), "seen") and timesDone("interview") = 2' }
    const game = ofTwo([asked, call, alarm, other])
    game.do({ type: 'complete-task', task: 'interview.1', outcome: 'away', fields: { score: 3 } })
    expect(forWhom(game)).toContain('call.1 Mrs Able live')
    expect(forWhom(game)).toContain('call.2 Mr Bold waiting')
    expect(game.shows()).not.toContain('alarm.1 live')
    game.do({ type: 'complete-task', task: 'interview.2', outcome: 'seen', fields: { score: 2 } })
    expect(game.shows()).toContain('alarm.1 live')
    expect(forWhom(game)).toContain('call.2 Mr Bold waiting')
  })

  test('of roles count who takes part in them, and a step listens for it', () => {
    const game = joins(caseOf([{ ...other, when: 'parties("witness") > 1' }]), 'Ms Calm', 'witness')
    expect(game.shows()).toEqual([])
    expect(joins(game, 'Mr Dale', 'witness').shows()).toEqual(['other.1 live'])
  })
})

describe('within one element', () => {
  const decide: StepDefinition = { id: 'decide', kind: 'task', name: 'Decide', after: 'interview' }

  test('a redo supersedes and restarts what follows in it alone, and that all have ended is said anew (semantics 25)', () => {
    const game = ofTwo([interview, letter, decide, other])
    done(done(game, 'interview.1', 'seen'), 'interview.2', 'seen')
    expect(game.shows()).toContain('decide.1 live')
    game.do({ type: 'redo-task', task: 'interview.2', reason: 'The wrong person' })
    expect(forWhom(game)).toEqual(['interview.1 Mrs Able completed', 'interview.2 Mr Bold superseded', 'interview.3 Mr Bold live', 'letter.1 Mrs Able live', 'letter.2 Mr Bold superseded', 'letter.3 Mr Bold waiting'])
    expect(game.shows()).toContain('decide.1 superseded')
    done(game, 'interview.3', 'seen')
    expect(forWhom(game)).toContain('letter.3 Mr Bold live')
    expect(game.shows()).toContain('decide.2 live')
  })

  test('what was worked on stays after a redo and is not started twice (semantics 25)', () => {
    const game = ofTwo([interview, { ...decide, repeatable: true }, other])
    done(done(done(game, 'interview.1', 'seen'), 'interview.2', 'seen'), 'decide.1')
    game.do({ type: 'redo-task', task: 'interview.1', reason: 'The wrong day' })
    done(game, 'interview.3', 'seen')
    expect(game.shows().filter((words) => words.startsWith('decide'))).toEqual(['decide.1 completed'])
  })

  test('the chain of a cancelled step is that of the same element (semantics 20)', () => {
    const game = ofTwo([interview, letter, decide, other])
    game.do({ type: 'cancel-task', task: 'interview.1', reason: 'Moved away' })
    expect(forWhom(game)).toEqual(['interview.1 Mrs Able cancelled', 'interview.2 Mr Bold live', 'letter.1 Mrs Able cancelled', 'letter.2 Mr Bold waiting'])
    expect(game.state.items['decide.1']!.state).toBe('waiting')
  })

  test('what waits for all of nothing, which can never start, goes with the chain (semantics 20)', () => {
    const game = caseOf([other, { ...interview, after: 'other.completed' }, decide])
    expect(game.do({ type: 'cancel-task', task: 'other.1', reason: 'No need' }).state.items['decide.1']!.state).toBe('cancelled')
  })

  test('steps for each of nothing that wait for each other hold up no chain (semantics 20)', () => {
    const round: StepDefinition[] = [{ ...interview, id: 'a', after: ['other', 'b'] }, { ...interview, id: 'b', name: 'Other interview', after: ['other', 'a', 'b'] }]
    expect(caseOf([other, ...round]).do({ type: 'skip-task', task: 'other.1' }).shows()).toEqual(['other.1 skipped'])
  })

  test('a hold stops that item alone, and a new one waits for the release of the case (semantics 28)', () => {
    const game = ofTwo([interview, letter, other], { holdReasons: [{ id: 'stop', name: 'Stop' }] })
    game.do({ type: 'hold', reason: 'stop', on: 'interview.1' })
    expect(game.shows()).toContain('interview.1 on-hold')
    expect(game.shows()).toContain('interview.2 live')
    joins(game.do({ type: 'hold', reason: 'stop' }), 'Ms Calm')
    expect(game.state.items['interview.3']!.state).toBe('waiting')
    expect(game.do({ type: 'release' }).shows()).toContain('interview.3 live')
  })

  test('a case that is reopened lets each wait again for its own (semantics 21)', () => {
    const game = joins(caseOf([interview, letter, { ...other, required: true }], { closureReasons: [{ id: 'done', name: 'Done' }] }), 'Mrs Able')
    done(game, 'other.1').do({ type: 'close-case', reason: 'done' }).do({ type: 'reopen-case', reason: 'Mistake', restart: ['interview.1'] })
    expect(forWhom(game)).toEqual(['interview.1 Mrs Able cancelled', 'interview.2 Mrs Able live', 'letter.1 Mrs Able cancelled', 'letter.2 Mrs Able waiting'])
    expect(forWhom(done(game, 'interview.2', 'seen'))).toContain('letter.2 Mrs Able live')
  })

  test('each has its own clock, which stops with it', () => {
    const game = ofTwo([{ ...interview, clock: { allow: { workingDays: 2 } } }, other])
    done(game, 'interview.1', 'seen')
    expect([game.clock('interview.1').state, game.clock('interview.2').state]).toEqual(['met', 'running'])
  })
})

describe('a task that someone adds', () => {
  const incident: StepDefinition = { id: 'incident', kind: 'task', name: 'Incident', onDemand: true, forEach: { parties: 'complainant' } }

  test('says for whom, where it is done for each of several', () => {
    const game = ofTwo([incident, other])
    expect(game.refused({ type: 'add-task', step: 'incident' })).toMatchObject({ refused: 'element-missing', at: [{ place: 'element', words: 'Choose one of Mrs Able (party.1), Mr Bold (party.2).' }] })
    expect(game.refused({ type: 'add-task', step: 'incident', element: 'party.9' }).refused).toBe('element-unknown')
    game.do({ type: 'add-task', step: 'incident', element: 'party.2' }).do({ type: 'record-task', step: 'incident', element: 'party.1' })
    expect(forWhom(game)).toEqual(['incident.1 Mr Bold live', 'incident.2 Mrs Able completed'])
  })

  test('completes the run of the one that is named', () => {
    const game = ofTwo([interview, other])
    expect(game.refused({ type: 'add-task', step: 'interview', element: 'party.2' }).refused).toBe('step-running')
    game.do({ type: 'record-task', step: 'interview', element: 'party.2', outcome: 'seen' })
    expect(forWhom(game)).toEqual(['interview.1 Mrs Able live', 'interview.2 Mr Bold completed'])
  })
})
