import type { CaseType, Finding } from './case-type.ts'
import type { Check, KnownNames } from './checks/checking.ts'
import { checkClockFit } from './checks/clock-fit.ts'
import { checkDatedValues } from './checks/dated-values.ts'
import { checkDecisions } from './checks/decisions.ts'
import { checkExtensions } from './checks/extensions.ts'
import { checkFourEyes } from './checks/four-eyes.ts'
import { checkIds } from './checks/ids.ts'
import { checkKnownNames } from './checks/known-names.ts'
import { checkLoops } from './checks/loops.ts'
import { checkReachability } from './checks/reachability.ts'
import { checkRequired } from './checks/required.ts'
import { checkSubjects } from './checks/subjects.ts'
import { checkWrittenValues } from './checks/written-values.ts'
import { stepPlaces } from './checks/step-places.ts'

export type { KnownNames } from './checks/checking.ts'

const checks: Check[] = [checkSubjects, checkIds, checkDatedValues, checkKnownNames, checkWrittenValues, checkReachability, checkRequired, checkDecisions, checkLoops, checkClockFit, checkExtensions, checkFourEyes]

/**
 * Everything doubtful in a case type that compiles, each finding with its place and a remedy; errors stop its publication.
 * `known` names what the landlord has; what it leaves out is not checked.
 */
export function checkCaseType(caseType: CaseType, known: KnownNames = {}): Finding[] {
  const places = stepPlaces(caseType.definition)
  const placeOf = (step: CaseType['steps'][number], part?: string) => `${places.get(step.definition) ?? step.id}${part === undefined ? '' : `.${part}`}`
  return checks.flatMap((check) => check({ caseType, known, placeOf }))
}
