import type { CaseType, Finding } from './case-type.ts'
import { compileWhatCanBe } from './compile-case-type.ts'
import type { CaseTypeDefinition } from './definition.ts'
import type { Check, KnownNames } from './checks/checking.ts'
import { checkAddresses } from './checks/addresses.ts'
import { checkAdvice } from './checks/advice.ts'
import { checkAllocation } from './checks/allocation.ts'
import { checkAssessments } from './checks/assessments.ts'
import { checkClockFit } from './checks/clock-fit.ts'
import { checkClockKinds } from './checks/clock-kinds.ts'
import { checkClockSettings } from './checks/clock-settings.ts'
import { checkDatedValues } from './checks/dated-values.ts'
import { checkDecisions } from './checks/decisions.ts'
import { checkElements } from './checks/elements.ts'
import { checkEscalations } from './checks/escalations.ts'
import { checkExtensions } from './checks/extensions.ts'
import { checkFourEyes } from './checks/four-eyes.ts'
import { checkIds } from './checks/ids.ts'
import { checkKnownNames } from './checks/known-names.ts'
import { checkLetters } from './checks/letters.ts'
import { checkLoops } from './checks/loops.ts'
import { checkNeededFields } from './checks/needed-fields.ts'
import { checkNextStages } from './checks/next-stages.ts'
import { checkParties } from './checks/parties.ts'
import { checkPlannedStarts } from './checks/planned-starts.ts'
import { checkNeverLive } from './checks/never-live.ts'
import { checkOpenings } from './checks/openings.ts'
import { checkReasons } from './checks/reasons.ts'
import { checkReachability } from './checks/reachability.ts'
import { checkRequired } from './checks/required.ts'
import { checkStageOutcomes } from './checks/stage-outcomes.ts'
import { checkStrands } from './checks/strands.ts'
import { checkSubjects } from './checks/subjects.ts'
import { checkWrittenValues } from './checks/written-values.ts'

export type { KnownNames } from './checks/checking.ts'

const checks: Check[] = [
  checkAddresses, checkAdvice,
  checkAssessments, checkClockSettings, checkNeverLive, checkReasons,
  checkSubjects, checkOpenings, checkIds, checkDatedValues, checkKnownNames, checkWrittenValues, checkReachability, checkRequired, checkDecisions, checkLoops, checkClockFit, checkClockKinds, checkExtensions, checkEscalations, checkAllocation, checkFourEyes, checkNeededFields, checkLetters, checkPlannedStarts, checkNextStages, checkStageOutcomes, checkElements, checkParties, checkStrands,
]

/**
 * Everything doubtful in a case type that compiles, each finding with its place and a remedy; errors stop its publication.
 * `known` names what the landlord has; what it leaves out is not checked.
 */
export function checkCaseType(caseType: CaseType, known: KnownNames = {}): Finding[] {
  const placeOf = (step: CaseType['steps'][number], part?: string) => `${caseType.places.get(step.definition) ?? step.id}${part === undefined ? '' : `.${part}`}`
  return checks.flatMap((check) => check({ caseType, known, placeOf }))
}

/**
 * Everything wrong with a definition and everything doubtful in it, at once: what stops it from being compiled, and what the checks
 * see in the rest. What follows from a fault that was named is not named. The case type is absent when it cannot be worked with.
 */
export function examineCaseType(definition: CaseTypeDefinition, known: KnownNames = {}): { caseType?: CaseType; findings: Finding[] } {
  const { caseType, findings } = compileWhatCanBe(definition)
  const further = checkCaseType(caseType, known).filter(({ place }) => !findings.some((named) => isAround(named.place, place)))
  const all = [...findings, ...further]
  return findings.some(({ severity }) => severity === 'error') ? { findings: all } : { caseType, findings: all }
}

/** Whether two places are one, or one lies in the other, as `steps[0].after.any[1]` does in `steps[0].after`. */
export function isAround(one: string, other: string): boolean {
  const [outer, inner] = one.length < other.length ? [one, other] : [other, one]
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`)
}
