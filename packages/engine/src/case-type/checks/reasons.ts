import type { Finding } from '../case-type.ts'
import type { Narrowing } from '../definition.ts'
import { doubtful, type Checking } from './checking.ts'

/** Reasons are there to be chosen. A reason to hold that stops no clock is no fault: the work stops all the same. */
export function checkReasons({ caseType: { definition } }: Checking): Finding[] {
  const { holdReasons = [], reasons = {}, allow } = definition
  const unused = Object.entries(narrowed).filter(([act, action]) => reasons[act as keyof typeof narrowed] && allow?.[action] === false)
  const toHold = allow?.hold === false ? holdReasons.map(({ name }, index) => doubtful(`holdReasons[${index}]`, `Nobody can use the reason ${name}: no case of this type may be put on hold.`, 'Take it out, or take hold: false out of allow.')) : []
  return [...toHold, ...unused.map(([act, action]) => doubtful(`reasons.${act}`, `Nobody can choose from these reasons: allow says ${action}: false.`, `Take them out, or take ${action}: false out of allow.`))]
}

const narrowed = { cancel: 'cancel', reopen: 'reopen', redo: 'redo', restart: 'redo' } as const satisfies Record<string, keyof Narrowing>
