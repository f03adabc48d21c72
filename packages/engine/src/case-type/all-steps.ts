import type { StepDefinition } from './step-definition.ts'

/** Every step, depth first, in the order written. */
export function allSteps(steps: StepDefinition[]): StepDefinition[] {
  return steps.flatMap((step) => (step.kind === 'stage' ? [step, ...allSteps(step.steps)] : [step]))
}
