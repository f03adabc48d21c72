import type { ClockDefinition, ClockSettings } from '../definition.ts'
import type { CaseType, Finding } from '../case-type.ts'
import { isRated } from '../case-type.ts'
import { wrong, type Checking } from './checking.ts'
import { writtenClocks } from './clock-places.ts'

/** What the kinds of clocks need of each other: a chain that can begin, a run that can end, a target that people may set. */
export function checkClockKinds(checking: Checking): Finding[] {
  const { caseType } = checking
  return [
    ...(caseType.definition.clocks ?? []).flatMap((clock, index) => checkRuns(clock, `clocks[${index}]`, caseType)),
    ...writtenClocks(checking).flatMap(({ name, settings, place }) => [...checkRevision(settings, { name, place, caseType }), ...checkRating(settings, { name, place })]),
    ...ratedByToday(checking),
  ]
}

function checkRuns({ id, name, stops, validity, each, noLaterThan, recurs }: ClockDefinition, place: string, { clocks }: CaseType): Finding[] {
  return [
    ...(stops || validity ? [] : [wrong(`${place}.stops`, `Nothing meets ${name}, so it would always be missed.`, 'Write the event that meets it as stops; or validity: true, where it measures how long something is valid.')]),
    ...(each && noLaterThan !== undefined ? [wrong(`${place}.noLaterThan`, `${name} starts at each occurrence, and would start once more when ${noLaterThan} is past due.`, 'Take each or noLaterThan out.')] : []),
    ...(each && recurs ? [wrong(`${place}.recurs`, `${name} starts at each occurrence and again when it is met, so it would run twice.`, 'Take each or recurs out.')] : []),
    ...(recurs && !stops ? [wrong(`${place}.recurs`, `${name} is never met, so it never comes again.`, 'Write the event that meets it as stops.')] : []),
    ...(noLaterThan === id || (noLaterThan !== undefined && !clocks.some((other) => other.id === noLaterThan)) ? [wrong(`${place}.noLaterThan`, `${noLaterThan} is no other clock of the case.`, 'Name one of its clocks.')] : []),
  ]
}

function checkRevision({ basis = 'landlord', revise }: ClockSettings, { name, place, caseType }: { name: string; place: string; caseType: CaseType }): Finding[] {
  if (!revise) return []
  const within = revise === true ? undefined : revise.within
  return [
    ...(basis === 'landlord' ? [] : [wrong(`${place}.revise`, `${name} is set by ${basis === 'law' ? 'law' : 'a code of practice'}, and nobody revises that.`, 'Take revise out, or write extend where it allows more time.')]),
    ...(within === undefined || caseType.clocks.some(({ id }) => id === within) ? [] : [wrong(`${place}.revise.within`, `There is no clock ${within}.`, 'Name a clock of the case.')]),
  ]
}

function checkRating({ allow }: ClockSettings, { name, place }: { name: string; place: string }): Finding[] {
  return 'targets' in allow && Object.keys(allow.targets).length === 0 ? [wrong(`${place}.allow.targets`, `${name} has no target.`, 'Write one for each value that it goes by.')] : []
}

/** The passing of a day moves no target: nobody would know why. */
function ratedByToday(checking: Checking): Finding[] {
  const { clocks, step } = checking.caseType
  return writtenClocks(checking).flatMap(({ id, name, place }) => {
    const allow = (clocks.find((clock) => clock.id === id) ?? step[id]?.clock)?.allow
    return allow && isRated(allow) && allow.by?.usesToday ? [wrong(`${place}.allow.by`, `The target of ${name} would change with the day.`, 'Let it go by a field, an outcome or the priority.')] : []
  })
}
