import type { Finding } from '../case-type.ts'
import { wrong, type Checking } from './checking.ts'

/** Four eyes are on another step that a person does: nobody can be other than themselves, and what happens by itself was done by nobody. */
export function checkFourEyes({ caseType, placeOf }: Checking): Finding[] {
  return caseType.steps.flatMap((step) => step.notWhoDid.flatMap((id) => {
    const other = caseType.step[id]
    if (!other || (other !== step && (other.kind === 'task' || other.kind === 'message'))) return []
    const why = other === step ? `${step.name} could be done by nobody after its first run` : `${other.name} is a ${other.kind}, which nobody does`
    return [wrong(placeOf(step, 'notWhoDid'), `${why}.`, 'Name another task or letter.')]
  }))
}
