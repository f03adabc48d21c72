import type { DatedValue } from '../definition.ts'
import type { Finding } from '../case-type.ts'
import { doubtful, wrong, type Checking } from './checking.ts'

/** A value of a list can be chosen on some day at least: it does not end before it begins, nor before the first case of the type. */
export function checkDatedValues({ caseType: { definition } }: Checking): Finding[] {
  const { lists = {}, effectiveFrom } = definition
  return Object.entries(lists).flatMap(([list, values]) => values.flatMap((value, index) => neverInForce(value, { place: `lists.${list}[${index}].until`, effectiveFrom })))
}

function neverInForce({ id, from, until }: DatedValue, { place, effectiveFrom }: { place: string; effectiveFrom?: string }): Finding[] {
  if (until === undefined) return []
  if (from !== undefined && until < from) return [wrong(place, `The value ${id} ends on ${until}, before it begins on ${from}, so nobody could ever choose it.`, 'Write the last day on which it can be chosen, or leave until out.')]
  if (effectiveFrom !== undefined && until < effectiveFrom) return [doubtful(place, `The value ${id} ends on ${until}, before the first case of this type is opened on ${effectiveFrom}.`, 'Take the value out.')]
  return []
}
