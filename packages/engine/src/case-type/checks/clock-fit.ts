import { allowanceOf, unitsWords } from '../../clocks/clock-words.ts'
import { amountOf, unitOf, type Allowance, type UnitKey } from '../../clocks/allowance.ts'
import { lengthsOf } from '../compile-clock.ts'
import { leavesOf, type CaseType, type Finding, type Step } from '../case-type.ts'
import { wrong, type Checking } from './checking.ts'

/** Five working days take a week and eight working hours a working day, bank holidays apart. */
const DAYS_OF_A_WORKING_DAY = 7 / 5
const ROUGH_DAYS: Record<UnitKey, number> = {
  workingDays: DAYS_OF_A_WORKING_DAY, days: 1, weeks: 7, months: 365 / 12,
  hours: 1 / 24, minutes: 1 / 1440, workingHours: DAYS_OF_A_WORKING_DAY / 8, workingMinutes: DAYS_OF_A_WORKING_DAY / 480,
}

interface Limit {
  name: string
  allow: Allowance
  place: string
}

/** A task that may take longer than the stage around it, or than the clock of the case that its end stops: whoever is in time with the one is late with the other. */
export function checkClockFit(checking: Checking): Finding[] {
  return [...insideStages(checking), ...insideCase(checking)]
}

function insideStages(checking: Checking): Finding[] {
  const { caseType } = checking
  return caseType.steps.flatMap((step) => {
    const parent = step.parent === undefined ? undefined : caseType.step[step.parent]
    if (!parent) return []
    return limitsOf(checking, step).flatMap((inner) => limitsOf(checking, parent).flatMap((outer) => compare(step, inner, outer)))
  })
}

/** Clocks that run from the opening: none of what could stop one fits, for a step starts no sooner. */
function insideCase({ caseType, placeOf }: Checking): Finding[] {
  return caseType.clocks.flatMap(({ name, allow: whole, starts, stops, of }, index) => {
    // Of several targets, which counts is known only in a case.
    const [allow, ...others] = lengthsOf(whole)
    if (!allow || others.length > 0) return []
    if (starts?.kind !== 'leaf' || starts.written !== 'case.opened') return []
    const stoppers = [...new Set(leavesOf(stops).map(({ step }) => (step === undefined ? undefined : caseType.step[step])))]
    const outer = { name, allow, place: `clocks[${index}].allow` }
    // What is `of` a step is held against the stage around it.
    const found = stoppers.map((step) => {
      const { clock } = step ?? {}
      if (!step || !clock || step.id === of || step.repeat !== undefined) return []
      return lengthsOf(clock.allow).slice(0, 1).flatMap((part) => compare(step, { name: clock.name, allow: part, place: placeOf(step, 'clock.allow') }, outer))
    })
    return found.every((findings) => findings.length > 0) ? found.flat() : []
  })
}

/** The clocks of a step: its own, and those of the case that are `of` it. */
function limitsOf({ caseType, placeOf }: Checking, step: Step): Limit[] {
  const { clock } = step
  const own = clock ? lengthsOf(clock.allow).map((allow) => ({ name: clock.name, allow, place: placeOf(step, 'clock.allow') })) : []
  return [...own, ...clocksOf(caseType, step)]
}

function clocksOf({ clocks }: CaseType, step: Step): Limit[] {
  return clocks.flatMap(({ name, allow, of }, index) => (of === step.id ? lengthsOf(allow).map((length) => ({ name, allow: length, place: `clocks[${index}].allow` })) : []))
}

function compare(step: Step, inner: Limit, outer: Limit): Finding[] {
  const runs = step.repeat && step.repeat.atOnce === 1 && Number.isFinite(step.repeat.atMost) ? step.repeat.atMost : 1
  const [part, whole] = [allowanceOf(inner.allow), allowanceOf(outer.allow)]
  if (!isLonger(inner.allow, outer.allow, runs)) return []
  const many = runs > 1 ? `${runs} times ` : ''
  return [wrong(inner.place, `${step.name} may take ${many}${unitsWords(part.total, part.unit)}, which cannot fit inside ${outer.name}, ${unitsWords(whole.total, whole.unit)}.`, `Allow less here, or more there${runs > 1 ? ', or fewer runs' : ''}.`)]
}

/** Whether so many runs of the one take longer than the other; unlike units are compared roughly. */
export function isLonger(part: Allowance, whole: Allowance, runs = 1): boolean {
  return unitOf(part) === unitOf(whole) ? amountOf(part) * runs > amountOf(whole) : roughDays(part) * runs > roughDays(whole)
}

/** In calendar days, to compare unlike units. */
function roughDays(allow: Allowance): number {
  return amountOf(allow) * ROUGH_DAYS[unitOf(allow)]
}
