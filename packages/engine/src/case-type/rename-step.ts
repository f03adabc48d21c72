import { renamePlaceHolders } from './address.ts'
import type { AllocationRule, ForWhom, Group } from './allocation-rule.ts'
import type { ClockSettings, FieldDefinition, Rule } from './definition.ts'
import type { EffectAction, LengthByField, Recurrence, StepDefinition, UseStep } from './step-definition.ts'

/** What a fragment's names stand for in one use of it. */
export interface Naming {
  /** A step of the fragment by the id that it has in the case type. */
  step: (id: string) => string
  /** A field of the case, for the input that is one. */
  field: (id: string) => string
  /** A team, role or template, for the input that is one. */
  name: (id: string) => string
}

/** A step of a fragment as it stands in a case type: expressions are left as they are, for they are read with the inputs. */
export function renameStep(step: StepDefinition, naming: Naming): StepDefinition {
  const { clock, recurs, startsOn, forEach } = step
  const settings = {
    id: naming.step(step.id),
    after: renameRule(step.after, naming),
    cancelWhen: renameRule(step.cancelWhen, naming),
    clock: clock && renameClock(clock, naming),
    recurs: recurs && renameRecurrence(recurs, naming),
    forEach: typeof forEach === 'object' && 'list' in forEach ? { ...forEach, list: naming.field(forEach.list) } : forEach,
    startsOn: startsOn && { ...startsOn, by: renameLength(startsOn.by, naming), before: startsOn.before && naming.field(startsOn.before), after: startsOn.after && naming.field(startsOn.after) },
  }
  return withoutAbsent({ ...renameOwn(step, naming), ...settings } as StepDefinition)
}

/** The words that only a step of its kind has. */
function renameOwn(step: StepDefinition, naming: Naming): StepDefinition {
  switch (step.kind) {
    case 'task': return { ...step, address: step.address && { ...step.address, url: renamePlaceHolders(step.address.url, naming.field) }, for: renameFor(step.for, naming), notWhoDid: renameSteps(step.notWhoDid, naming), fields: step.fields && renameFields(step.fields, naming) }
    case 'message': return { ...step, template: naming.name(step.template), approve: step.approve && naming.name(step.approve), for: renameFor(step.for, naming), notWhoDid: renameSteps(step.notWhoDid, naming) }
    case 'effect': return { ...step, do: step.do.map((action) => renameAction(action, naming)) }
    case 'wait': return { ...step, until: step.until && naming.field(step.until) }
    case 'stage': return { ...step, next: step.next?.map((next) => ({ ...next, stage: naming.step(next.stage) })), steps: step.steps.map((inner) => renameStep(inner, naming)) }
    case 'use': return { ...step, with: step.with && renameInputs(step.with, naming), next: step.next?.map((next) => ({ ...next, stage: naming.step(next.stage) })) }
    default: return step
  }
}

/** A name that was given to the fragment around is handed on; expressions are read with its inputs. */
function renameInputs(given: NonNullable<UseStep['with']>, naming: Naming): UseStep['with'] {
  return Object.fromEntries(Object.entries(given).map(([id, value]) => [id, typeof value === 'string' ? naming.name(value) : value]))
}

function renameRule<Written extends Rule | undefined>(rule: Written, naming: Naming): Written
function renameRule(rule: Rule | undefined, naming: Naming): Rule | undefined {
  if (rule === undefined) return undefined
  if (typeof rule === 'string') return renameEvent(rule, naming)
  if (Array.isArray(rule)) return rule.map((part) => renameRule(part, naming))
  if ('all' in rule) return { ...rule, all: rule.all.map((part) => renameRule(part, naming)) }
  if ('any' in rule) return { ...rule, any: rule.any.map((part) => renameRule(part, naming)) }
  return { ...rule, on: renameRule(rule.on, naming) }
}

/** Of the case and of what is outside a fragment speaks as everyone does; else only of its own steps. */
function renameEvent(event: string, naming: Naming): string {
  const dot = event.indexOf('.')
  const subject = dot < 0 ? event : event.slice(0, dot)
  return subject === 'case' || subject === 'outside' ? event : naming.step(subject) + (dot < 0 ? '' : event.slice(dot))
}

function renameClock<Clock extends ClockSettings>(clock: Clock, naming: Naming): Clock {
  const notice = clock.extend?.noticeBeforeDue
  return clock.extend && notice !== undefined ? { ...clock, extend: { ...clock.extend, noticeBeforeDue: naming.step(notice) } } : clock
}

function renameRecurrence(recurs: Recurrence, naming: Naming): Recurrence {
  const { every, until } = recurs
  const event = until?.event === undefined ? {} : { event: renameRule(until.event, naming) }
  const date = until?.date === undefined ? {} : { date: naming.field(until.date) }
  return { ...recurs, every: renameLength(every, naming), ...(until ? { until: { ...until, ...event, ...date } } : {}) }
}

function renameLength(length: LengthByField, naming: Naming): LengthByField {
  return 'by' in length ? { ...length, by: naming.field(length.by) } : length
}

function renameFor(forWhom: ForWhom | undefined, naming: Naming): ForWhom | undefined {
  if (forWhom === undefined) return undefined
  return Array.isArray(forWhom) ? forWhom.map((rule) => renameHolder(rule, naming)) : renameHolder(forWhom, naming)
}

function renameHolder<Rule extends 'owner' | AllocationRule>(rule: Rule, naming: Naming): Rule
function renameHolder(rule: 'owner' | AllocationRule, naming: Naming): 'owner' | AllocationRule {
  if (typeof rule !== 'object' || 'person' in rule) return rule
  if ('leastLoaded' in rule) return { leastLoaded: renameGroup(rule.leastLoaded, naming) }
  return 'roundRobin' in rule ? { roundRobin: renameGroup(rule.roundRobin, naming) } : renameGroup(rule, naming)
}

function renameGroup(group: Group, naming: Naming): Group {
  return 'team' in group ? { team: naming.name(group.team) } : { role: naming.name(group.role) }
}

function renameSteps(steps: string | string[] | undefined, naming: Naming): string | string[] | undefined {
  return typeof steps === 'string' ? naming.step(steps) : steps?.map(naming.step)
}

function renameFields(fields: Record<string, FieldDefinition>, naming: Naming): Record<string, FieldDefinition> {
  return Object.fromEntries(Object.entries(fields).map(([id, field]) => [id, field.writes === undefined ? field : { ...field, writes: naming.field(field.writes) }]))
}

function renameAction(action: EffectAction, naming: Naming): EffectAction {
  if ('set' in action) return { set: Object.fromEntries(Object.entries(action.set).map(([field, value]) => [naming.field(field), value])) }
  if ('assign' in action) return { assign: renameHolder(action.assign, naming) }
  if ('startRecurrence' in action) return { startRecurrence: naming.step(action.startRecurrence) }
  if ('endRecurrence' in action) return { endRecurrence: naming.step(action.endRecurrence) }
  return 'link' in action ? { link: { ...action.link, case: naming.field(action.link.case) } } : action
}

function withoutAbsent<Thing extends object>(thing: Thing): Thing {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined)) as Thing
}
