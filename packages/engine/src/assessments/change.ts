import type { CaseState, Item } from '../case/state.ts'

/** What became of an assessment since it was last done. */
export interface AssessmentChange {
  before: Item
  /** The questions that are answered otherwise now, in no order. */
  questions: string[]
}

/** The run in which the same assessment was last done before this one, whichever task did it, and of the same person or strand; an earlier version of a task that was redone is one. */
export function findEarlierAssessment({ items }: CaseState, assessment: string, item: Item): Item | undefined {
  const before = item.endedSeq !== undefined && item.assessment ? item.endedSeq : Number.POSITIVE_INFINITY
  const done = Object.values(items).filter((other) => other.id !== item.id && other.assessment?.id === assessment && other.endedSeq! < before && other.element?.id === item.element?.id)
  return done.reduce<Item | undefined>((last, other) => (last && last.endedSeq! > other.endedSeq! ? last : other), undefined)
}

/** What changed from the one before; undefined of the first. */
export function findAssessmentChange(state: CaseState, item: Item): AssessmentChange | undefined {
  const before = item.assessment && findEarlierAssessment(state, item.assessment.id, item)
  return before && { before, questions: changedAnswers(before.answers, item.answers) }
}

function changedAnswers(before: Item['answers'] = {}, after: Item['answers'] = {}): string[] {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...ids].filter((id) => JSON.stringify(before[id] ?? null) !== JSON.stringify(after[id] ?? null))
}
