import type { Advice } from '../case-type/case-type.ts'
import type { Turn } from '../case/turn.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { holds } from '../settle/expression-scope.ts'

/** What whoever starts a case is told by the answers so far; what others recorded, and what no person does, has nobody to advise. */
export function findAdvice(turn: Turn): Advice[] {
  if (turn.actor.kind !== 'person') return []
  return turn.context.caseType.advice.filter(({ when, place }) => holds(turn, when, { place }))
}

/** Some advice takes the place of a case. */
export function refuseAdvised(advice: Advice[]): Refusal | undefined {
  const instead = advice.filter(({ instead: only }) => only)
  if (instead.length === 0) return undefined
  return refuse('advised-instead', textsOf(instead).join('\n'), { remedy: 'Give this advice: there is to be no case.', advice: textsOf(advice.filter(({ instead: only }) => !only)) })
}

export function textsOf(advice: Advice[]): string[] {
  return advice.map(({ text }) => text)
}
