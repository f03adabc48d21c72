import type { Finding } from '../case-type.ts'
import { doubtful, type Checking } from './checking.ts'

/** Reasons to hold are there to be used. One that stops no clock is no fault: the work stops all the same. */
export function checkHolds({ caseType: { definition } }: Checking): Finding[] {
  const { holdReasons = [], allow } = definition
  return allow?.hold === false ? holdReasons.map(({ name }, index) => doubtful(`holdReasons[${index}]`, `Nobody can use the reason ${name}: no case of this type may be put on hold.`, 'Take it out, or take hold: false out of allow.')) : []
}
