import { isUnfinished, type CaseState } from '../case/state.ts'
import { record, type Turn } from '../case/turn.ts'
import type { Refusal } from '../refusal.ts'
import type { CommandOf } from './command.ts'

/** At the end of a leave: what came to the cover goes back, unless it is done or somebody was given it by hand since. */
export function handBack(turn: Turn, { to: person, reason }: CommandOf<'hand-back'>): Refusal | undefined {
  const to = { kind: 'person' as const, id: person }
  if (turn.state.ownerCoversFor === person) record(turn, 'owner-assigned', { owner: to, reason, handedBack: true })
  for (const item of coveredFor(turn.state, person)) record(turn, 'task-assigned', { item: item.id, step: item.step, assignee: to, reason, handedBack: true })
  return undefined
}

function coveredFor({ items }: CaseState, person: string) {
  return Object.values(items).filter((item) => item.coverFor === person && isUnfinished(item))
}
