import { isCivilDate } from '../../calendars/civil-date.ts'
import { amountOf } from '../../clocks/allowance.ts'
import { fieldKind } from '../compile-case-type.ts'
import type { Finding, Step } from '../case-type.ts'
import type { LengthByField } from '../step-definition.ts'
import { doubtful, wrong, type Checking } from './checking.ts'

/** What recurs has time in between, an end that says something, and dates and lengths that there are; what starts by a date names one. */
export function checkPlannedStarts(checking: Checking): Finding[] {
  return checking.caseType.steps.flatMap((step) => [...checkPlannedStart(checking, step), ...checkRecurrence(checking, step), ...checkSeriesNamed(checking, step)])
}

function checkPlannedStart(checking: Checking, step: Step): Finding[] {
  const { startsOn } = step.definition
  if (!startsOn) return []
  const place = checking.placeOf(step, 'startsOn')
  const both = startsOn.before !== undefined && startsOn.after !== undefined
  return [
    ...(both ? [wrong(place, `${step.name} cannot start both before one day and after another.`, 'Leave before or after out.')] : []),
    ...checkChoice(checking, { every: startsOn.by, place: `${place}.by`, without: `${step.name} would not start` }),
    ...(['before', 'after'] as const).flatMap((part) => notADate(checking, { field: startsOn[part], place: `${place}.${part}` })),
  ]
}

function notADate({ caseType }: Checking, { field: id, place }: { field: string | undefined; place: string }): Finding[] {
  const field = id === undefined ? undefined : caseType.fields[id]
  return field && fieldKind(field) !== 'date' ? [wrong(place, `The field ${id} is no date.`, 'Name a date field of the case.')] : []
}

function checkRecurrence(checking: Checking, step: Step): Finding[] {
  const { recurs, repeatable } = step.definition
  if (!recurs) return []
  const place = checking.placeOf(step, 'recurs')
  const { until } = recurs
  return [
    ...(step.kind === 'finish' ? [wrong(place, `${step.name} ends the path and cannot recur.`, 'Take recurs out.')] : []),
    ...(repeatable ? [wrong(checking.placeOf(step, 'repeatable'), `${step.name} recurs, so its runs follow one another by time.`, 'Leave repeatable or recurs out.')] : []),
    ...checkLengths(checking, { step, every: recurs.every, place: `${place}.every` }),
    ...(until && Object.keys(until).length === 0 ? [wrong(`${place}.until`, `${step.name} does not say until when it recurs.`, 'Write count, lasts, date, when or event, or leave until out.')] : []),
    ...(until?.date !== undefined && !isCivilDate(until.date) ? notADate(checking, { field: until.date, place: `${place}.until.date` }) : []),
  ]
}

function checkLengths(checking: Checking, { step, every, place }: { step: Step; every: LengthByField; place: string }): Finding[] {
  const none = (at: string) => wrong(at, `${step.name} would recur without end at one moment.`, 'Write a length of at least one.')
  if (!('by' in every)) return amountOf(every) > 0 ? [] : [none(place)]
  const { is, otherwise } = every
  return [
    ...Object.entries(is).filter(([, length]) => amountOf(length) <= 0).map(([value]) => none(`${place}.is.${value}`)),
    ...(otherwise && amountOf(otherwise) <= 0 ? [none(`${place}.otherwise`)] : []),
    ...checkChoice(checking, { every, place, without: `${step.name} would not recur` }),
  ]
}

/** A length that a field chooses: the field is a choice, and each of its values has one. */
function checkChoice({ caseType }: Checking, { every, place, without }: { every: LengthByField; place: string; without: string }): Finding[] {
  if (!('by' in every)) return []
  const { by, is, otherwise } = every
  const field = caseType.fields[by]
  if (!field) return []
  if (!('choice' in field)) return [wrong(`${place}.by`, `The field ${by} is no choice from a list.`, 'Name a field of the kind choice.')]
  const values = (caseType.definition.lists?.[field.choice] ?? []).map(({ id }) => id)
  const unknown = Object.keys(is).filter((value) => !values.includes(value))
  const missing = otherwise ? [] : values.filter((value) => !Object.hasOwn(is, value))
  return [
    ...unknown.map((value) => wrong(`${place}.is.${value}`, `The list ${field.choice} has no value ${value}.`, `Use ${values.join(', ')}.`)),
    ...(missing.length === 0 ? [] : [doubtful(`${place}.is`, `${without} while ${by} is ${missing.join(' or ')}.`, 'Give each value a length, or write otherwise.')]),
  ]
}

/** An effect starts or ends what recurs. */
function checkSeriesNamed({ caseType, placeOf }: Checking, step: Step): Finding[] {
  return seriesNamed(step).flatMap(({ id, index }) => {
    const named = caseType.step[id]
    return named && !named.recurs ? [wrong(placeOf(step, `do[${index}]`), `${named.name} does not recur, so nothing of it can be started or ended so.`, `Write recurs on ${id}, or name a step that has it.`)] : []
  })
}

/** The steps whose recurrence an effect starts or ends. */
export function seriesNamed({ definition }: Step): { id: string; index: number; starts: boolean }[] {
  if (definition.kind !== 'effect') return []
  return definition.do.flatMap((action, index) => {
    const starts = 'startRecurrence' in action
    return starts || 'endRecurrence' in action ? [{ id: starts ? action.startRecurrence : action.endRecurrence, index, starts }] : []
  })
}
