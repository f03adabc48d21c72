import type { AllocationRule } from '../allocation-rule.ts'
import type { EscalationAction, NewHolder, Recipient } from '../../clocks/escalation.ts'
import type { Checking } from './checking.ts'
import { writtenClocks } from './clock-places.ts'

type Kind = 'role' | 'team' | 'person'

/** Somebody who is named where work or news is given, and where. */
interface Named {
  kind: Kind
  name: string
  place: string
}

/** Every role, team or person that owners, tasks and escalations name. */
export function holdersNamed(checking: Checking, kind: Kind): Named[] {
  const { caseType, placeOf } = checking
  const owners = (caseType.definition.owner ?? []).flatMap((rule, index) => inRule(rule, `owner[${index}]`))
  const steps = caseType.steps.flatMap((step): Named[] => {
    const { definition } = step
    if (definition.kind === 'effect') return definition.do.flatMap((action, index) => ('assign' in action ? inRule(action.assign, placeOf(step, `do[${index}]`)) : []))
    if (!('for' in definition) || definition.for === undefined) return []
    return Array.isArray(definition.for) ? definition.for.flatMap((rule, index) => inRule(rule, placeOf(step, `for[${index}]`))) : inRule(definition.for, placeOf(step, 'for'))
  })
  return [...owners, ...steps, ...inEscalations(checking)].filter((named) => named.kind === kind)
}

function inRule(rule: 'owner' | AllocationRule, place: string): Named[] {
  if (typeof rule === 'string') return []
  if ('leastLoaded' in rule) return inRule(rule.leastLoaded, `${place}.leastLoaded`)
  return 'roundRobin' in rule ? inRule(rule.roundRobin, `${place}.roundRobin`) : inHolder(rule, place)
}

function inEscalations(checking: Checking): Named[] {
  return writtenClocks(checking).flatMap(({ settings, place }) =>
    (settings.escalate ?? []).flatMap((point, at) => point.do.flatMap((action, index) => inAction(action, `${place}.escalate[${at}].do[${index}]`))))
}

function inAction(action: EscalationAction, place: string): Named[] {
  if ('notify' in action) return [action.notify].flat().flatMap((to) => inRecipient(to, place))
  if ('reassign' in action) return inHolder(action.reassign, place)
  return 'addTask' in action && typeof action.addTask === 'object' && action.addTask.for !== undefined ? inHolder(action.addTask.for, place) : []
}

/** Whoever owns the case and whoever manages them are named without a role. */
function inRecipient(to: Recipient, place: string): Named[] {
  return to === 'owner' || to === 'manager' ? [] : inHolder(to, place)
}

function inHolder(to: NewHolder, place: string): Named[] {
  if (typeof to === 'string') return [{ kind: 'role', name: to, place }]
  if ('person' in to) return [{ kind: 'person', name: to.person, place: `${place}.person` }]
  return 'team' in to ? [{ kind: 'team', name: to.team, place: `${place}.team` }] : [{ kind: 'role', name: to.role, place: `${place}.role` }]
}
