import type { Finding } from '../case-type.ts'
import type { MessageStep } from '../step-definition.ts'
import { wrong, type Checking } from './checking.ts'

/** A letter that goes by itself has no person in it, so nobody can approve it; and it goes to somebody who can take part. */
export function checkLetters({ caseType, placeOf }: Checking): Finding[] {
  return caseType.steps.flatMap((step): Finding[] => {
    const { definition, name } = step
    if (definition.kind !== 'message') return []
    const approved = definition.automatic === true && definition.approve !== undefined
    return [
      ...(approved ? [wrong(placeOf(step, 'automatic'), `${name} goes out by itself, and yet someone has to approve it.`, 'Leave out automatic, or approve.')] : []),
      ...checkAddressee(definition, placeOf(step, 'to'), caseType.definition.parties?.map(({ id }) => id)),
    ]
  })
}

/** Where the case type does not say in which roles people take part, it may be any. */
function checkAddressee({ name, to }: MessageStep, place: string, roles: string[] | undefined): Finding[] {
  if (to === undefined || !roles || roles.includes(to)) return []
  return [wrong(place, `${name} goes to each ${to}, and nobody takes part as that.`, roles.length === 0 ? 'Add the role to parties, or take to out.' : `Use one of ${roles.join(', ')}, or add it to parties.`)]
}
