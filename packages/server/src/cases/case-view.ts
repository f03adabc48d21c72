import { type ActionView, type Actor, type CaseClock, type CaseLink, type CaseState, type CaseType, type ClockAction, type Context, type Party, type Step, type Strand, allowedActions, caseStatus, elementsOf, findExtensionLeft, findStageMoves, allowNow, getStep, isInDays, isInForce, isRunning, keepsCaseOpen, leavesOf, linkWords, openStrands } from '@casement/engine'
import type { CaseRecord, CaseSummary, ClockView, HoldView, LinkView, PartyView } from '../contract/contract.ts'
import { permittedActions } from '../policy/permitted-actions.ts'
import { ClockReadings } from './clock-readings.ts'
import { type LabelOf, elementName } from './element-view.ts'
import { caseFields, openedOn } from './field-view.ts'
import { type NameOf, holderView, personView } from './holder-view.ts'
import { pathView } from './path-view.ts'
import { costView, interactionView } from './recorded-view.ts'
import { taskView, tasksThatPeopleSee, waitingOn } from './task-view.ts'

/** A case with all that is needed to show it to somebody. */
export interface SeenCase {
  state: CaseState
  caseType: CaseType
  calendar: Context['calendar']
  now: string
  actor: Actor
  subject: CaseRecord['subject']
  nameOf: NameOf
  /** The cases that it is linked with, by id, as they stand. */
  linked: Map<string, Pick<CaseSummary, 'caseType' | 'title' | 'status'>>
  labelOf: LabelOf
}

/** A case as the API shows it: what stands, what is due, and what may be done next by whoever asks. */
export function presentCase(seen: SeenCase): CaseRecord {
  const { state, caseType, subject } = seen
  const { definition } = caseType
  const readings = new ClockReadings(seen.calendar, seen.now)
  const allowed = allowedActions(state, seen)
  return {
    ref: state.ref,
    status: caseStatus(state),
    caseType: { id: caseType.id, version: caseType.version, name: definition.name },
    subject,
    title: titleOf(definition.name, subject),
    priority: state.priority,
    owner: holderView(state.owner, seen),
    nobodyFound: state.nobodyFound === true,
    coversFor: personView(state.ownerCoversFor, seen.nameOf),
    manager: holderView(state.manager, seen),
    helpers: (state.helpers ?? []).map((id) => ({ id, name: seen.nameOf({ kind: 'person', id }) })),
    watchers: (state.watchers ?? []).map((id) => ({ id, name: seen.nameOf({ kind: 'person', id }) })),
    openedAt: state.openedAt,
    endedAt: state.endedAt ?? null,
    outcome: state.outcome ?? null,
    tasks: tasksThatPeopleSee(state, caseType).map((item) => taskView(item, { ...seen, readings, actionsOf: allowed.task })),
    clocks: clocksThatPeopleSee(state).map((clock) => clockView(clock, { ...seen, readings, actions: allowed.clock(clock) })),
    holds: state.holds.map((hold) => holdView(hold, caseType)),
    stages: pathView(state, caseType),
    parties: state.parties.map((party) => partyView(party, { ...seen, actions: allowed.party(party) })),
    links: (state.links ?? []).flatMap((link) => linkView(link, seen)),
    strands: (state.strands ?? []).map((strand) => strandView(strand, definition.strands?.outcomes)),
    partyRoles: definition.parties?.map(({ id, name }) => ({ id, name })) ?? null,
    records: (state.records ?? []).map(({ id, record, role, ended }) => ({ id, kind: record.kind, record: record.id, label: seen.labelOf(record), role: role ?? null, ended: ended === true })),
    fields: caseFields(seen),
    actions: permittedActions(allowed.case, seen),
    holdReasons: definition.holdReasons ?? [],
    closureReasons: definition.closureReasons ?? [],
    reasons: reasonsView(definition.reasons),
    startable: startableStrands(seen),
    strandOutcomes: definition.strands?.outcomes ?? [],
    addable: stepsOnDemand(seen),
    moves: stageMoves(seen),
    interactions: (state.interactions ?? []).map((each) => interactionView(each, seen)),
    costs: (state.costs ?? []).map((each) => costView(each, seen)),
    reopenings: state.happened['case.reopened']?.length ?? 0,
    stalled: state.stalled ?? null,
    version: state.version,
  }
}

function strandView({ id, value, name, priority, startedAt, endedAt, outcome, reason }: Strand, outcomes: { id: string; name: string }[] = []): CaseRecord['strands'][number] {
  const how = outcome === undefined ? null : { id: outcome, name: outcomes.find((known) => known.id === outcome)?.name ?? outcome }
  return { id, value, name, priority, state: endedAt === undefined ? 'open' : 'ended', startedAt, endedAt: endedAt ?? null, outcome: how, reason: reason ?? null }
}

function reasonsView(reasons: CaseType['definition']['reasons'] = {}): CaseRecord['reasons'] {
  return Object.fromEntries(Object.entries(reasons).map(([act, values]) => [act, values.map(({ id, name, words }) => ({ id, name, words: words === true }))]))
}

/** Steps that the path never starts by itself, where what holds them is open. */
function stepsOnDemand(seen: SeenCase): CaseRecord['addable'] {
  const { state, caseType } = seen
  const isOpen = (stage: string) => Object.values(state.items).some((item) => item.step === stage && item.state === 'live')
  const elements = ({ eachAround }: Step) => eachAround.flatMap((forEach) => elementsOf(state, caseType, forEach)).map((element) => ({ id: element.id, name: elementName(state, element, seen) }))
  return caseType.steps.filter(({ onDemand, parent }) => onDemand && (parent === undefined || isOpen(parent))).map((step) => ({ id: step.id, name: step.name, elements: elements(step) }))
}

/** One of each value of their list can be open at a time. */
function startableStrands(seen: SeenCase): CaseRecord['startable'] {
  const { state, caseType: { definition } } = seen
  const values = definition.strands ? (definition.lists?.[definition.strands.list] ?? []) : []
  const open = new Set(openStrands(state).map(({ value }) => value))
  return values.filter((value) => isInForce(value, openedOn(seen)) && !open.has(value.id)).map(({ id, name }) => ({ id, name }))
}

function stageMoves({ state, caseType, actor }: SeenCase): CaseRecord['moves'] {
  const mine = findStageMoves(state, caseType).filter(({ roles }) => roles === undefined || roles.some((role) => actor.roles?.includes(role)))
  return state.status === 'open' ? mine.map(({ from, to, reason }) => ({ from: from.id, stage: to.id, name: to.name, reason })) : []
}

/** What a case is called: its procedure and what it is about. */
export function titleOf(caseTypeName: string, subject: { label: string } | null): string {
  return subject ? `${caseTypeName}: ${subject.label}` : caseTypeName
}

/** Deadlines, in the order in which they began; a wait measures itself. */
function clocksThatPeopleSee({ clocks }: CaseState): CaseClock[] {
  return Object.values(clocks)
    .filter(({ wait }) => wait !== true)
    .sort((one, other) => one.trigger.seq - other.trigger.seq || (one.id < other.id ? -1 : 1))
}

function partyView({ id, role, name, person, mustNotBeTold, ended }: Party, { actions, ...seen }: SeenCase & { actions: ActionView[] }): PartyView {
  const called = name ?? (person === undefined ? role : seen.nameOf({ kind: 'resident', id: person }))
  return { id, role, name: called, person: person ?? null, mustNotBeTold: mustNotBeTold === true, ended: ended === true, actions: permittedActions(actions, seen) }
}

/** A case that is away, as one that was taken out of the database, is left out. */
function linkView({ link, way, id, ref, reason }: CaseLink, { linked }: SeenCase): LinkView[] {
  const other = linked.get(id)
  return other ? [{ link, way, words: linkWords(link, way), ref, ...other, reason: reason ?? null }] : []
}

interface ClockContext extends SeenCase {
  readings: ClockReadings
  actions: ActionView<ClockAction>[]
}

function clockView(clock: CaseClock, { state, caseType, actor, readings, actions }: ClockContext): ClockView {
  const reading = readings.of(clock)
  return {
    id: clock.id,
    name: clock.terms.name,
    state: reading.state,
    late: reading.late,
    basis: clock.terms.basis,
    source: clock.terms.source ?? null,
    startedAt: clock.startedAt,
    dueAt: reading.dueAt,
    dueOn: reading.dueOn,
    warnAt: reading.warnAt ?? null,
    firstDueAt: reading.first?.dueAt ?? null,
    firstDueOn: reading.first?.dueOn ?? null,
    proposedDueOn: reading.proposed?.dueOn ?? null,
    endedAt: clock.stopped?.at ?? clock.withdrawn?.at ?? null,
    of: clock.of ?? null,
    explained: clock.explained,
    keepsCaseOpen: keepsCaseOpen(clock),
    explain: `/api/v1/cases/${encodeURIComponent(state.ref)}/clocks/${encodeURIComponent(clock.id)}/explanation`,
    extension: extensionView(clock, caseType),
    waitingOn: isRunning(clock) ? clockWaitsFor(clock, { state, caseType }) : null,
    opensAt: reading.opensAt ?? null,
    unit: isInDays(allowNow(clock)) ? 'day' : 'moment',
    calendarKnownTo: reading.knownTo ?? null,
    actions: permittedActions(isRunning(clock) ? actions : actions.filter(({ allowed }) => allowed), { actor, state }),
  }
}

/** Whom an open clock waits for: what it measures, or of the tasks that would stop it the one that is live. One that only expires waits for time. */
function clockWaitsFor(clock: CaseClock, { state, caseType }: Pick<ClockContext, 'state' | 'caseType'>): string {
  const stops = caseType.clocks.find(({ id }) => id === clock.rule)?.stops
  const stopping = leavesOf(stops).flatMap(({ step }) => Object.values(state.items).filter((item) => item.step === step && item.state === 'live'))
  const item = clock.of === undefined ? stopping[0] : (state.items[clock.of] ?? stopping[0])
  if (item) return item.waitingOn ?? waitingOn(getStep(caseType, item.step).definition)
  return clock.terms.validity ? 'time' : 'us'
}

function extensionView(clock: CaseClock, { step }: CaseType): ClockView['extension'] {
  const most = findExtensionLeft(clock)
  const notice = clock.terms.extend?.noticeBeforeDue
  return most ? { most, letter: notice === undefined ? null : (step[notice]?.name ?? notice) } : null
}

function holdView({ id, reason, from, until, notes }: CaseState['holds'][number], { definition }: CaseType): HoldView {
  return { id, reason, name: definition.holdReasons?.find((known) => known.id === reason)?.name ?? reason, since: from, until: until ?? null, notes: notes ?? null }
}
