import { type Answers, type Assignee, type CaseEvent, type CaseState, type CaseType, type EscalationAction, type EventOf, type EventType, type Payloads, type Recipient, handedOn, holderOf, isToldLate, lengthWords, linkWords, type AssessmentResult } from '@casement/engine'
import { changeWords, dayWords } from './answer-words.ts'
import type { NameOf } from './holder-view.ts'
import { isSeenAsTask } from './task-view.ts'

export interface EventWordsContext {
  state: CaseState
  caseType: CaseType
  nameOf: NameOf
}

/** One sentence that says what an event was; the first words, up to a colon or full stop, say it in short. */
export function eventWords(event: CaseEvent, context: EventWordsContext): string {
  // A redacted event keeps its place, its kind and its digest.
  if (event.payload === null) return 'Redacted: what was recorded here was taken away.'
  const say = sentences[event.type] as Sentence<EventType>
  return say(event, speaking(context))
}

type Sentence<T extends EventType> = (event: EventOf<T>, speak: Speaking) => string

interface Speaking {
  caseType: string
  item: (id: string) => string
  step: (id: string) => string
  clock: (id: string) => string
  party: (id: string) => string
  otherCase: (id: string) => string
  record: (link: string) => string
  strand: (id: string) => string
  strandOutcome: (id: string) => string
  holdReason: (id: string) => string
  outcome: (step: string, outcome: string) => string
  closureReason: (id: string) => string
  fields: (ids: string[]) => string
  changes: (values: Answers) => string
  outside: (name: string) => string
  holder: (assignee: Assignee) => string
  person: (id: string) => string
}

const sentences: { [T in EventType]: Sentence<T> } = {
  'case-opened': ({ payload }) => withReason('Case opened', payload.reason),
  'advice-given': ({ payload }) => `Advice given: ${payload.advice.map(endSentence).join(' ')}`,
  'record-read': ({ payload }, speak) => `Read from the ${payload.from}: ${speak.fields(Object.keys(payload.values))}.`,
  'owner-assigned': ({ payload }, speak) => (payload.claimed ? withReason(`${speak.holder(payload.owner)} took the case`, payload.reason) : withReason(`Case given ${given(payload.owner, payload, speak)}`, payload.reason)),
  'manager-assigned': ({ payload }, speak) => withReason(`${speak.holder(payload.manager)} manages the case`, payload.reason),
  'nobody-found': ({ payload }, speak) => (payload.on === undefined ? 'Nobody was found to own the case: somebody must choose.' : `Nobody was found for ${speak.item(payload.on)}: it is for the owner.`),
  'helper-added': ({ payload }, speak) => withReason(`${speak.person(payload.person)} helps with the case`, payload.reason),
  'helper-removed': ({ payload }, speak) => withReason(`${speak.person(payload.person)} no longer helps with the case`, payload.reason),
  'watch-began': ({ payload }, speak) => withReason(`${speak.person(payload.person)} watches the case`, payload.reason),
  'watch-ended': ({ payload }, speak) => withReason(`${speak.person(payload.person)} no longer watches the case`, payload.reason),
  'fields-edited': ({ payload }, speak) => withReason(`Changed ${speak.changes(payload.values)}`, payload.reason),
  'priority-set': ({ payload }) => withReason(`Priority set to ${payload.priority}`, payload.reason),
  'party-added': ({ payload }, speak) => withReason(`${speak.party(payload.party.id)} added as ${plain(payload.party.role)}`, payload.reason),
  'party-ended': ({ payload }, speak) => withReason(`${speak.party(payload.party)} no longer takes part`, payload.reason),
  'record-linked': ({ payload }, speak) => withReason(`${speak.record(payload.link)} linked${payload.role === undefined ? '' : ` as ${plain(payload.role)}`}`, payload.reason),
  'record-unlinked': ({ payload }, speak) => withReason(`${speak.record(payload.link)} unlinked`, payload.reason),
  'strand-started': ({ payload }) => withReason(`Strand ${payload.name} started`, payload.reason),
  'strand-ended': ({ payload }, speak) => withReason(`Strand ${speak.strand(payload.strand)} ended${payload.outcome === undefined ? '' : `: ${speak.strandOutcome(payload.outcome)}`}`, payload.reason),
  'strand-priority-set': ({ payload }, speak) => withReason(`Priority of ${speak.strand(payload.strand)} set to ${payload.priority}`, payload.reason),
  'note-added': ({ payload }) => `Note: ${payload.text}`,
  'interaction-recorded': ({ payload }) => sentence([payload.kind === 'contact' ? contactWords(payload) : accessWords(payload)], payload.notes),
  'cost-recorded': ({ payload }) => sentence([`${payload.kind === 'money' ? pounds(payload.value) : minutes(payload.value)} recorded for ${payload.type}`, payload.by && ` by ${payload.by}`], payload.details),
  'items-made': ({ payload }) => `On the path: ${payload.items.filter(({ kind }) => kind === 'stage' || isSeenAsTask(kind)).map(({ name }) => name).join(', ') || 'what happens by itself'}.`,
  'start-planned': ({ payload }, speak) => (payload.on === undefined ? `${speak.item(payload.item)} has no day to start on.` : `${speak.item(payload.item)} is to start on ${dayWords(payload.on)}.`),
  'slot-passed': ({ payload }, speak) => `${speak.item(payload.item)} did not start${payload.on === undefined ? '' : ` on ${dayWords(payload.on)}`}: ${payload.why === 'on-hold' ? 'it was on hold' : 'the one before was not done'}.`,
  'item-offered': ({ payload }, speak) => withReason(`${speak.item(payload.item)} can be started`, payload.reason),
  'item-started': ({ payload }, speak) => sentence([speak.item(payload.item), ' started', payload.assignee && `: for ${speak.holder(payload.assignee)}${covering(payload, speak)}`], payload.reason),
  'draft-saved': ({ payload }, speak) => `${speak.item(payload.item)}: answers kept, not done yet.`,
  'waiting-on-set': ({ payload }, speak) => withReason(`${speak.item(payload.item)} waits for ${WAITED_FOR[payload.waitingOn]}`, payload.reason),
  'task-completed': ({ payload }, speak) => sentence([speak.item(payload.item), ' done', payload.outcome && `: ${speak.outcome(payload.step, payload.outcome)}`, payload.assessment && assessedWords(payload.assessment, (band) => speak.outcome(payload.step, band))], payload.notes),
  'message-prepared': ({ payload }, speak) => `${speak.item(payload.item)} ${payload.as === 'sending' ? 'is to be sent' : 'prepared'}.`,
  'message-withheld': ({ payload }, speak) => `${speak.item(payload.item)} does not go to ${payload.parties.map(speak.party).join(' or ')}: must not be told.`,
  'message-ready': ({ payload }, speak) => sentence([speak.item(payload.item), ' ready to be approved'], payload.notes),
  'message-approved': ({ payload }, speak) => sentence([speak.item(payload.item), ' approved'], payload.notes),
  'message-returned': ({ payload }, speak) => withReason(`${speak.item(payload.item)} given back as a draft`, payload.reason),
  'message-failed': ({ payload }, speak) => withReason(`${speak.item(payload.item)} did not arrive`, payload.reason),
  'message-sent': ({ payload }, speak) => sentence([speak.item(payload.item), ' sent'], payload.notes),
  'milestone-reached': ({ payload }, speak) => sentence([speak.item(payload.item), ' reached'], payload.notes),
  'decision-made': ({ payload }, speak) => `${speak.item(payload.item)}: ${payload.branches.map((branch) => speak.outcome(payload.step, branch)).join(', ')}.`,
  'effect-applied': ({ payload }, speak) => `${speak.item(payload.item)} applied.`,
  'wait-moved': ({ payload }, speak) => (payload.until === undefined ? `${speak.item(payload.item)} has no date to end on.` : `${speak.item(payload.item)} ends on another date.`),
  'wait-ended': ({ payload }, speak) => `${speak.item(payload.item)} ended: ${{ elapsed: 'the time is up', answered: 'it was answered', timedOut: 'no answer in time' }[payload.how]}.`,
  'stage-completed': ({ payload }, speak) => sentence([speak.item(payload.item), ' finished', payload.outcome && `: ${speak.outcome(payload.step, payload.outcome)}`]),
  'finish-reached': ({ payload }, speak) => sentence([speak.item(payload.item), ' reached', payload.outcome && `: ${speak.closureReason(payload.outcome)}`]),
  'item-skipped': ({ payload }, speak) => withReason(`${speak.item(payload.item)} skipped`, payload.reason),
  'item-cancelled': ({ payload }, speak) => withReason(`${speak.item(payload.item)} cancelled`, payload.reason ?? CANCELLED_BY[payload.by]),
  'item-superseded': ({ payload }, speak) => withReason(`${speak.item(payload.item)} set aside: its answers are kept as an earlier version`, payload.reason),
  'stage-moved': ({ payload }, speak) => withReason(`Moved from ${speak.item(payload.item)} to ${speak.item(payload.to)}`, payload.reason),
  'stage-reopened': ({ payload }, speak) => `${speak.item(payload.item)} opened again.`,
  'elements-ended': ({ payload }, speak) => `${speak.step(payload.step)} is over for all.`,
  'path-restarted': ({ payload }, speak) => sentence([`The path restarts from ${speak.item(payload.item)}`, payload.kept.length > 0 ? `, without doing ${payload.kept.map(speak.item).join(', ')} again` : undefined, `: ${payload.reason.replace(/\.$/, '')}`]),
  'run-kept': ({ payload }, speak) => `${speak.item(payload.item)} still counts and is not done again.`,
  'task-assigned': ({ payload }, speak) => (payload.claimed ? withReason(`${speak.holder(payload.assignee)} took ${speak.item(payload.item)}`, payload.reason) : withReason(`${speak.item(payload.item)} given ${given(payload.assignee, payload, speak)}`, payload.reason)),
  'hold-began': ({ payload }, speak) => sentence([payload.on === undefined ? 'Case' : speak.item(payload.on), ` put on hold: ${speak.holdReason(payload.reason)}`], payload.notes),
  'hold-ended': ({ payload }, speak) => sentence([payload.on === undefined ? 'Case' : speak.item(payload.on), ` off hold: ${speak.holdReason(payload.reason)}`], payload.notes),
  'clock-started': ({ payload }) => `${payload.wait ? 'The wait' : 'The clock'} ${payload.terms.name} began.`,
  'clock-paused': ({ payload }, speak) => `The clock ${speak.clock(payload.clock)} ${payload.to === undefined ? 'paused' : 'does not count a hold that has ended'}: ${speak.holdReason(payload.reason)}.`,
  'clock-resumed': ({ payload }, speak) => `The clock ${speak.clock(payload.clock)} runs again.`,
  'clock-warned': ({ payload }, speak) => `${speak.clock(payload.clock)} will soon be due.`,
  'clock-opened': ({ payload }, speak) => `${speak.clock(payload.clock)} may be done from now on.`,
  'clock-due': ({ payload }, speak) => `${speak.clock(payload.clock)} ${payload.expires ? 'has expired' : 'is past due'}.`,
  'clock-rated': ({ payload }, speak) => `${speak.clock(payload.clock)} allows ${lengthWords(payload.allow)} ${payload.why}, counted from its start.`,
  'clock-revised': ({ payload }, speak) => withReason(`The target of ${speak.clock(payload.clock)} was revised`, payload.reason),
  'clock-escalated': (event, speak) => `${speak.clock(event.payload.clock)} escalated${isToldLate(event) ? ' late' : ''}: ${event.payload.actions.map((action) => escalationWords(action, speak)).join(', ')}.`,
  'clock-extension-proposed': ({ payload }, speak) => withReason(`${speak.clock(payload.clock)} is to be extended by ${lengthWords(payload.by)} once ${speak.step(payload.notice)} has gone out in time`, payload.reason),
  'clock-extended': ({ payload }, speak) => withReason(`${speak.clock(payload.clock)} extended by ${lengthWords(payload.by)}`, payload.reason),
  'clock-extension-lapsed': ({ payload }, speak) => `${speak.clock(payload.clock)} not extended: ${payload.toldAt === undefined ? 'the letter about it did not go out' : 'the letter about it went out too late'}.`,
  'clock-stopped': ({ payload }, speak) => `The clock ${speak.clock(payload.clock)} stopped.`,
  'clock-withdrawn': ({ payload }, speak) => withReason(`The clock ${speak.clock(payload.clock)} withdrawn`, isOurs(payload.reason) ? 'it is no longer needed' : payload.reason),
  'clock-continued': ({ payload }, speak) => payload.reason === handedOn ? `${speak.clock(payload.clock)} is shown at the next run of its task.` : withReason(`${speak.clock(payload.clock)} runs as if it had not stopped`, payload.reason),
  'lateness-explained': ({ payload }, speak) => `Why ${speak.clock(payload.clock)} was late: ${payload.words}`,
  'outside-event': ({ payload }, speak) => sentence([speak.outside(payload.name)], payload.notes),
  'case-linked': ({ payload }) => withReason(`Linked: this case ${linkWords(payload.link, payload.way)} ${payload.case.ref}`, payload.reason),
  'case-unlinked': ({ payload }) => withReason('Link to another case taken away', payload.reason),
  'linked-case-changed': ({ payload }, speak) => `${speak.otherCase(payload.case)} ${payload.isOpen ? 'was opened again' : 'has ended'}.`,
  'case-asked-for': ({ payload }) => withReason(`Another case asked for: ${plain(payload.caseType)}`, payload.reason),
  'link-asked-for': ({ payload }) => withReason(`A link asked for: this case ${linkWords(payload.link, 'to')} ${payload.ref}`, payload.reason),
  'webhook-asked-for': ({ payload }) => withReason(`Another system is to be told: ${plain(payload.webhook)}`, payload.reason),
  'webhook-called': ({ payload }) => `Another system was told: ${plain(payload.webhook)}.`,
  'request-failed': ({ payload }) => `What was asked for outside of the case was not done: ${endSentence(payload.words)}`,
  'case-closed': ({ payload }, speak) => payload.mergedInto !== undefined ? sentence([`Case closed: ${payload.mergedInto} goes on in its place`], payload.notes) : sentence(['Case closed', (payload.reason ?? payload.outcome) && `: ${speak.closureReason(payload.reason ?? payload.outcome ?? '')}`], payload.notes),
  'case-cancelled': ({ payload }) => withReason('Case cancelled', payload.reason),
  'case-reopened': ({ payload }) => withReason('Case opened again', payload.reason),
  'case-moved': ({ payload: { from, to, reason } }, speak) => withReason(from.id === to.id ? `Moved from version ${from.version} to version ${to.version} of ${speak.caseType}` : `Moved to ${speak.caseType}`, reason),
  'case-stalled': ({ payload }) => withReason('The case cannot go on by itself', payload.why),
  'case-settled': () => 'The case goes on again.',
  'expression-failed': ({ payload }) => `A rule of the case type could not be read, at ${payload.place}: ${payload.warning}.`,
}

/** "high, score 32, before medium, score 12; by the answers medium: She sleeps in her car". */
function assessedWords({ score, scoredBand, band, reason, before }: AssessmentResult, nameOf: (band: string) => string): string {
  const scored = (of: number | undefined) => (of === undefined ? 'no score' : `score ${of}`)
  const earlier = before ? `; before ${nameOf(before.band)}, ${scored(before.score)}` : ''
  const judged = band === scoredBand || reason === undefined ? '' : `${scoredBand === undefined ? '' : `; by the answers ${nameOf(scoredBand)}`}; judged otherwise: ${reason.replace(/\.$/, '')}`
  return `, ${scored(score)}${earlier}${judged}`
}

const CANCELLED_BY = {
  rule: 'the path no longer needs it',
  person: undefined,
  chain: 'what it follows did not take place',
  'stage-ended': 'the stage ended',
  'case-ended': 'the case ended',
  'case-moved': 'the version with which the case goes on does not have it',
} as const

const WAITED_FOR = { us: 'us', resident: 'the resident', contractor: 'a contractor', agency: 'an agency', landlord: 'the landlord', court: 'the court', 'another-team': 'another team' } as const

function contactWords({ direction, method, with: who }: Extract<Payloads['interaction-recorded'], { kind: 'contact' }>): string {
  const how = `${direction === 'in' ? 'Contact received' : 'Contact made'} by ${plain(method)}`
  return who === undefined ? how : `${how} ${direction === 'in' ? 'from' : 'with'} ${who}`
}

function accessWords({ method, outcome, cardLeft }: Extract<Payloads['interaction-recorded'], { kind: 'access-attempt' }>): string {
  return `Attempt to get in by ${plain(method)}: ${plain(outcome)}${cardLeft ? ', a card was left' : ''}`
}

function pounds(value: number): string {
  return `£${value.toFixed(2)}`
}

function minutes(value: number): string {
  return value === 1 ? '1 minute' : `${value} minutes`
}

function speaking({ state, caseType, nameOf }: EventWordsContext): Speaking {
  const { definition } = caseType
  const named = (list: { id: string; name: string }[] | undefined, id: string) => list?.find((value) => value.id === id)?.name ?? plain(id)
  return {
    caseType: definition.name,
    item: (id) => state.items[id]?.name ?? plain(id),
    step: (id) => caseType.step[id]?.name ?? plain(id),
    clock: (id) => state.clocks[id]?.terms.name ?? plain(id),
    party: (id) => {
      const party = state.parties.find((known) => known.id === id)
      return party?.name ?? (party?.person === undefined ? 'Somebody' : nameOf({ kind: 'resident', id: party.person }))
    },
    otherCase: (id) => state.links?.find((link) => link.id === id)?.ref ?? 'A linked case',
    strand: (id) => state.strands?.find((strand) => strand.id === id)?.name ?? plain(id),
    strandOutcome: (id) => named(definition.strands?.outcomes, id),
    record: (id) => {
      const kind = state.records?.find((link) => link.id === id)?.record.kind ?? 'record'
      return `A ${plain(kind)}`
    },
    holdReason: (id) => named(definition.holdReasons, id),
    closureReason: (id) => named(definition.closureReasons, id),
    outcome: (step, outcome) => named(outcomesOf(caseType, step), outcome),
    fields: (ids) => ids.map((id) => caseType.fields[id]?.name ?? plain(id)).join(', '),
    changes: (values) => Object.entries(values).map(([id, value]) => changeWords(id, value, caseType)).join(', '),
    outside: (name) => outsideWords(name, caseType),
    holder: (assignee) => (assignee.kind === 'owner' ? 'the owner' : nameOf(assignee)),
    person: (id) => nameOf({ kind: 'person', id }),
  }
}

/** What came is told by the wait that it answers, where one awaits it. */
function outsideWords(name: string, { steps }: CaseType): string {
  const wait = steps.find(({ definition }) => definition.kind === 'wait' && definition.forEvent === name)
  const came = plain(name)
  return wait ? `${wait.name}: ${came}` : came.charAt(0).toUpperCase() + came.slice(1)
}

/** What started a clock, by the names of its step and outcome; nothing where no step did, as when the case was opened. */
export function findTriggerWords(name: string, caseType: CaseType): string | undefined {
  const dot = name.indexOf('.')
  const [id, happened] = [name.slice(0, dot), name.slice(dot + 1)]
  const step = Object.hasOwn(caseType.step, id) ? caseType.step[id] : undefined
  if (!step) return undefined
  const outcome = outcomesOf(caseType, id).find((each) => each.id === happened)
  return outcome ? `${step.name}: ${outcome.name}` : `${step.name} ${plain(happened)}`
}

function outcomesOf({ step }: CaseType, id: string): { id: string; name: string }[] {
  const definition = step[id]?.definition
  if (definition?.kind !== 'decision') return step[id]?.outcomes ?? []
  return [...definition.branches, definition.otherwise].map((branch) => ({ id: branch.id, name: branch.name ?? plain(branch.id) }))
}

function escalationWords(action: EscalationAction, speak: Speaking): string {
  if ('notify' in action) return `${[action.notify].flat().map((to) => recipientWords(to, speak)).join(' and ')} told`
  if ('reassign' in action) return `given to ${recipientWords(action.reassign, speak)}`
  if ('open' in action) return `a case of ${plain(action.open.caseType)} asked for`
  if ('start' in action) return `${speak.step(action.start)} started`
  if ('addTask' in action) return `${typeof action.addTask === 'string' ? speak.step(action.addTask) : action.addTask.name} added`
  return 'priority raised'
}

/** A role by its name is what people call it; a team or a person has a name of its own. */
function recipientWords(to: Recipient, speak: Speaking): string {
  return typeof to === 'string' ? plain(to) : speak.holder(holderOf(to))
}

/** back to Priya; to Tariq for Priya, who is away */
function given(to: Assignee, payload: { coverFor?: string; handedBack?: boolean }, speak: Speaking): string {
  return `${payload.handedBack ? 'back ' : ''}to ${speak.holder(to)}${covering(payload, speak)}`
}

function covering({ coverFor }: { coverFor?: string }, speak: Speaking): string {
  return coverFor === undefined ? '' : `, who covers for ${speak.person(coverFor)}`
}

function withReason(words: string, reason: string | undefined): string {
  return reason ? `${words}: ${endSentence(plain(reason))}` : `${words}.`
}

function sentence(parts: (string | undefined)[], notes?: string): string {
  const words = `${parts.filter(Boolean).join('')}.`
  return notes ? `${words} ${notes}` : words
}

/** A rule's own event, such as `enquiries.cancelled by rule`, is no reason that people would give. */
function isOurs(reason: string | undefined): boolean {
  return reason !== undefined && /^\S+\.\S+( by rule)?$/.test(reason)
}

function endSentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`
}

/** An id as people read it: no-sign-of-life is "no sign of life". What a person wrote has spaces and stays as it is. */
function plain(id: string): string {
  return id.includes(' ') ? id : id.replaceAll('-', ' ')
}
