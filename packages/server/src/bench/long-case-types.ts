import type { CaseTypeDefinition, StepDefinition } from '@casement/engine'

const STEPS_OF_A_STAGE = 10

/** A procedure of so many steps, by tens, as people write them: stages one after another, in each a task, its decision, a letter, a wait, a point reached. */
export function longProcedure(length: number): CaseTypeDefinition {
  const last = length / STEPS_OF_A_STAGE - 1
  const stages = Array.from({ length: last + 1 }, (_, stage): StepDefinition => ({
    id: `stage-${stage}`, kind: 'stage', name: `Stage ${stage}`, after: stage === 0 ? undefined : `stage-${stage - 1}`,
    // The end of the path is a step, too.
    steps: Array.from({ length: STEPS_OF_A_STAGE - (stage === last ? 2 : 1) }, (_, place) => stepOfStage(stage, place)),
  }))
  return caseTypeOf('long-procedure', [...stages, { id: 'end', kind: 'finish', name: 'Ended', after: `stage-${last}` }])
}

function stepOfStage(stage: number, place: number): StepDefinition {
  const id = (at: number) => `step-${stage}-${at}`
  const settings = { id: id(place), name: `Step ${place} of stage ${stage}`, after: place === 0 ? undefined : id(place - 1) }
  switch (place % 5) {
    case 0: return { ...settings, kind: 'task', outcomes: ['yes', 'no'], clock: { allow: { workingDays: 2 } }, fields: { why: { text: {}, showWhen: 'size > 3' } } }
    case 1: return { ...settings, kind: 'decision', branches: [{ id: 'large', when: `size > ${place} and outcome("${id(place - 1)}") = "yes"` }], otherwise: { id: 'small' } }
    case 2: return { ...settings, kind: 'message', template: 'letter' }
    case 3: return { ...settings, kind: 'wait', lasts: { days: 3 } }
    default: return { ...settings, kind: 'milestone' }
  }
}

/** So many steps that happen by themselves, each after the one before: opening the case goes through all of them. */
export function longCascade(length: number): CaseTypeDefinition {
  const id = (at: number) => `step-${at}`
  const steps = Array.from({ length: length - 1 }, (_, place): StepDefinition => {
    const settings = { id: id(place), name: `Step ${place}`, after: place === 0 ? undefined : id(place - 1) }
    return place % 2 === 0 ? { ...settings, kind: 'decision', branches: [{ id: 'large', when: 'size > 3' }], otherwise: { id: 'small' } } : { ...settings, kind: 'milestone' }
  })
  return caseTypeOf('long-cascade', [...steps, { id: 'end', kind: 'finish', name: 'Ended', after: id(length - 2), outcome: 'done' }])
}

function caseTypeOf(id: string, steps: StepDefinition[]): CaseTypeDefinition {
  return {
    id, version: 1, name: id, reference: 'LP', about: 'none', calendar: 'england-and-wales', closureReasons: [{ id: 'done', name: 'Done' }],
    fields: { size: { number: { min: 0, max: 100 } } }, steps,
  }
}
