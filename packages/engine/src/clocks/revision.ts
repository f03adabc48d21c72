import type { Allowance } from './allowance.ts'
import type { ClockLedger } from './clock.ts'

/** A target set by hand: a length from the original start, a day, or for a clock that counts time a moment. */
export type RevisedTarget = { allow: Allowance; on?: undefined; dueAt?: undefined } | { on: string; allow?: undefined; dueAt?: undefined } | { dueAt: string; allow?: undefined; on?: undefined }

/** Who may revise a target by hand, and within what it stays. */
export interface RevisionRule {
  /** Roles that may; absent means everyone who works cases. */
  roles?: string[]
  /** A clock of the case whose due date it may not pass. */
  within?: string
  /** It may run past the clocks of the stages around it. */
  mayPassStage?: boolean
}

/** The rule of a clock that may be revised: a landlord's own, where its type lets people. */
export function findRevisionRule({ terms: { basis, revise } }: Pick<ClockLedger, 'terms'>): RevisionRule | undefined {
  if (!revise || basis !== 'landlord') return undefined
  return revise === true ? {} : revise
}
