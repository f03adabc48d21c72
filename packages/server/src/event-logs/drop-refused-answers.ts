import type { CaseHistory, HistoryResult } from '../cases/run-commands.ts'
import type { PlannedCase } from './plan-case.ts'

export type WholePlan = PlannedCase & { history: CaseHistory }

/** The plan without the answers that the engine did not take, each told with its line; undefined where nothing was refused for an answer of the log. */
export function dropRefusedAnswers(plan: WholePlan, result: HistoryResult | undefined): WholePlan | undefined {
  const { newCase } = plan.history
  if (result?.kind !== 'refused' || result.step !== -1 || result.refusal.refused !== 'fields-invalid' || newCase === undefined) return undefined
  const answers = new Map(Object.entries(newCase.fields ?? {}))
  const refused = (result.refusal.at ?? []).filter(({ place }) => answers.has(place))
  if (refused.length === 0) return undefined
  const warnings = refused.map(({ place, words }) => ({ line: plan.logCase.line, reason: `"${String(answers.get(place)).slice(0, 40)}" cannot be kept. ${words}` }))
  for (const { place } of refused) answers.delete(place)
  return { ...plan, history: { ...plan.history, newCase: { ...newCase, fields: Object.fromEntries(answers) } }, warnings }
}
