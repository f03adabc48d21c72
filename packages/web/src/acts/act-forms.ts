import type { CaseRecord, ClockView, LinkView, PartyView, StrandView, Task } from '@casement/server/contract'
import { REASON, priorities, type ActForm, type AskedField } from './act-form.ts'
import { letterForm, type LetterActName } from './letter-forms.ts'
import { linkForm, mergeForm, relationOf, unlinkForm } from './link-forms.ts'
import { endOfPartForm, newPartyForm } from './party-forms.ts'
import { accessAsks, contactAsks, costAsks } from './record-asks.ts'
import { linkRecordForm, recordOf, unlinkRecordForm, type LinkedRecord } from './record-forms.ts'
import { reopeningAsks } from './reopening-asks.ts'
import type { Act } from './send-act.ts'
import { whyAsks } from './why-asks.ts'
import { newStrandForm, strandForm, type StrandActName } from './strand-forms.ts'
import { caseWaitsForm, taskWaitsForm } from './waiting-forms.ts'

export type CaseActName = 'hold-case' | 'release-case' | 'claim-case' | 'assign-case' | 'close-case' | 'cancel-case' | 'reopen-case' | 'move-to-stage' | 'add-note' | 'add-task' | 'add-party' | 'end-party' | 'set-priority' | 'assign-manager' | 'add-helper' | 'end-help' | 'watch-case' | 'unwatch-case' | 'record-contact' | 'record-access-attempt' | 'record-cost' | 'link-case' | 'unlink-case' | 'merge-case' | 'link-record' | 'unlink-record' | 'start-strand' | 'say-waiting-on'
export type TaskActName = 'start-task' | 'hold-task' | 'release-task' | 'redo-task' | 'restart-from' | 'skip-task' | 'offer-task' | 'cancel-task' | 'assign-task' | 'claim-task' | 'record-answer' | 'set-waiting-on'
export type ClockActName = 'extend-clock' | 'revise-clock' | 'explain-lateness'
export type ActName = CaseActName | TaskActName | ClockActName | LetterActName | StrandActName

/** What is being acted on; a task act names its task, an act about a clock, a party, a helper, a link or a strand names that. */
export type Target = { record: CaseRecord; task?: Task; clock?: ClockView; party?: PartyView; helper?: Named; link?: LinkView; strand?: StrandView; linked?: LinkedRecord }

/** Somebody by name. */
type Named = { id: string; name: string }

const NOTES: AskedField = { kind: 'lines', id: 'notes', label: 'Note' }

const FOLLOWERS: AskedField = { kind: 'followers', id: 'follower', label: 'What was done since stays', hint: 'Untick what no longer holds. It is set aside, and its answers are kept as an earlier version.' }

/** The form of a command to the case or to one of its tasks. */
export function formOf(name: ActName, { record, task, clock, party, helper, link, strand, linked }: Target): ActForm {
  if (clock) return clockForm(name, record, clock)
  if (party) return endOfPartForm(party)
  if (helper) return endOfHelpForm(helper)
  if (link) return unlinkForm(record, link)
  if (strand) return strandForm(name as StrandActName, record, strand)
  if (linked) return unlinkRecordForm(linked)
  return task ? letterForm(name, task) ?? taskForm(name as TaskActName, record, task) : caseForm(name as CaseFormName, record)
}

function clockForm(name: ActName, record: CaseRecord, clock: ClockView): ActForm {
  if (name === 'extend-clock') return extensionForm(record, clock)
  return name === 'revise-clock' ? revisionForm(record, clock) : latenessForm(clock)
}

/** Stands for no step: the task has a name of its own. */
const OWN_NAME = '-'

/** Answers that only say what else is asked. */
const NOT_SENT: ReadonlySet<string> = new Set(['whoIs', 'goesOn'])

/** What is asked, as the answers stand: some of it only follows from an answer before. */
export function asksOf({ asks }: ActForm, answers: Record<string, string>): AskedField[] {
  return asks
    .filter(({ onlyFor }) => onlyFor === undefined || answers[onlyFor.id] === onlyFor.answer)
    .map((asked) => (asked.kind === 'lines' && asked.requiredFor ? { ...asked, required: asked.requiredFor.answers.includes(answers[asked.requiredFor.id] ?? '') } : asked))
}

/** Each of several has an answer of its own: `restart.visit.1`, `follower.visit-again.1`. */
export function answerOf(asked: { id: string }, choice: string): string {
  return `${asked.id}.${choice}`
}

/** Lists in the request that answers of several go to, by what was answered. */
const LISTS: Record<string, Record<string, string>> = { restart: { yes: 'restart' }, follower: { keep: 'keep', aside: 'supersede' } }

/** What is chosen as yes or no and sent as true or false. */
const YES_NO: ReadonlySet<string> = new Set(['mustNotBeTold', 'cardLeft'])

/** The request that a filled-in form makes. */
export function actOf(form: ActForm, ref: string, answers: Record<string, string>): Act {
  const body: Record<string, unknown> = { ...form.body }
  const amounts = new Set(form.asks.flatMap((asked) => (asked.kind === 'amount' ? [asked.id] : [])))
  const sums = new Set(form.asks.flatMap((each) => (each.kind === 'sum' ? [each.id] : [])))
  const asked = new Set(asksOf(form, answers).map(({ id }) => id))
  const unasked = new Set(form.asks.map(({ id }) => id).filter((id) => !asked.has(id)))
  for (const [id, words] of Object.entries(answers)) {
    const dot = id.indexOf('.')
    const outer = id.slice(0, dot)
    if (unasked.has(id) || unasked.has(outer) || NOT_SENT.has(id) || words === OWN_NAME) continue
    const lists = LISTS[outer]
    if (id === 'relation') Object.assign(body, relationOf(words))
    else if (id === 'record') Object.assign(body, recordOf(words))
    else if (dot === -1) body[id] = YES_NO.has(id) ? words === 'yes' : sums.has(id) ? Number(words) : words
    else if (lists) addTo(body, lists[words], id.slice(dot + 1))
    else body[outer] = { ...(body[outer] as Record<string, unknown> | undefined), [id.slice(dot + 1)]: amounts.has(id) ? Number(words) : words }
  }
  const path = form.path.replace(/\{(\w+)\}/, (_all, id: string) => encodeURIComponent(take(body, id)))
  // What is taken away has no body: why is said in the address.
  const rest = form.method !== 'DELETE' ? { body } : Object.keys(body).length > 0 ? { query: body as Record<string, string> } : {}
  return { ref, path, method: form.method, ...rest }
}

function take(body: Record<string, unknown>, id: string): string {
  const { [id]: value } = body
  delete body[id]
  return String(value)
}

function addTo(body: Record<string, unknown>, list: string | undefined, id: string): void {
  if (list) body[list] = [...((body[list] as string[] | undefined) ?? []), id]
}

/** A clock that was late, or one that keeps the case open: somebody may say why. */
export function asksWhy(clock: ClockView): boolean {
  return !clock.explained && (clock.late || clock.keepsCaseOpen)
}

/** What there is to explain about a clock: that it was late, or that it will not be met. */
export function whatToExplain({ late }: ClockView): string {
  return late ? 'was late' : 'cannot be met'
}

function latenessForm(clock: ClockView): ActForm {
  const what = `${clock.name} ${whatToExplain(clock)}`
  return { title: `Say why ${what}`, send: 'Put on the record', done: `Why ${what} is on the record.`, path: `clocks/${encodeURIComponent(clock.id)}/explanation-of-lateness`, asks: [{ kind: 'lines', id: 'words', label: clock.late ? 'Why was it late?' : 'Why can it not be met?', required: true, hint: 'It stays on the record beside the date.' }] }
}

/** The units in which a clock is extended, as the API names them. */
const UNITS = {
  workingDays: 'working days', days: 'days', weeks: 'weeks', months: 'months',
  hours: 'hours', minutes: 'minutes', workingHours: 'working hours', workingMinutes: 'working minutes',
} as const

/** Where a letter must go out first, this proposes, and the letter is the next thing to do. */
function extensionForm(record: CaseRecord, { id, name, extension }: ClockView): ActForm {
  const amounts = Object.entries(extension?.most ?? {}) as [keyof typeof UNITS, number][]
  const asks = amounts.map(([unit, most]): AskedField => ({ kind: 'amount', id: `by.${unit}`, label: `By how many ${UNITS[unit]}? (at most ${most})`, most }))
  const letter = extension?.letter
  return {
    title: `Extend ${name}`, send: letter ? 'Propose it' : 'Extend', path: `clocks/${encodeURIComponent(id)}/extension`,
    done: letter ? `More time for ${name} is proposed. It counts once this is sent: ${letter}.` : `${name} is extended.`,
    asks: [...asks, ...whyAsks(record, 'extend', { ...REASON, hint: letter ? 'The resident is told this reason.' : 'It stays on the record beside the date.' })],
  }
}

/** The longest target that somebody may type in, in hours: a year. */
const MOST_HOURS = 8784

/** A target that the landlord set itself: another day, or as many hours from its start. */
function revisionForm(record: CaseRecord, { id, name, unit }: ClockView): ActForm {
  const target: AskedField = unit === 'day' ? { kind: 'date', id: 'target.on', label: 'Due on' } : { kind: 'amount', id: 'target.hours', label: 'How many hours from its start?', most: MOST_HOURS }
  return {
    title: `Revise the target of ${name}`, send: 'Revise', path: `clocks/${encodeURIComponent(id)}/target`, done: `The target of ${name} is revised.`,
    asks: [target, ...whyAsks(record, 'revise', { ...REASON, hint: 'It stays on the record beside the date, with the first target.' })],
  }
}

function endOfHelpForm({ id, name }: Named): ActForm {
  return { title: `${name} no longer helps`, send: 'End their help', done: `${name} no longer helps.`, path: `helpers/${encodeURIComponent(id)}`, method: 'DELETE', asks: [] }
}

/** About the case as a whole. */
type CaseFormName = Exclude<CaseActName, 'end-party' | 'end-help' | 'unlink-case' | 'unlink-record'>

function caseForm(name: CaseFormName, record: CaseRecord): ActForm {
  const { ref } = record
  switch (name) {
    case 'hold-case':
      return { title: 'Put the case on hold', send: 'Hold', done: `${ref} is on hold.`, path: 'hold', asks: [whyHold(record), { kind: 'date', id: 'until', label: 'Until (if known)' }, NOTES], undo: { ref, path: 'hold', method: 'DELETE' } }
    case 'release-case':
      return { title: 'Take the case off hold', send: 'Release', done: `${ref} is off hold.`, path: 'hold', method: 'DELETE', asks: [] }
    case 'claim-case':
      return { title: 'Take the case', send: 'Take it', done: `${ref} is yours.`, path: 'claim', asks: [], undo: ownerAsBefore(record) }
    case 'assign-case':
      return { title: 'Give the case to another owner', send: 'Give it', done: `${ref} has another owner.`, path: 'owner', asks: newHolder(record), undo: ownerAsBefore(record) }
    case 'move-to-stage':
      return { title: 'Move to another stage', send: 'Move', done: `${ref} has moved to another stage.`, path: 'stage', asks: stageToMoveTo(record) }
    case 'close-case':
      return { title: 'Close the case', send: 'Close the case', done: `${ref} is closed.`, path: 'closure', asks: [...closureReason(record), ...unexplainedClocks(record), NOTES] }
    case 'cancel-case':
      return { title: 'Cancel the case', send: 'Cancel the case', done: `${ref} is cancelled.`, path: 'cancellation', asks: whyAsks(record, 'cancel') }
    case 'reopen-case':
      return { title: 'Reopen the case', send: 'Reopen', done: `${ref} is open again.`, path: 'reopening', asks: [...whyAsks(record, 'reopen'), ...reopeningAsks(record)] }
    case 'add-note':
      return { title: 'Add a note', send: 'Add the note', done: 'Note added.', path: 'notes', asks: [{ kind: 'lines', id: 'text', label: 'Note', required: true, hint: 'A note stays on the record and cannot be deleted.' }] }
    case 'add-party':
      return newPartyForm(record)
    case 'record-contact':
      return { title: 'Record a contact', send: 'Record it', done: 'The contact is on the record.', path: 'interactions', asks: contactAsks(record) }
    case 'record-access-attempt':
      return { title: 'Record an attempt to get in', send: 'Record it', done: 'The attempt is on the record.', path: 'access-attempts', asks: accessAsks(record) }
    case 'record-cost':
      return { title: 'Record a cost', send: 'Record it', done: 'The cost is on the record.', path: 'costs', asks: costAsks(record) }
    case 'set-priority':
      return { title: 'Set the priority', send: 'Set it', done: 'The priority is set.', path: 'priority', asks: [{ kind: 'choice', id: 'priority', label: 'How urgent is it?', choices: priorities }, ...whyAsks(record, 'setPriority', { kind: 'lines', id: 'reason', label: 'Why (if it helps)' })], undo: record.reasons.setPriority ? undefined : { ref, path: 'priority', body: { priority: record.priority } } }
    case 'assign-manager':
      return { title: 'Say who manages the case', send: 'Name them', done: 'They manage the case.', path: 'manager', asks: [{ kind: 'staff', id: 'person', label: 'Who?' }, { kind: 'lines', id: 'reason', label: 'Why (if it helps)' }] }
    case 'add-helper':
      return { title: 'Ask somebody to help', send: 'Ask them', done: 'They help with the case.', path: 'helpers', asks: [{ kind: 'staff', id: 'person', label: 'Who helps? The owner stays the same.' }, { kind: 'lines', id: 'reason', label: 'With what (if it helps them)' }] }
    case 'watch-case':
      return { title: 'Watch the case', send: 'Watch it', done: `You are told what becomes of ${ref}.`, path: 'watch', asks: [], undo: { ref, path: 'watch', method: 'DELETE' } }
    case 'unwatch-case':
      return { title: 'Watch the case no longer', send: 'Stop watching', done: `You are told of ${ref} no longer.`, path: 'watch', method: 'DELETE', asks: [] }
    case 'link-case':
      return linkForm(record)
    case 'merge-case':
      return mergeForm(record)
    case 'link-record':
      return linkRecordForm(record)
    case 'start-strand':
      return newStrandForm(record)
    case 'say-waiting-on':
      return caseWaitsForm(record)
    case 'add-task':
      return { title: 'Add a task', send: 'Add the task', done: 'Task added.', path: 'tasks', asks: [...taskToAdd(record), { kind: 'lines', id: 'guidance', label: 'What to know for it (if anything)' }] }
  }
}

function taskForm(name: TaskActName, record: CaseRecord, task: Task): ActForm {
  const { ref } = record
  const path = (noun: string) => `tasks/${encodeURIComponent(task.id)}/${noun}`
  switch (name) {
    case 'start-task':
      return { title: `Start: ${task.name}`, send: 'Start', done: `${task.name} is started.`, path: path('start'), asks: [] }
    case 'hold-task':
      return { title: `Hold: ${task.name}`, send: 'Hold', done: `${task.name} is on hold.`, path: path('hold'), asks: [whyHold(record), { kind: 'date', id: 'until', label: 'Until (if known)' }, NOTES], undo: { ref, path: path('hold'), method: 'DELETE' } }
    case 'release-task':
      return { title: `Release: ${task.name}`, send: 'Release', done: `${task.name} is off hold.`, path: path('hold'), method: 'DELETE', asks: [] }
    case 'redo-task':
      return { title: `Do again: ${task.name}`, send: 'Do it again', done: `${task.name} is to be done again.`, path: path('redo'), asks: [...whyAsks(record, 'redo'), FOLLOWERS] }
    case 'restart-from':
      return { title: `Restart from: ${task.name}`, send: 'Restart from here', done: `The path goes on from ${task.name}.`, path: path('restart'), asks: whyAsks(record, 'restart') }
    case 'skip-task':
      return { title: `Skip: ${task.name}`, send: 'Skip', done: `${task.name} is skipped.`, path: path('skip'), asks: whyAsks(record, 'skip') }
    case 'offer-task':
      return { title: `Bring back: ${task.name}`, send: 'Bring it back', done: `${task.name} can be done again.`, path: path('offer'), asks: [] }
    case 'cancel-task':
      return { title: `Cancel: ${task.name}`, send: 'Cancel the task', done: `${task.name} is cancelled.`, path: path('cancellation'), asks: whyAsks(record, 'cancelTask') }
    case 'assign-task':
      return { title: `Reassign: ${task.name}`, send: 'Reassign', done: `${task.name} is reassigned.`, path: path('assignment'), asks: newHolder(record), undo: holderAsBefore(record, task) }
    case 'claim-task':
      return { title: `Take: ${task.name}`, send: 'Take it', done: `${task.name} is yours.`, path: path('claim'), asks: [], undo: holderAsBefore(record, task) }
    case 'set-waiting-on':
      return taskWaitsForm(record, task)
    case 'record-answer':
      return { title: `Record: ${task.name}`, send: 'Record the answer', done: `${task.name} is recorded.`, path: 'outside-events', body: { name: task.forEvent }, asks: [{ kind: 'when', id: 'occurredAt', label: 'When did it come?', hint: 'The wait ends at this time, not when you type it.', since: record.openedAt }, NOTES] }
  }
}

/** The case type says where a reason is needed. */
function stageToMoveTo(record: CaseRecord): AskedField[] {
  const { moves } = record
  const needing = moves.filter(({ reason }) => reason === 'required').map(({ name }) => name)
  const hint = needing.length === 0 || needing.length === moves.length ? undefined : `Needed for ${needing.join(' and ')}.`
  return [{ kind: 'choice', id: 'stage', label: 'Which stage?', choices: moves.map(({ stage, name }) => ({ id: stage, name })) }, ...whyAsks(record, 'moveToStage', { kind: 'lines', id: 'reason', label: 'Why?', required: needing.length > 0 && needing.length === moves.length, hint })]
}

/** A task that the case type keeps ready, for one of those for which it is done, or one with a name of its own. */
function taskToAdd({ addable }: CaseRecord): AskedField[] {
  const name: AskedField = { kind: 'line', id: 'name', label: 'What is to be done?' }
  if (addable.length === 0) return [name]
  const elements = addable.filter((step) => step.elements.length > 0).map((step): AskedField => ({ kind: 'choice', id: 'element', label: 'For whom or what?', choices: step.elements, onlyFor: { id: 'step', answer: step.id } }))
  return [{ kind: 'choice', id: 'step', label: 'Which task?', choices: [...addable, { id: OWN_NAME, name: 'Something else' }] }, ...elements, { ...name, onlyFor: { id: 'step', answer: OWN_NAME } }]
}

function newHolder(record: CaseRecord): AskedField[] {
  return [{ kind: 'staff', id: 'person', label: 'To whom?' }, ...whyAsks(record, 'reassign', { kind: 'lines', id: 'reason', label: 'Why (if it helps them)' })]
}

function whyHold(record: CaseRecord): AskedField {
  return { kind: 'choice', id: 'reason', label: 'Why?', choices: record.holdReasons }
}

function closureReason(record: CaseRecord): AskedField[] {
  return record.closureReasons.length === 0 ? [] : [{ kind: 'choice', id: 'reason', label: 'How did it end?', choices: record.closureReasons }]
}

/** What keeps the case open is explained as it closes; what was late can be. */
function unexplainedClocks(record: CaseRecord): AskedField[] {
  return record.clocks
    .filter(asksWhy)
    .map((clock) => ({ kind: 'lines', id: `explanations.${clock.id}`, label: `Say why ${clock.name} ${whatToExplain(clock)}`, required: clock.keepsCaseOpen }))
}

/** Where a reason has to be chosen, giving it back is an act with a reason of its own. */
function holderAsBefore({ ref, reasons }: CaseRecord, task: Task): Act | undefined {
  if (!task.assignee || reasons.reassign) return undefined
  const body = task.assignee.owner ? { owner: true } : { [task.assignee.kind]: task.assignee.id }
  return { ref, path: `tasks/${encodeURIComponent(task.id)}/assignment`, body }
}

function ownerAsBefore({ ref, owner, reasons }: CaseRecord): Act | undefined {
  return owner && !reasons.reassign ? { ref, path: 'owner', body: { [owner.kind]: owner.id } } : undefined
}
