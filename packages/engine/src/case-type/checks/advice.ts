import type { Finding } from '../case-type.ts'
import { doubtful, wrong, type Checking } from './checking.ts'

/** Advice is given as a case is started: nothing has been done by then, and nothing is asked of whoever is told that there is to be no case. */
export function checkAdvice({ caseType: { advice, definition } }: Checking): Finding[] {
  const early = advice.flatMap(({ when, place }) => {
    const speaksOf = when?.steps[0] ?? (when?.usesStrands ? 'the strands' : when?.usesParties ? 'the parties' : undefined)
    return speaksOf === undefined ? [] : [wrong(place, `Advice is given before there is a case, and this reads ${speaksOf}.`, 'Read the fields of the case, or today.')]
  })
  const always = advice.findIndex(({ instead, when }) => instead && !when)
  return always < 0 || definition.steps.length === 1 ? early : [...early, doubtful(`advice[${always}].instead`, 'No case is ever opened, so its steps are never taken.', 'Say when, or leave one step.')]
}
