import type { CaseEvent, EventOf, EventType, Payloads } from './event.ts'

/** The names by which rules know an event: `visit.completed` and `visit.no-sign-of-life` are one (semantics 5). */
export function namesOf(event: CaseEvent): string[] {
  const name = naming[event.type] as ((event: CaseEvent) => string[]) | undefined
  return name ? name(event) : []
}

/** The names of what a clock says. */
export function namesOfClock(rule: string): string[] {
  return ['warning', 'due', 'opened', 'expired', 'extension-proposed', 'extended'].map((word) => `${rule}.${word}`)
}

/** The name of the event that a step has ended for all for whom it is done; no rule can write it. */
export function nameOfAll(step: string): string {
  return `${step}.*`
}

type Naming<T extends EventType> = (event: EventOf<T>) => string[]

const naming: { [T in EventType]?: Naming<T> } = {
  'case-opened': () => ['case.opened'],
  'case-reopened': () => ['case.reopened'],
  'strand-started': () => ['strand.started'],
  'strand-ended': () => ['strand.ended'],
  'outside-event': ({ payload }) => [`outside.${payload.name}`],
  'clock-warned': ({ payload }) => [`${payload.rule}.warning`],
  'clock-opened': ({ payload }) => [`${payload.rule}.opened`],
  'clock-due': ({ payload }) => (payload.expires ? [`${payload.rule}.due`, `${payload.rule}.expired`] : [`${payload.rule}.due`]),
  'clock-extension-proposed': ({ payload }) => [`${payload.rule}.extension-proposed`],
  'clock-extended': ({ payload }) => [`${payload.rule}.extended`],
  'slot-passed': (event) => (event.payload.why === 'unfinished' ? named(event, ['missed']) : []),
  'elements-ended': ({ payload }) => [nameOfAll(payload.step)],
  'item-offered': (event) => named(event, ['offered']),
  'item-started': (event) => named(event, ['started']),
  'task-completed': (event) => named(event, withOutcome(event.payload.outcome)),
  'message-prepared': (event) => named(event, ['prepared']),
  'message-failed': (event) => named(event, ['failed']),
  'message-sent': (event) => named(event, ['sent', 'completed']),
  'milestone-reached': (event) => named(event, ['reached', 'completed']),
  'decision-made': (event) => named(event, ['completed', ...event.payload.branches]),
  'effect-applied': (event) => named(event, ['completed']),
  'wait-ended': (event) => named(event, [event.payload.how]),
  'stage-completed': (event) => named(event, withOutcome(event.payload.outcome)),
  'finish-reached': (event) => named(event, ['completed']),
  'request-failed': ({ payload: { from } }) => (from ? [`${from.step}.failed`] : []),
  'item-skipped': (event) => named(event, ['skipped']),
  'item-cancelled': (event) => named(event, cancelled[event.payload.by]),
}

/** What ends with its stage or case, or had no place in another version, was cancelled by nobody, so it starts nothing (semantics 21). */
const cancelled: Record<Payloads['item-cancelled']['by'], string[]> = {
  rule: ['cancelled-by-rule'], person: ['cancelled-by-person'], chain: ['cancelled-by-person'], 'stage-ended': [], 'case-ended': [], 'case-moved': [],
}

function named({ payload }: { payload: { step: string } }, words: string[]): string[] {
  return words.map((word) => nameOf(payload.step, word))
}

/** Asked for at each event, and looked up by: written once, a name need not be put together and hashed anew. */
const names = new Map<string, Map<string, string>>()

function nameOf(step: string, word: string): string {
  let words = names.get(step)
  if (!words) names.set(step, (words = new Map()))
  let name = words.get(word)
  if (name === undefined) words.set(word, (name = `${step}.${word}`))
  return name
}

function withOutcome(outcome: string | undefined): string[] {
  return outcome === undefined ? ['completed'] : ['completed', outcome, 'any-outcome']
}
