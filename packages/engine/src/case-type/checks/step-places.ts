import type { CaseTypeDefinition } from '../definition.ts'
import type { StepDefinition } from '../step-definition.ts'

/** Where each step is written, as `steps[0].steps[1]`: by its definition, because two steps may share an id. */
export function stepPlaces({ steps }: CaseTypeDefinition): Map<StepDefinition, string> {
  const places = new Map<StepDefinition, string>()
  addPlaces(steps, 'steps', places)
  return places
}

function addPlaces(steps: StepDefinition[], around: string, places: Map<StepDefinition, string>): void {
  for (const [index, step] of steps.entries()) {
    const place = `${around}[${index}]`
    places.set(step, place)
    if (step.kind === 'stage') addPlaces(step.steps, `${place}.steps`, places)
  }
}
