import type { CaseRecord, ClockView, StrandView, Task } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { makeAlmanac } from '../look/dates.ts'
import { findMissingAnswers } from './answers.ts'
import { actOf, asksOf, formOf } from './act-forms.ts'

const record = { ref: 'CO-26-00001', reasons: {} } as CaseRecord
const clockWith = (extension: ClockView['extension']) => ({ id: 'reply.1', name: 'Reply', extension }) as ClockView

it('asks by how much a clock is to be extended in its rule’s own unit, and sends a number', () => {
  const form = formOf('extend-clock', { record, clock: clockWith({ most: { workingDays: 10 }, letter: null }) })
  expect(form.asks[0]).toEqual({ kind: 'amount', id: 'by.workingDays', label: 'By how many working days? (at most 10)', most: 10 })
  expect(form.send).toBe('Extend')
  expect(actOf(form, record.ref, { 'by.workingDays': '3', reason: 'The surveyor is ill' })).toEqual({
    ref: 'CO-26-00001', path: 'clocks/reply.1/extension', method: undefined, body: { by: { workingDays: 3 }, reason: 'The surveyor is ill' },
  })
})

it('asks for another day, or for hours from the start, where a target is revised', () => {
  const revise = (unit: ClockView['unit']) => formOf('revise-clock', { record, clock: { ...clockWith(null), unit } })
  expect(revise('day').asks.map(({ kind, id }) => [kind, id])).toEqual([['date', 'target.on'], ['lines', 'reason']])
  expect(actOf(revise('day'), record.ref, { 'target.on': '2026-12-20', reason: 'Snow' })).toMatchObject({ path: 'clocks/reply.1/target', body: { target: { on: '2026-12-20' }, reason: 'Snow' } })
  expect(actOf(revise('moment'), record.ref, { 'target.hours': '36', reason: 'Snow' }).body).toEqual({ target: { hours: 36 }, reason: 'Snow' })
})

it('says that a letter has to go out before an extension counts', () => {
  const form = formOf('extend-clock', { record, clock: clockWith({ most: { days: 14 }, letter: 'Letter about more time' }) })
  expect([form.send, form.done]).toEqual(['Propose it', 'More time for Reply is proposed. It counts once this is sent: Letter about more time.'])
})

it('adds a task that the case type keeps ready, or one with a name of its own', () => {
  const form = formOf('add-task', { record: { ...record, addable: [{ id: 'surrender', name: 'Take the keys back', elements: [] }, { id: 'call', name: 'Call', elements: [{ id: 'party.1', name: 'Ann Lund' }] }] } })
  const labels = (answers: Record<string, string>) => asksOf(form, answers).map(({ id }) => id)
  expect([labels({}), labels({ step: 'surrender' }), labels({ step: 'call' }), labels({ step: '-' })]).toEqual([['step', 'guidance'], ['step', 'guidance'], ['step', 'element', 'guidance'], ['step', 'name', 'guidance']])
  expect(actOf(form, record.ref, { step: 'call', element: 'party.1' }).body).toEqual({ step: 'call', element: 'party.1' })
  expect(actOf(form, record.ref, { step: 'surrender', element: 'party.1' }).body).toEqual({ step: 'surrender' })
  expect(actOf(form, record.ref, { step: 'surrender', name: 'typed before' }).body).toEqual({ step: 'surrender' })
  expect(actOf(form, record.ref, { step: '-', name: 'Ring the police' }).body).toEqual({ name: 'Ring the police' })
  expect(formOf('add-task', { record: { ...record, addable: [] } }).asks.map(({ id }) => id)).toEqual(['name', 'guidance'])
})

it('offers each task that was begun for restart: the last run of one done again, and every extra task', () => {
  const ended = (id: string, name: string, day: number) => ({ id, step: id.split('.')[0], name, kind: 'task', state: 'cancelled', startedAt: `2026-12-0${day}T09:00:00Z`, endedAt: '2026-12-09T09:00:00Z' }) as Task
  const tasks = [ended('visit.1', 'Visit the home', 1), ended('visit.2', 'Visit the home', 2), ended('extra.1', 'Ring the police', 3), ended('extra.2', 'Change the locks', 4)]
  const restart = formOf('reopen-case', { record: { ...record, tasks } }).asks.find(({ id }) => id === 'restart')
  expect(restart && 'choices' in restart ? restart.choices.map(({ id }) => id) : []).toEqual(['extra.2', 'extra.1', 'visit.2'])
})

it('records contacts, attempts to get in and costs in the form that the API takes', () => {
  const contact = formOf('record-contact', { record })
  expect(actOf(contact, record.ref, { direction: 'in', method: 'phone', notes: 'In on Friday' })).toMatchObject({ path: 'interactions', body: { direction: 'in', method: 'phone', notes: 'In on Friday' } })
  expect(actOf(formOf('record-access-attempt', { record }), record.ref, { method: 'visit', outcome: 'no-answer', cardLeft: 'yes' }).body).toEqual({ method: 'visit', outcome: 'no-answer', cardLeft: true })
  expect(actOf(formOf('record-cost', { record }), record.ref, { kind: 'money', value: '85.5', type: 'Locksmith' }).body).toEqual({ kind: 'money', value: 85.5, type: 'Locksmith' })
})

it('asks for an amount above nothing, and not for what may be left out', () => {
  const { asks } = formOf('record-cost', { record })
  const almanac = makeAlmanac({ now: Date.parse('2026-12-01T09:41:00Z') })
  expect(Object.keys(findMissingAnswers(asks, { kind: 'money', value: '0', type: 'Locksmith' }, almanac))).toEqual(['value'])
})

it('restarts the path from a task, with a reason', () => {
  const form = formOf('restart-from', { record, task: { id: 'visit.1', name: 'Visit' } as Task })
  expect([form.title, form.asks.map(({ id }) => id), actOf(form, record.ref, { reason: 'Wrong flat' }).path]).toEqual(['Restart from: Visit', ['reason'], 'tasks/visit.1/restart'])
})

it('lets a reason be chosen where the case type lists them, and asks for words only where it does not say enough', () => {
  const listed = { ...record, reasons: { reopen: [{ id: 'too-soon', name: 'Closed too soon', words: false }, { id: 'other', name: 'Something else', words: true }] }, tasks: [] as Task[] } as CaseRecord
  const form = formOf('reopen-case', { record: listed })
  const missing = (answers: Record<string, string>) => Object.keys(findMissingAnswers(asksOf(form, answers), answers, makeAlmanac({ now: Date.parse('2026-12-01T09:41:00Z') })))
  expect(form.asks.map(({ kind, id }) => [kind, id])).toEqual([['choice', 'reason'], ['lines', 'notes']])
  expect([missing({}), missing({ reason: 'too-soon' }), missing({ reason: 'other' }), missing({ reason: 'other', notes: 'A letter came' })]).toEqual([['reason'], [], ['notes'], []])
  expect(actOf(form, record.ref, { reason: 'other', notes: 'A letter came' })).toMatchObject({ path: 'reopening', body: { reason: 'other', notes: 'A letter came' } })
})

it('offers no way back where giving something away needs a reason that is chosen', () => {
  const owner = { kind: 'team', id: 'voids', name: 'Voids' } as const
  const undoOf = (reasons: CaseRecord['reasons']) => formOf('assign-case', { record: { ...record, owner, reasons } as CaseRecord }).undo
  expect([undoOf({})?.path, undoOf({ reassign: [{ id: 'leave', name: 'On leave', words: false }] })]).toEqual(['owner', undefined])
})

it('reopens a case with tasks to be done again, or with the path from a step, never with what was ticked before', () => {
  const tasks = [{ id: 'visit.1', step: 'visit', name: 'Visit', kind: 'task', state: 'completed', startedAt: '2026-12-01T09:00:00Z', endedAt: '2026-12-02T09:00:00Z' } as Task]
  const form = formOf('reopen-case', { record: { ...record, tasks } })
  const given = { reason: 'They came back', 'restart.visit.1': 'yes', restartFrom: 'visit.1' }
  expect(actOf(form, record.ref, { ...given, goesOn: 'tasks' }).body).toEqual({ reason: 'They came back', restart: ['visit.1'] })
  expect(actOf(form, record.ref, { ...given, goesOn: 'from' }).body).toEqual({ reason: 'They came back', restartFrom: 'visit.1' })
})

it('starts, ranks and ends strands', () => {
  const strand = { id: 'strand.1', name: 'Noise', priority: 'normal' } as StrandView
  const asb = { ...record, startable: [{ id: 'noise', name: 'Noise' }], strandOutcomes: [{ id: 'stopped', name: 'It stopped' }] }
  expect(actOf(formOf('start-strand', { record: asb }), record.ref, { value: 'noise', priority: 'high' })).toMatchObject({ path: 'strands', body: { value: 'noise', priority: 'high' } })
  const rank = formOf('set-strand-priority', { record: asb, strand })
  expect([actOf(rank, record.ref, { priority: 'urgent' }).body, rank.undo?.body]).toEqual([{ strand: 'strand.1', priority: 'urgent' }, { strand: 'strand.1', priority: 'normal' }])
  expect(actOf(formOf('end-strand', { record: asb, strand }), record.ref, { outcome: 'stopped', reason: 'They moved' })).toMatchObject({ path: 'strands/strand.1/end', body: { outcome: 'stopped', reason: 'They moved' } })
  expect(formOf('end-strand', { record: { ...asb, strandOutcomes: [] }, strand }).asks.map(({ id }) => id)).toEqual(['reason'])
})

it('links a record by what was chosen, and takes it away with its reason in the address', () => {
  expect(actOf(formOf('link-record', { record }), record.ref, { record: 'home:0198', role: 'affected' })).toMatchObject({ path: 'records', body: { kind: 'home', id: '0198', role: 'affected' } })
  const act = actOf(formOf('unlink-record', { record, linked: { id: 'record.1', label: '4 Mill Row' } as CaseRecord['records'][number] }), record.ref, { reason: 'Another home' })
  expect(act).toEqual({ ref: record.ref, path: 'records/record.1', method: 'DELETE', query: { reason: 'Another home' } })
})

it('adds somebody on record or by name, in a role of the case type', () => {
  const form = formOf('add-party', { record: { ...record, partyRoles: [{ id: 'witness', name: 'Witness' }] } })
  const given = { person: '0198', name: 'A neighbour', role: 'witness', mustNotBeTold: 'yes' }
  expect(actOf(form, record.ref, { ...given, whoIs: 'known' }).body).toEqual({ person: '0198', role: 'witness', mustNotBeTold: true })
  expect(actOf(form, record.ref, { ...given, whoIs: 'other' }).body).toEqual({ name: 'A neighbour', role: 'witness', mustNotBeTold: true })
})

it('says whom a task waits on, from the task or from the case', () => {
  const task = { id: 'quote.1', name: 'Get a quote', startedAt: '2026-12-01T09:00:00Z', waitingOn: 'us', actions: [{ action: 'set-waiting-on', allowed: true }] } as Task
  const ofTask = formOf('set-waiting-on', { record, task })
  expect([actOf(ofTask, record.ref, { waitingOn: 'contractor' }), ofTask.undo]).toMatchObject([{ path: 'tasks/quote.1/waiting-on', body: { waitingOn: 'contractor' } }, { body: { waitingOn: 'us' } }])
  const ofCase = formOf('say-waiting-on', { record: { ...record, tasks: [task, { ...task, id: 'later.1', startedAt: null }] } })
  expect(ofCase.asks[0]).toMatchObject({ choices: [{ id: 'quote.1' }] })
  expect(actOf(ofCase, record.ref, { task: 'quote.1', waitingOn: 'court' })).toMatchObject({ path: 'tasks/quote.1/waiting-on', body: { waitingOn: 'court' } })
})
