import type { Finding } from '../case-type.ts'
import { wrong, type Checking } from './checking.ts'

/** A case whose role needs more people than it may have could never close. */
export function checkParties({ caseType: { definition } }: Checking): Finding[] {
  return (definition.parties ?? []).flatMap(({ name, atLeast = 0, atMost = Infinity }, index) =>
    (atLeast > atMost ? [wrong(`parties[${index}].atLeast`, `A case needs at least ${atLeast} as ${name}, and may have at most ${atMost}.`, 'Ask for fewer, or allow more.')] : []))
}
