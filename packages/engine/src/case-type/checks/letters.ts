import type { Finding } from '../case-type.ts'
import { wrong, type Checking } from './checking.ts'

/** A letter that goes by itself has no person in it, so nobody can approve it. */
export function checkLetters({ caseType, placeOf }: Checking): Finding[] {
  return caseType.steps.flatMap((step): Finding[] => {
    const { definition, name } = step
    if (definition.kind !== 'message' || definition.automatic !== true || definition.approve === undefined) return []
    return [wrong(placeOf(step, 'automatic'), `${name} goes out by itself, and yet someone has to approve it.`, 'Leave out automatic, or approve.')]
  })
}
