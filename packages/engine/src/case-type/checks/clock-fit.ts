import { allowanceOf, unitsWords } from '../../clocks/clock-words.ts'
import { amountOf, unitOf, type Allowance, type UnitKey } from '../../clocks/allowance.ts'
import type { CaseType, Finding, Step } from '../case-type.ts'
import { lengthsOf } from '../compile-clock.ts'
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

/** A task that may take longer than the stage around it: whoever is in time with the one is late with the other. */
export function checkClockFit(checking: Checking): Finding[] {
  const { caseType } = checking
  return caseType.steps.flatMap((step) => {
    const parent = step.parent === undefined ? undefined : caseType.step[step.parent]
    if (!parent) return []
    return limitsOf(checking, step).flatMap((inner) => limitsOf(checking, parent).flatMap((outer) => compare(step, inner, outer)))
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
  const fits = part.unit === whole.unit ? part.total * runs <= whole.total : roughDays(inner.allow) * runs <= roughDays(outer.allow)
  if (fits) return []
  const many = runs > 1 ? `${runs} times ` : ''
  return [wrong(inner.place, `${step.name} may take ${many}${unitsWords(part.total, part.unit)}, which cannot fit inside ${outer.name}, ${unitsWords(whole.total, whole.unit)}.`, `Allow less here, or more there${runs > 1 ? ', or fewer runs' : ''}.`)]
}

/** In calendar days, to compare unlike units. */
function roughDays(allow: Allowance): number {
  return amountOf(allow) * ROUGH_DAYS[unitOf(allow)]
}
