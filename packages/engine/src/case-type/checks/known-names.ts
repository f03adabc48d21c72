import type { Finding, Step } from '../case-type.ts'
import type { EffectAction } from '../step-definition.ts'
import { wrong, type Checking } from './checking.ts'
import { isCivilDate } from '../../calendars/civil-date.ts'
import { writtenClocks } from './clock-places.ts'
import { holdersNamed } from './holders-named.ts'
import { seriesNamed } from './planned-starts.ts'
import { writtenFields } from './written-fields.ts'

/** A name that something in the case type uses, and where. */
interface Use {
  name: string
  place: string
}

/** Every name that is used is there: in the case type itself, or among what the landlord has. */
export function checkKnownNames(checking: Checking): Finding[] {
  const { caseType, known } = checking
  const { definition } = caseType
  const fields = Object.keys(caseType.fields)
  const lists = Object.keys(definition.lists ?? {})
  const holds = (definition.holdReasons ?? []).map(({ id }) => id)
  const reasons = definition.closureReasons?.map(({ id }) => id)
  return [
    ...takenReference(checking),
    ...unknown('role', usesOfRoles(checking), known.roles),
    ...unknown('role or team', startersNamed(checking), known.roles && known.teams && [...known.roles, ...known.teams]),
    ...unknown('team', holdersNamed(checking, 'team'), known.teams),
    ...unknown('person', holdersNamed(checking, 'person'), known.people),
    ...unknown('template', usesOfTemplates(checking), known.templates),
    ...unknown('calendar', usesOfCalendars(checking), known.calendars),
    ...unknown('case type', usesOfCaseTypes(checking), known.caseTypes && [...known.caseTypes, caseType.id]),
    ...unknown('webhook', usesOfWebhooks(checking), known.webhooks),
    ...unknown('list', usesOfLists(checking), lists),
    ...unknown('field', usesOfFields(checking), fields),
    ...unknown('hold reason', usesOfHolds(checking), holds),
    ...unknown('step', usesOfSteps(checking), caseType.steps.map(({ id }) => id)),
    ...unknown('assessment', usesOfAssessments(checking), (definition.assessments ?? []).map(({ id }) => id)),
    ...unknown('closure reason', usesOfReasons(checking), reasons),
  ]
}

/** References are how people tell cases apart, and two types of one would count their cases together. */
function takenReference({ caseType: { id, definition }, known: { references = {} } }: Checking): Finding[] {
  const { reference } = definition
  const other = Object.hasOwn(references, reference) ? references[reference] : undefined
  return other === undefined || other === id ? [] : [wrong('reference', `The cases of ${other} have the reference ${reference} already.`, 'Choose other capitals.')]
}

function unknown(kind: string, uses: Use[], known: string[] | undefined): Finding[] {
  if (!known) return []
  const remedy = known.length > 0 ? `Use one of ${known.join(', ')}, or add it.` : `There is no ${kind} yet: add it, or take this out.`
  return uses.filter(({ name }) => !known.includes(name)).map(({ name, place }) => wrong(place, `There is no ${kind} ${name}.`, remedy))
}

function startersNamed({ caseType: { definition } }: Checking): Use[] {
  return (definition.start ?? []).map((name, index) => ({ name, place: `start[${index}]` }))
}

function usesOfRoles(checking: Checking): Use[] {
  const { definition } = checking.caseType
  const narrowed = Object.entries(definition.allow ?? {}).flatMap(([action, rule]) => (Array.isArray(rule) ? rule.map((name, index) => ({ name, place: `allow.${action}[${index}]` })) : []))
  return [...narrowed, ...holdersNamed(checking, 'role'), ...usesInExtensions(checking), ...usesInOverrides(checking), ...approvers(checking), ...usesInMoves(checking)]
}

function approvers({ caseType, placeOf }: Checking): Use[] {
  return caseType.steps.flatMap((step) => (step.definition.kind === 'message' && step.definition.approve !== undefined ? [{ name: step.definition.approve, place: placeOf(step, 'approve') }] : []))
}

function usesInExtensions(checking: Checking): Use[] {
  return writtenClocks(checking).flatMap(({ settings, place }) => (settings.extend?.roles ?? []).map((name, index) => ({ name, place: `${place}.extend.roles[${index}]` })))
}

function usesInMoves({ caseType, placeOf }: Checking): Use[] {
  return caseType.steps.flatMap((step) => (step.definition.kind === 'stage' ? step.definition.next ?? [] : []).flatMap(({ roles = [] }, at) =>
    roles.map((name, index) => ({ name, place: placeOf(step, `next[${at}].roles[${index}]`) }))))
}

function usesInOverrides({ caseType }: Checking): Use[] {
  return (caseType.definition.assessments ?? []).flatMap(({ override }, index) =>
    (['up', 'down'] as const).flatMap((direction) => {
      const roles = override === undefined || override === false ? undefined : override[direction]
      return (roles || []).map((name, at) => ({ name, place: `assessments[${index}].override.${direction}[${at}]` }))
    }))
}

function usesOfAssessments({ caseType, placeOf }: Checking): Use[] {
  return caseType.steps.flatMap((step) => (step.definition.kind === 'task' && step.definition.assessment !== undefined ? [{ name: step.definition.assessment, place: placeOf(step, 'assessment') }] : []))
}

function usesOfTemplates({ caseType, placeOf }: Checking): Use[] {
  return caseType.steps.flatMap((step) => (step.definition.kind === 'message' ? [{ name: step.definition.template, place: placeOf(step, 'template') }] : []))
}

function effectsOf({ definition }: Step): { action: EffectAction; part: string }[] {
  return definition.kind === 'effect' ? definition.do.map((action, index) => ({ action, part: `do[${index}]` })) : []
}

function usesOfCaseTypes(checking: Checking): Use[] {
  const { caseType, placeOf } = checking
  const byClocks = writtenClocks(checking).flatMap(({ settings, place }) => (settings.escalate ?? []).flatMap((point, at) =>
    point.do.flatMap((action, index): Use[] => ('open' in action ? [{ name: action.open.caseType, place: `${place}.escalate[${at}].do[${index}].open.caseType` }] : []))))
  const bySteps = caseType.steps.flatMap((step) => effectsOf(step).flatMap(({ action, part }) => ('open' in action ? [{ name: action.open.caseType, place: placeOf(step, `${part}.open.caseType`) }] : [])))
  return [...byClocks, ...bySteps]
}

function usesOfWebhooks({ caseType, placeOf }: Checking): Use[] {
  return caseType.steps.flatMap((step) => effectsOf(step).flatMap(({ action, part }) => ('webhook' in action ? [{ name: action.webhook, place: placeOf(step, `${part}.webhook`) }] : [])))
}

function usesOfCalendars(checking: Checking): Use[] {
  const ofClocks = writtenClocks(checking).flatMap(({ settings, place }) => (settings.calendar === undefined ? [] : [{ name: settings.calendar, place: `${place}.calendar` }]))
  return [{ name: checking.caseType.definition.calendar, place: 'calendar' }, ...ofClocks]
}

function usesOfLists(checking: Checking): Use[] {
  return writtenFields(checking).flatMap(({ field, place }) => {
    if ('choice' in field) return [{ name: field.choice, place: `${place}.choice` }]
    return 'list' in field ? [{ name: field.list, place: `${place}.list` }] : []
  })
}

function usesOfFields(checking: Checking): Use[] {
  const { caseType, placeOf } = checking
  const written = writtenFields(checking).flatMap(({ field, place }) => (field.writes === undefined ? [] : [{ name: field.writes, place: `${place}.writes` }]))
  const assessed = (caseType.definition.assessments ?? []).flatMap(({ writes = {} }, index) => Object.entries(writes).map(([part, name]) => ({ name, place: `assessments[${index}].writes.${part}` })))
  const moments = (caseType.definition.clocks ?? []).flatMap(({ at }, index) => (at === undefined ? [] : [{ name: at, place: `clocks[${index}].at` }]))
  return [...written, ...assessed, ...moments, ...usesOfPlannedFields(checking), ...caseType.steps.flatMap((step): Use[] => {
    const { definition } = step
    if (definition.kind === 'wait') return definition.until === undefined ? [] : [{ name: definition.until, place: placeOf(step, 'until') }]
    return effectsOf(step).flatMap(({ action, part }) => {
      if ('link' in action) return [{ name: action.link.case, place: placeOf(step, `${part}.link.case`) }]
      return 'set' in action ? Object.keys(action.set).map((name) => ({ name, place: placeOf(step, `${part}.set.${name}`) })) : []
    })
  })]
}

function usesOfPlannedFields({ caseType, placeOf }: Checking): Use[] {
  return caseType.steps.flatMap((step) => {
    const { startsOn, recurs } = step.definition
    const until = recurs?.until?.date
    const uses: [string | undefined, string][] = [
      [startsOn?.before, 'startsOn.before'], [startsOn?.after, 'startsOn.after'], [startsOn && 'by' in startsOn.by ? startsOn.by.by : undefined, 'startsOn.by.by'],
      [until !== undefined && isCivilDate(until) ? undefined : until, 'recurs.until.date'], [recurs && 'by' in recurs.every ? recurs.every.by : undefined, 'recurs.every.by'],
    ]
    return uses.flatMap(([name, part]) => (name === undefined ? [] : [{ name, place: placeOf(step, part) }]))
  })
}

function usesOfHolds(checking: Checking): Use[] {
  const at = (names: string[] = [], place: string) => names.map((name, index) => ({ name, place: `${place}[${index}]` }))
  const ofWaits = checking.caseType.steps.flatMap((step) => (step.definition.kind === 'wait' ? at(step.definition.pausedBy, checking.placeOf(step, 'pausedBy')) : []))
  return [...writtenClocks(checking).flatMap(({ settings, place }) => at(settings.pausedBy, `${place}.pausedBy`)), ...ofWaits]
}

function usesOfSteps(checking: Checking): Use[] {
  const measured = (checking.caseType.definition.clocks ?? []).flatMap(({ of }, index) => (of === undefined ? [] : [{ name: of, place: `clocks[${index}].of` }]))
  const notices = writtenClocks(checking).flatMap(({ settings: { extend }, place }) => (extend?.noticeBeforeDue === undefined ? [] : [{ name: extend.noticeBeforeDue, place: `${place}.extend.noticeBeforeDue` }]))
  const others = checking.caseType.steps.flatMap((step) => step.notWhoDid.map((name) => ({ name, place: checking.placeOf(step, 'notWhoDid') })))
  const series = checking.caseType.steps.flatMap((step) => seriesNamed(step).map(({ id, index }) => ({ name: id, place: checking.placeOf(step, `do[${index}]`) })))
  return [...measured, ...notices, ...others, ...series]
}

/** A finish at the top of the path closes the case with its outcome, so reports know it only as a closure reason. */
function usesOfReasons({ caseType, placeOf }: Checking): Use[] {
  return caseType.steps.flatMap((step) => {
    const { definition, parent, forEach } = step
    return definition.kind === 'finish' && parent === undefined && forEach === undefined && definition.outcome !== undefined ? [{ name: definition.outcome, place: placeOf(step, 'outcome') }] : []
  })
}
