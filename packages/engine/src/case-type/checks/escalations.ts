import type { EscalationAction } from '../../clocks/escalation.ts'
import type { CaseType, Finding } from '../case-type.ts'
import { wrong, type Checking } from './checking.ts'
import { writtenClocks } from './clock-places.ts'

/** An escalation starts only what the path does not start itself, and speaks at a moment that its clock has. */
export function checkEscalations(checking: Checking): Finding[] {
  return writtenClocks(checking).flatMap(({ name, settings, place }) =>
    (settings.escalate ?? []).flatMap((point, at) => {
      const here = `${place}.escalate[${at}]`
      const never = point.at === 'warning' && settings.warn === undefined ? [wrong(`${here}.at`, `${name} has no warning, so this never speaks.`, 'Give the clock a `warn`, or say at: due.')] : []
      return [...never, ...point.do.flatMap((action, index) => inAction(action, `${here}.do[${index}]`, checking.caseType))]
    }))
}

function inAction(action: EscalationAction, place: string, { steps, step }: CaseType): Finding[] {
  const part = 'start' in action ? 'start' : 'addTask'
  const id = 'start' in action ? action.start : 'addTask' in action && typeof action.addTask === 'string' ? action.addTask : undefined
  if (id === undefined) return []
  const choices = steps.filter(({ onDemand, kind }) => onDemand && (part === 'start' || kind === 'task')).map((one) => one.id)
  if (choices.includes(id)) return []
  const remedy = choices.length > 0 ? `Name one of ${choices.join(', ')}${part === 'addTask' ? ', or say { name: … }' : ''}.` : `Say onDemand: true on the step${part === 'addTask' ? ', or { name: … } here' : ''}.`
  return [wrong(`${place}.${part}`, Object.hasOwn(step, id) ? `${id} is not a ${part === 'start' ? 'step' : 'task'} on demand.` : `There is no step ${id}.`, remedy)]
}
