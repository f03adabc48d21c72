import { lengthWords } from '../../clocks/clock-words.ts'
import type { Finding } from '../case-type.ts'
import { isLonger } from './clock-fit.ts'
import { doubtful, wrong, type Checking } from './checking.ts'
import { writtenClocks } from './clock-places.ts'

/** A clock warns before it is due, and says where a limit of law or code is written. */
export function checkClockSettings(checking: Checking): Finding[] {
  // A clock that counts from a date may warn before that date: it is known beforehand.
  const limits = writtenClocks(checking).flatMap(({ name, settings: { allow, warn, ...more }, place }) => {
    const lengths = 'targets' in allow ? Object.values(allow.targets) : [allow]
    if (warn === undefined || 'at' in more || !lengths.every((length) => isLonger(warn, length))) return []
    return [wrong(`${place}.warn`, `${name} would warn ${lengthWords(warn)} before it is due, and allows only ${lengths.map(lengthWords).join(' or ')}.`, 'Warn later, or allow more.')]
  })
  return [...limits, ...unfounded(checking)]
}

/** Everyone sees the badge of law or code; who asks where it is written must find it. */
function unfounded(checking: Checking): Finding[] {
  const { caseType, placeOf } = checking
  const clocks = writtenClocks(checking).map(({ name, settings, place }) => ({ name, place, ...settings }))
  const waits = caseType.steps.flatMap((step) => (step.definition.kind === 'wait' ? [{ name: step.name, place: placeOf(step), basis: step.definition.basis, source: step.definition.source, extend: undefined }] : []))
  return [...clocks, ...waits].flatMap(({ name, basis, source, extend, place }) => {
    if (basis !== 'law' && basis !== 'code') return []
    return [
      ...(source === undefined ? [doubtful(`${place}.basis`, `${name} is said to be ${basis}, but not where that is written.`, 'Add source, or write basis: landlord.')] : []),
      ...(extend && extend.source === undefined ? [doubtful(`${place}.extend`, `${name} is ${basis} and can be extended, but not said is where that is allowed.`, 'Add source to extend, or take extend out.')] : []),
    ]
  })
}
