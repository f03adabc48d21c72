import { type Actor, type CaseState, type Command, type Item, type Refusal, type Subject, allowedActions, dayAt, decide, isOnHold, isRefusal, isUnfinished, time, wakeAt } from '@casement/engine'
import { inventAnswers } from './answers.ts'
import type { Chance } from './chance.ts'
import type { CaseWords } from './habits.ts'
import { planBesideTasks } from './beside-tasks.ts'
import { mindAbsence } from './leave.ts'
import { type Office, actorOf } from './office.ts'
import { type PlannedWork, dayOf, planWork, workerOn } from './planned-work.ts'
import { type Turning, type TurningPlan, carryOutTurning, planAddedSteps, planTurnings } from './turnings.ts'
import { firstWorkingMomentOn, workingMomentAfter } from './working-time.ts'
import type { StaffMember, InventedTenancy } from './world.ts'

/** One thing asked of a case: what, when it was written down, and by whom. */
export interface Deed {
  now: string
  actor: Actor
  command: Command
}

export interface CasePlan {
  /** What the case is about; none for a type about nothing. */
  subject?: Subject
  /** The tenancy of the home that it comes from. */
  tenancy: InventedTenancy
  /** Surname of the tenant: relatives have it too. */
  surname: string
  patchOfficer: string
  openedBy: StaffMember
  openedAt: string
  /** History ends here: the first instant of the demonstration's today. */
  until: string
  /** From here on nobody gets round to this case. */
  idleFrom: string
  office: Office
  words: CaseWords
  turnings: readonly Turning[]
}

/** A case as its deeds leave it. */
export interface CaseLife {
  plan: CasePlan
  deeds: Deed[]
  state: CaseState
}

/** More deeds than any case of the demonstration needs; beyond, its path has a loop without end. */
const MOST_DEEDS = 500
/** Tries at what happens besides the tasks; then it does not happen. */
const MOST_TURNS = 6
/** Tries at answering a task whose answers ask for one another. */
const MOST_TRIES = 4

/**
 * Works a case as its staff would: whatever the engine allows, in working hours, one thing after another; between them time
 * passes as the background work would let it. What the engine refuses does not happen.
 */
export function liveCase(plan: CasePlan, chance: Chance): CaseLife {
  const life = new LifeUnderWay(plan, chance)
  while (life.deeds.length < MOST_DEEDS) {
    const next = life.findNext()
    const wake = life.findWake()
    if (wake !== undefined && wake <= (next?.at ?? plan.until) && wake <= plan.until) life.attempt({ now: wake, actor: time, command: { type: 'advance-time' } })
    else if (next !== undefined && next.at <= plan.until) next.act()
    else return { plan, deeds: life.deeds, state: life.state }
  }
  throw new Error(`A case of ${plan.office.caseType.id} did not come to rest in ${MOST_DEEDS} deeds`)
}

interface Next {
  at: string
  act: () => void
}

class LifeUnderWay {
  readonly deeds: Deed[] = []
  readonly #plan: CasePlan
  readonly #chance: Chance
  readonly #planned = new Map<string, PlannedWork | undefined>()
  readonly #refused = new Map<string, number>()
  #turnings: TurningPlan[]
  #now: string
  #state: CaseState | undefined

  constructor(plan: CasePlan, chance: Chance) {
    this.#plan = plan
    this.#chance = chance
    this.#now = plan.openedAt
    this.#turnings = [...planTurnings(plan.turnings, { ...plan, chance: chance.fork('turnings') }), ...planAddedSteps({ ...plan, chance: chance.fork('added steps') })]
    this.#open()
  }

  get state(): CaseState {
    if (this.#state === undefined) throw new Error('The case has not been opened')
    return this.#state
  }

  /** Does a deed unless the engine refuses it; time that changes nothing leaves no deed. */
  attempt(deed: Deed): Refusal | undefined {
    const { office, patchOfficer, tenancy } = this.#plan
    const newCase = { id: tenancy.id, ref: 'new', patchOfficer, records: { arrears: Math.max(0, tenancy.arrears), weeklyRent: tenancy.weeklyRent } }
    const result = decide(this.#state, deed.command, { now: deed.now, actor: deed.actor, caseType: office.caseType, calendar: office.calendars, newCase, muted: true })
    if (isRefusal(result)) return result
    this.#now = deed.now
    this.#state = result.state
    if (result.events.length > 0) this.deeds.push(deed)
    return undefined
  }

  findWake(): string | undefined {
    const { caseType, calendars } = this.#plan.office
    return wakeAt(this.state, caseType, { calendar: calendars, now: this.#now })
  }

  /** The earliest of what somebody means to do. */
  findNext(): Next | undefined {
    const work = [...this.#workers()].map(([key, one]): Next => ({ at: this.#notBefore(one.at), act: () => this.#doWork(key, one) }))
    const turnings = this.state.status === 'open' ? this.#turnings.map((one): Next => ({ at: this.#notBefore(one.at), act: () => this.#turn(one) })) : []
    return [...work, ...turnings].reduce<Next | undefined>((first, one) => (first === undefined || one.at < first.at ? one : first), undefined)
  }

  #open(): void {
    const { office, openedBy, openedAt, subject, words } = this.#plan
    const { caseType, calendar, habits } = office
    const answering = { caseType, calendar, chance: this.#chance.fork('opening'), today: dayAt(openedAt, calendar.zone), openedOn: dayAt(openedAt, calendar.zone), places: ['open'], usual: habits.answers, words }
    const command = (needed?: ReadonlySet<string>): Command => ({ type: 'open-case', subject, fields: inventAnswers(caseType.fields, { ...answering, needed }) })
    const refusal = this.#answerUntilAccepted({ at: openedAt, by: openedBy, command })
    if (refusal) throw new Error(`A case of ${caseType.id} could not be opened: ${refusal.words}`)
  }

  /** Work that is planned and can be done now, planning what is new. A task that changes hands is planned anew. */
  *#workers(): Generator<[string, PlannedWork]> {
    if (this.state.status !== 'open') return
    for (const item of Object.values(this.state.items)) {
      if (!isUnfinished(item) || item.state === 'waiting' || isOnHold(this.state, item)) continue
      const key = keyOf(item)
      if (!this.#planned.has(key)) this.#planned.set(key, this.#planTask(item, key))
      const work = this.#planned.get(key)
      if (work !== undefined && work.at <= this.#plan.idleFrom) yield [key, work]
    }
    for (const [key, plan] of planBesideTasks({ ...this.#plan, state: this.state, now: this.#now, chance: this.#chance })) {
      if (!this.#planned.has(key)) this.#planned.set(key, plan())
      const work = this.#planned.get(key)
      if (work !== undefined) yield [key, work]
    }
  }

  #planTask(item: Item, key: string): PlannedWork | undefined {
    const { office, words } = this.#plan
    const planning = { state: this.state, office, chance: this.#chance.fork(`${key} ${this.#refused.get(key) ?? ''}`), words, now: this.#now }
    const worker = workerOn(item, dayOf(this.#now, office), planning)
    const actions = allowedActions(this.state, { caseType: office.caseType, calendar: office.calendars, now: this.#now, actor: actorOf(worker) })
    const work = planWork(item, actions.task(item), planning)
    return work && mindAbsence(work, item, planning)
  }

  #doWork(key: string, work: PlannedWork): void {
    const at = this.#notBefore(work.at)
    const { office } = this.#plan
    const back = office.rota.backOn(work.by.id, dayOf(at, office))
    if (back !== undefined) {
      this.#planned.set(key, { ...work, at: firstWorkingMomentOn(back, { calendar: office.calendar, chance: this.#chance.fork(`back ${key}`) }) })
      return
    }
    this.#planned.set(key, undefined)
    const refusal = this.#answerUntilAccepted({ ...work, at })
    const refused = (this.#refused.get(key) ?? 0) + 1
    if (refusal === undefined || refused > MOST_TRIES) return
    // Somebody else tries: four eyes, for one, keep a task from whoever did another.
    this.#refused.set(key, refused)
    this.#planned.delete(key)
  }

  /** Answers what the engine says is missing, as a person would. */
  #answerUntilAccepted({ at, by, command }: PlannedWork): Refusal | undefined {
    const needed = new Set<string>()
    for (let tries = 1; ; tries++) {
      const refusal = this.attempt({ now: at, actor: actorOf(by), command: command(needed) })
      if (refusal === undefined || tries === MOST_TRIES || refusal.at === undefined) return refusal
      for (const { place } of refusal.at) needed.add(place)
    }
  }

  /** What cannot be done now is tried again on later days. */
  #turn(turning: TurningPlan): void {
    const { office, openedBy, surname, until, words } = this.#plan
    const at = this.#notBefore(turning.at)
    const chance = this.#chance.fork(`${JSON.stringify(turning.kind)} ${turning.at}`)
    this.#turnings = this.#turnings.filter((one) => one !== turning)
    const wanted = carryOutTurning(turning.kind, { state: this.state, office, chance, now: at, openedBy, surname, words })
    const refusal = wanted && this.attempt({ now: at, actor: actorOf(wanted.by), command: wanted.command })
    const later = workingMomentAfter(at, { workingDays: 1, calendar: office.calendar, chance })
    const isMissed = wanted === undefined || refusal !== undefined
    if (isMissed && turning.tries < MOST_TURNS && later <= until) this.#turnings.push({ ...turning, tries: turning.tries + 1, at: later })
  }

  /** Nobody acts before what has been done already; a moment that has passed becomes the next minute of work. */
  #notBefore(at: string): string {
    const { calendar } = this.#plan.office
    return at > this.#now ? at : workingMomentAfter(this.#now, { workingDays: 0, calendar, chance: this.#chance.fork(`after ${this.#now}`) })
  }
}

function keyOf({ id, state, assignee }: Item): string {
  return `${id} ${state} ${assignee === undefined ? '' : assignee.kind === 'owner' ? 'owner' : assignee.id}`
}
