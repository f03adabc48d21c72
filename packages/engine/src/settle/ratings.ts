import { isRated, type ClockRule } from '../case-type/case-type.ts'
import type { Allowance } from '../clocks/allowance.ts'
import type { CaseClock, CaseState } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import { readExpression } from './expression-scope.ts'

/** What a clock goes by comes to, and how long it then allows. */
export interface Rating {
  allow: Allowance
  /** For severity emergency. Absent where the length is the same for all. */
  why?: string
}

/** How long a rule allows as the case stands; undefined where it has no target for that. */
export function findRating(turn: Turn, rule: ClockRule): Rating | undefined {
  const { allow } = rule
  if (!isRated(allow)) return { allow }
  const value = allow.by === undefined ? turn.state.priority : readExpression(turn, allow.by, { place: `${rule.id}.allow.by` })
  const found = allow.targets.get(String(value)) ?? allow.otherwise
  return found && { allow: found, why: `for ${allow.name} ${value === null ? 'not known' : String(value)}` }
}

/** Why a clock was withdrawn that has no target as things stand. */
export const noTarget = 'it has no target as the case is rated'

/**
 * A clock whose length goes by something that has changed is given its target anew, counted from its original start; one that has none
 * any more is withdrawn, and runs on once it has one again (semantics 31).
 */
export function rateClock(turn: Turn, { rule, clock, runOn }: { rule: ClockRule; clock: CaseClock; runOn: (clock: CaseClock) => void }): void {
  if (clock.stopped || (clock.withdrawn && clock.withdrawn.reason !== noTarget)) return
  const rating = findRating(turn, rule)
  if (rating && clock.withdrawn) runOn(clock)
  if (!rating && !clock.withdrawn) record(turn, 'clock-withdrawn', { clock: clock.id, reason: noTarget })
  if (rating?.why && !isSame(ratedLength(turn.state, clock.id), rating.allow)) record(turn, 'clock-rated', { clock: clock.id, rule: rule.id, allow: rating.allow, why: rating.why })
}

/** The length that it was last rated at; a target set by hand since is none. */
function ratedLength({ clocks }: CaseState, id: string): Allowance {
  const { terms, targets = [] } = clocks[id]!
  return targets.findLast(({ how }) => how === 'rated')?.allow ?? terms.allow
}

function isSame(one: Allowance, other: Allowance): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
