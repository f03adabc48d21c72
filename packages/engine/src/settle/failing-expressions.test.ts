import { expect, test } from 'vitest'
import type { CaseTypeDefinition } from '../case-type/definition.ts'
import type { StepDefinition } from '../case-type/step-definition.ts'
import type { Command } from '../commands/command.ts'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

/** Wrong as long as the note is no date. */
const broken = 'date(note) < today'
const visit: StepDefinition = { id: 'visit', kind: 'task', name: 'Visit' }
const task = (more: object): StepDefinition => ({ id: 'call', kind: 'task', name: 'Call', ...more })
const complete: Command = { type: 'complete-task', task: 'visit.1' }
type Parts = Partial<CaseTypeDefinition>

/** Where an expression stands, what makes the case read it, and what is seen once the note is put right. */
test.each<[place: string, parts: Parts, commands: Command[]]>([
  ['call.when', { steps: [visit, task({ when: broken })] }, []],
  ['call.after', { steps: [visit, task({ after: { on: 'visit', when: broken } })] }, [complete]],
  ['call.after', { steps: [visit, task({ after: { any: [{ on: 'visit', when: broken }, 'outside.post'] } })] }, [complete]],
  ['call.cancelWhen', { steps: [visit, task({ cancelWhen: { on: 'visit', when: broken } })] }, [complete]],
  ['call.start', { steps: [visit, task({ start: { when: broken } })] }, []],
  ['call.required', { steps: [{ id: 'stage', kind: 'stage', name: 'Stage', steps: [visit, task({ after: 'outside.post', required: { when: broken } })] }] }, [complete]],
  ['call.repeatable', { steps: [visit, task({ repeatable: { while: broken } })] }, []],
  ['route.late', { steps: [visit, { id: 'route', kind: 'decision', name: 'Route', branches: [{ id: 'late', when: broken }], otherwise: { id: 'usual' } }] }, []],
  ['mark.set.size', { steps: [visit, { id: 'mark', kind: 'effect', name: 'Mark', do: [{ set: { size: 'number(note)' } }] }] }, []],
  ['clocks.reply.starts', { steps: [visit], clocks: [{ id: 'reply', name: 'Reply', starts: { on: 'case.opened', when: broken }, stops: 'visit', allow: { days: 3 } }] }, []],
  ['clocks.reply.stops', { steps: [visit], clocks: [{ id: 'reply', name: 'Reply', starts: 'case.opened', stops: { on: 'visit', when: broken }, allow: { days: 3 } }] }, [complete]],
  ['clocks.reply.withdraws', { steps: [visit], clocks: [{ id: 'reply', name: 'Reply', starts: 'case.opened', stops: 'outside.post', withdraws: { on: 'visit', when: broken }, allow: { days: 3 } }] }, [complete]],
  ['gates.told', { steps: [visit, { id: 'end', kind: 'finish', name: 'End', after: 'visit' }], gates: [{ id: 'told', name: 'The resident was told', when: broken }] }, [complete]],
  ['allow.hold', { steps: [visit], holdReasons: [{ id: 'stop', name: 'Stop' }], allow: { hold: broken } }, []],
  ['visit.fields.why.requireWhen', { steps: [{ ...visit, fields: { why: { text: {}, requireWhen: broken } } }] }, [complete]],
  ['visit.fields.why.showWhen', { steps: [{ ...visit, fields: { why: { text: {}, required: true, showWhen: broken } } }] }, [complete]],
  ['fields.why.requireWhen', { steps: [visit], fields: { note: { text: {} }, why: { text: {}, requireWhen: broken } } }, []],
])('an error at %s is an event that someone sees, and the case goes on (semantics 4)', (place, parts, commands) => {
  const caseType = sampleType({ fields: { note: { text: {} }, size: { number: {} } }, ...parts, steps: parts.steps ?? [visit] })
  const story = given(caseType).opened({ fields: { note: 'never' } }).and(...commands)
  const told = place === 'allow.hold' ? [] : story.events.filter((event) => event.type === 'expression-failed')
  // What narrows a command is read when it is asked for, and refuses it: nothing is written down of what is only looked at.
  if (place === 'allow.hold') story.when({ type: 'hold', reason: 'stop' }).thenRefused('narrowed-by-type')
  else expect(told.map(({ payload }) => payload)).toEqual([expect.objectContaining({ place, warning: expect.any(String) })])
  expect(story.state.status).toBe('open')
  const corrected = story.and({ type: 'edit-fields', fields: { note: '2026-11-01', ...(caseType.fields['why'] ? { why: 'Because' } : {}) } }, { type: 'add-note', text: 'Put right' })
  if (place === 'gates.told') expect(corrected.state.status).toBe('closed')
  else corrected.when({ type: 'cancel-case', reason: 'Enough' }).thenEvents('case-cancelled')
})
