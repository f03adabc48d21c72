import { findEarlierAssessment } from '../assessments/change.ts'
import { scoreAnswers, type Score } from '../assessments/score.ts'
import { getStep } from '../case-type/case-type.ts'
import type { BandDefinition } from '../case-type/assessment-definition.ts'
import type { Answers, AssessmentResult } from '../case/event.ts'
import type { Item } from '../case/state.ts'
import type { Turn } from '../case/turn.ts'
import { choicesAt, refuse, type Refusal } from '../refusal.ts'
import { warn } from '../settle/expression-scope.ts'
import { questionReader } from './answers.ts'
import { refuseOtherRoles, refuseReason, type Situation } from './situation.ts'

/** What somebody says of a task as it is completed. */
export interface Completion {
  outcome?: string
  fields?: Answers
  notes?: string
  override?: BandOverride
}

/** Another band than that of the answers, by professional judgement. */
export interface BandOverride {
  band: string
  reason: string
}

/** What the assessment that a task does comes to; undefined of a task that is none, and of an import that says neither band nor answers. */
export function assess(turn: Turn, item: Item, { outcome, fields = {}, override }: Completion): AssessmentResult | undefined {
  const { assessment } = getStep(turn.context.caseType, item.step)
  if (!assessment) return undefined
  const { id } = assessment.definition
  const { score, band: scored, warning } = scoreOf(turn, item, fields)!
  if (warning !== undefined) warn(turn, { place: `assessments.${id}.total`, source: assessment.total?.source ?? '', warning })
  const band = override?.band ?? outcome ?? scored?.id
  if (band === undefined) return undefined
  const before = findEarlierAssessment(turn.state, id, item)
  return {
    id, score, scoredBand: scored?.id, band,
    ...(band === scored?.id ? {} : { reason: override?.reason.trim() ?? 'As it was recorded elsewhere.' }),
    ...(before?.assessment ? { before: { item: before.id, score: before.assessment.score, band: before.assessment.band } } : {}),
  }
}

/** Why the answers, and the band that somebody chose in their place, do not complete the assessment. */
export function refuseAssessment(turn: Turn, item: Item, { completion: { outcome, fields = {}, override }, situation }: { completion: Completion; situation: Situation }): Refusal | undefined {
  const { assessment } = getStep(turn.context.caseType, item.step)
  if (!assessment) return override && refuse('override-invalid', `${item.name} is no assessment, so it has no band.`, { remedy: 'Leave override out.' })
  const { bands } = assessment.definition
  const score = scoreOf(turn, item, fields)!
  const at = choicesAt('override.band', bands.filter(({ id }) => id !== score.band?.id))
  if (override === undefined) {
    if (!score.band) return refuse('assessment-not-scored', `The score of ${item.name} cannot be worked out: ${score.warning}.`, { at, remedy: 'Correct the answers, or choose the band yourself and say why.' })
    return outcome === undefined || outcome === score.band.id ? undefined : refuse('outcome-unknown', `${item.name} ends with the band of its answers, ${score.band.name}.`, { at, remedy: 'Leave the outcome out; for another band give override, with a reason.' })
  }
  const band = bands.find(({ id }) => id === override.band)
  if (!band || band.id === score.band?.id) return refuse('override-invalid', band ? `${band.name} is the band of the answers already.` : `${assessment.definition.name} has no band ${override.band}.`, { at, remedy: 'Choose another band, or leave override out.' })
  return refuseReason(override.reason, 'Another band') ?? refuseDirection(situation, { assessment: assessment.definition, score, band })
}

/** Who may raise or lower a band. Where the answers give none, whoever does the task must be able to say it. */
function refuseDirection(situation: Situation, { assessment: { override, bands, name }, score, band }: { assessment: { override?: false | { up?: false | string[]; down?: false | string[] }; bands: BandDefinition[]; name: string }; score: Score; band: BandDefinition }): Refusal | undefined {
  if (!score.band) return undefined
  const direction = bands.indexOf(band) > bands.indexOf(score.band) ? 'up' : 'down'
  const allowed = override === false ? false : override?.[direction]
  if (allowed === false) return refuse('narrowed-by-type', `The band of ${name} is not changed ${direction} by hand.`, { remedy: 'Leave override out.' })
  return refuseOtherRoles(situation, allowed)
}

function scoreOf(turn: Turn, item: Item, answers: Answers): Score | undefined {
  const step = getStep(turn.context.caseType, item.step)
  const reads = questionReader(turn, item, answers)
  return step.assessment && scoreAnswers(step.assessment, answers, (question) => step.fields[question]?.showWhen === undefined || reads(question, 'showWhen'))
}
