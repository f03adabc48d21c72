import type { CaseTypeDefinition } from '@casement/engine'
import { voidVisit } from './void-visit.ts'

/** The void visit in its next version: the visit is called an inspection, waits for the contractor, and nobody collects keys any more. */
export const inspection: CaseTypeDefinition = {
  ...voidVisit, version: 2, effectiveFrom: '2999-01-01',
  clocks: (voidVisit.clocks ?? []).map((clock) => ({ ...clock, stops: 'inspect.completed' })),
  steps: JSON.parse(JSON.stringify(voidVisit.steps.filter(({ id }) => id !== 'keys')).replaceAll('"visit', '"inspect').replace('"Visit the home",', '"Inspect the home","waitingOn":"contractor",')) as CaseTypeDefinition['steps'],
}

/** How its cases move there. */
export const toInspection = { map: { visit: 'inspect' }, choices: { keys: 'cancel' as const } }
