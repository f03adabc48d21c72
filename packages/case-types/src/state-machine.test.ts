import { readFileSync } from 'node:fs'
import type { Answers, StepDefinition } from '@casement/engine'
import { given, type Story } from '@casement/engine/testing'
import { expect, test } from 'vitest'
import { libraryCalendars } from './calendars/load-calendars.ts'
import { loadCaseType } from './load-case-type.ts'

const { definition, caseType } = loadCaseType(readFileSync(new URL('testing/disrepair-claim.yaml', import.meta.url), 'utf8'), 'disrepair-claim')

interface Trigger {
  id: string
  when?: string
  needs?: string[]
}

/** The 20 states with their triggers, as they are written. */
const states = definition!.steps.flatMap((step) => (step.kind === 'task' ? [{ id: step.id, triggers: step.outcomes as Trigger[] }] : []))
const everyTrigger = [...new Set(states.flatMap(({ triggers }) => triggers.map(({ id }) => id)))]

/** To which state each trigger leads, as that state says. A finish ends the claim. */
const written = new Map(definition!.steps.flatMap((step) => namesIn(step).map((name) => [name, step.kind === 'finish' ? 'closed' : step.id] as const)))

function namesIn({ after = [] }: StepDefinition): string[] {
  const names = typeof after === 'object' && 'any' in after ? after.any : [after]
  return names.filter((name): name is string => typeof name === 'string' && name !== 'case.opened')
}

/** Every guard of it holds, save where the test says otherwise. */
const opened = (fields: Answers = { claimedAmount: 800, expertAgreed: true, noAccessVisits: 3 }) => given(caseType!, { calendars: libraryCalendars() }).opened({ fields })
const stateOf = ({ state }: Story) => (state.status === 'open' ? Object.values(state.items).filter((item) => item.state === 'live').map(({ step }) => step).join() : state.status)
const pull = (story: Story, outcome: string, fields: object = {}) => story.when({ type: 'complete-task', task: Object.values(story.state.items).find((item) => item.state === 'live')!.id, outcome, fields: { ...fields } })
const answersTo = (needs: string[] = []) => Object.fromEntries(needs.map((field) => [field, field.endsWith('On') ? '2026-12-01' : field === 'offer' ? 500 : field === 'claimedAmount' ? 900 : 'As written']))

/** A claim in each state, come to by the triggers, and where each trigger of each led. */
function walkThrough(): { reached: Map<string, Story>; led: Map<string, string> } {
  const reached = new Map([['received', opened()]])
  const led = new Map<string, string>()
  for (const [state, story] of reached) {
    for (const { id, needs } of states.find((one) => one.id === state)?.triggers ?? []) {
      const next = pull(story, id, answersTo(needs)).thenEvents()
      led.set(`${state}.${id}`, stateOf(next))
      if (!reached.has(stateOf(next)) && next.state.status === 'open') reached.set(stateOf(next), next)
    }
  }
  return { reached, led }
}

const { reached, led } = walkThrough()

test('each of the 20 states is reached, and each of the 50 triggers leads to the one state that names it', () => {
  expect([[...reached.keys()].toSorted(), led.size]).toEqual([states.map(({ id }) => id).toSorted(), 50])
  expect(Object.fromEntries(led)).toEqual(Object.fromEntries(written))
})

test('each state refuses every trigger that is not its own', () => {
  const refusals = states.flatMap(({ id, triggers }) => everyTrigger.filter((name) => triggers.every((own) => own.id !== name)).map((other) => pull(reached.get(id)!, other).thenRefused('outcome-unknown')))
  expect(refusals.length).toBe(states.length * everyTrigger.length - 50)
})

test('each trigger that needs fields is refused without them, and names each', () => {
  const needy = states.flatMap(({ id, triggers }) => triggers.filter(({ needs, when }) => needs && !when?.includes('trigger.')).map((trigger) => ({ state: id, ...trigger })))
  const asked = needy.map(({ state, id }) => pull(reached.get(state)!, id).thenRefused('answers-invalid').at?.map(({ place }) => place))
  expect(asked).toEqual(needy.map(({ needs }) => needs))
  expect(needy.length).toBeGreaterThan(20)
})

test('each trigger with a guard is refused while it does not hold', () => {
  const guarded = states.flatMap(({ triggers }) => triggers.filter(({ when }) => when !== undefined).map(({ id }) => id))
  expect(guarded).toEqual(['settle-early', 'single', 'injunct', 'accept', 'raise'])
  const acknowledged = pull(opened({}), 'acknowledge', { acknowledgedOn: '2026-12-01' }).thenEvents()
  const disclosed = pull(acknowledged, 'disclose', { disclosedOn: '2026-12-01' }).thenEvents()
  const refused = pull(pull(disclosed, 'works-first', { works: 'The roof' }).thenEvents(), 'no-access').thenEvents()
  const offered = reached.get('offer-made')!.and({ type: 'edit-fields', fields: { offer: null } })
  const weighed = reached.get('offer-weighed')!
  for (const [story, trigger, fields] of [[acknowledged, 'settle-early', { offer: 300 }], [disclosed, 'single', {}], [refused, 'injunct', {}], [offered, 'accept', {}], [weighed, 'raise', { offer: 5000 }]] as const) {
    expect(pull(story, trigger, fields).thenRefused('outcome-not-possible').remedy).toContain('It is possible when')
  }
})
