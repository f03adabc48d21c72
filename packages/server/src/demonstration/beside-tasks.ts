import { type CaseClock, type CaseState, type Command, addWorkingDays, dayAt, dayNumber, readCaseClock } from '@casement/engine'
import type { Chance } from './chance.ts'
import { type CaseWords, fillWords } from './habits.ts'
import { type Office, presentOwner } from './office.ts'
import { type PlannedWork, dayOf } from './planned-work.ts'
import { momentOn, workingMomentAfter } from './working-time.ts'

interface Working {
  state: CaseState
  office: Office
  words: CaseWords
  chance: Chance
  now: string
}

/** Work by a name that stays the same, planned when it is first heard of. */
type Planned = [string, () => PlannedWork | undefined]

const EXPLAINED_SHARE = 0.7
const EXPLAINED_DAYS = 3
/** The part of a clock's time after which more is asked for. */
const EXTENDED_AFTER = [0.4, 0.7] as const

/** What an owner does that is no task: takes the case on, asks for more time, says why something was late. */
export function* planBesideTasks(working: Working): Generator<Planned> {
  const { state, office, now } = working
  if (state.owner?.kind === 'team' || state.owner?.kind === 'role') yield ['take the case on', () => byOwner(working, 'take on', { type: 'claim-case' })]
  // A finish that is reached and does not end the case waits for a clock to be met or explained.
  const isFinishing = Object.values(state.items).some(({ kind, parent, state: how }) => kind === 'finish' && parent === undefined && how === 'live')
  for (const clock of Object.values(state.clocks)) {
    if (clock.wait === true || clock.withdrawn !== undefined) continue
    if (clock.terms.extend !== undefined && clock.stopped === undefined && clock.extensions === undefined) yield [`extend ${clock.id}`, () => planExtension(clock, working)]
    if (clock.terms.basis === 'landlord' || clock.explained !== undefined) continue
    if (isFinishing && clock.stopped === undefined) yield [`unblock ${clock.id}`, () => planExplanation(clock, working)]
    else if (state.happened[`${clock.rule}.due`] !== undefined && readCaseClock(clock, office.calendars, now).late) yield [`explain ${clock.id}`, () => (working.chance.fork(`late ${clock.id}`).happens(EXPLAINED_SHARE) ? planExplanation(clock, working) : undefined)]
  }
}

function planExplanation({ id }: CaseClock, working: Working): PlannedWork {
  const words = fillWords(working.chance.fork(`words ${id}`).pick(working.office.habits.latenessWords), working.words)
  return byOwner({ ...working, mostDays: EXPLAINED_DAYS }, `explain ${id}`, { type: 'explain-lateness', clock: id, words })
}

function planExtension(clock: CaseClock, working: Working): PlannedWork | undefined {
  const { office: { calendar, calendars, habits }, now } = working
  const own = working.chance.fork(`extend ${clock.id}`)
  if (!own.happens(habits.extendedShare)) return undefined
  const [from, due] = [dayNumber(dayAt(clock.startedAt, calendar.zone)), dayNumber(readCaseClock(clock, calendars, now).dueOn)]
  const day = addWorkingDays(calendar, Math.round(from + (due - from) * (EXTENDED_AFTER[0] + own.next() * (EXTENDED_AFTER[1] - EXTENDED_AFTER[0]))) - 1, 1)
  const reason = fillWords(own.pick(habits.extensionReasons), working.words)
  return { ...byOwner(working, `extend ${clock.id}`, { type: 'extend-clock', clock: clock.id, reason }), at: momentOn(day, { calendar, chance: own }) }
}

function byOwner({ state, office, chance, now, mostDays = 0 }: Working & { mostDays?: number }, name: string, command: Command): PlannedWork {
  const own = chance.fork(name)
  const at = workingMomentAfter(now, { workingDays: own.whole(0, mostDays), calendar: office.calendar, chance: own })
  return { at, by: presentOwner({ state, office, chance: own, day: dayOf(at, office) }), command: () => command }
}
