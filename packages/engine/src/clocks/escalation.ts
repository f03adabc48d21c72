import type { LinkType } from '../case/link.ts'
import type { Allowance } from './allowance.ts'

/** Who is told: whoever owns the case, the owner's manager, everyone of a role, of a team, or one person. */
export type Recipient = 'owner' | 'manager' | (string & {}) | { role: string } | { team: string } | { person: string }

/** Whom something is given to: a role by its name, or a role, team or person. */
export type NewHolder = string | { role: string } | { team: string } | { person: string }

/**
 * What a clock does when it speaks. A notice comes in working hours unless it is urgent, with a digest once in the morning;
 * `addTask` is a task on demand, or one with a name of its own, `start` any step on demand, `open` another case.
 */
export type EscalationAction =
  | { notify: Recipient | Recipient[]; digest?: boolean; urgent?: boolean }
  | { raisePriority: true }
  | { reassign: NewHolder }
  | { addTask: string | { name: string; for?: NewHolder } }
  | { start: string }
  | { open: { caseType: string; link?: LinkType } }

/** A moment at which a clock speaks up: at its warning, when due, or so long after due. */
export interface EscalationPoint {
  at?: 'warning' | 'due'
  /** Counted from the due moment. */
  after?: Allowance
  /** How often: 3 is three times, each one `after` further. */
  repeat?: number
  do: EscalationAction[]
}

/** A holder as events say it. */
export function holderOf(to: NewHolder): { kind: 'person' | 'team' | 'role'; id: string } {
  if (typeof to === 'string') return { kind: 'role', id: to }
  if ('person' in to) return { kind: 'person', id: to.person }
  return 'team' in to ? { kind: 'team', id: to.team } : { kind: 'role', id: to.role }
}
