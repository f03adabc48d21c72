import type { Finding } from './case-type.ts'
import type { CaseTypeDefinition } from './definition.ts'
import { isNameInput, type FragmentDefinition } from './fragment.ts'
import { renameStep, type Naming } from './rename-step.ts'
import type { StageStep, StepDefinition, UseStep } from './step-definition.ts'

/** One use of a fragment, by the stage that it became. */
export interface FragmentUse {
  use: UseStep
  fragment: FragmentDefinition
  /** Where the fragment is written, as `fragments[0]`. */
  place: string
  naming: Naming
}

export interface Expanded {
  /** The path with a stage in place of each use. */
  steps: StepDefinition[]
  uses: Map<StepDefinition, FragmentUse>
  /** The ids of uses whose fragment is not there. */
  unread: Set<string>
  findings: Finding[]
}

/** Puts in place of each use of a fragment a stage that holds its steps: what runs is only stages and what they hold. */
export function expandUses({ steps, fragments = [] }: CaseTypeDefinition): Expanded {
  const expanded: Expanded = { steps: [], uses: new Map(), unread: new Set(), findings: [] }
  expanded.steps = expandSteps(steps, { place: 'steps', fragments, expanded, around: [], naming: asWritten })
  return expanded
}

interface Expanding {
  place: string
  fragments: FragmentDefinition[]
  expanded: Expanded
  /** The fragments in which these steps stand, outermost first. */
  around: string[]
  naming: Naming
}

const same = (id: string) => id
const asWritten: Naming = { step: same, field: same, name: same }

function expandSteps(steps: StepDefinition[], context: Expanding): StepDefinition[] {
  if (!steps.some(holdsUse)) return steps
  return steps.map((step, index) => {
    const place = `${context.place}[${index}]`
    if (step.kind === 'use') return stageFor(step, { ...context, place })
    return step.kind === 'stage' ? { ...step, steps: expandSteps(step.steps, { ...context, place: `${place}.steps` }) } : step
  })
}

function holdsUse(step: StepDefinition): boolean {
  return step.kind === 'use' || (step.kind === 'stage' && step.steps.some(holdsUse))
}

function stageFor(use: UseStep, context: Expanding): StageStep {
  const { kind: _kind, fragment: id, version, with: _with, ...settings } = use
  const at = context.fragments.findIndex((one) => one.id === id && one.version === version)
  const fragment = context.fragments[at]
  const fault = faultOf(use, fragment, context)
  if (fault) context.expanded.findings.push(fault)
  if (!fragment) context.expanded.unread.add(use.id)
  if (!fragment || fault) return { ...settings, kind: 'stage', outcomes: fragment?.outcomes, steps: [] }
  const place = `fragments[${at}]`
  const naming = namingOf(use, fragment, context.naming)
  const inside = fragment.steps.map((step) => renameStep(step, naming))
  const stage: StageStep = {
    ...settings, kind: 'stage', guidance: use.guidance ?? fragment.guidance, outcomes: fragment.outcomes,
    steps: expandSteps(inside, { ...context, place: `${place}.steps`, around: [...context.around, id], naming }),
  }
  context.expanded.uses.set(stage, { use, fragment, place, naming })
  return stage
}

function faultOf({ name, fragment: id, version, with: given = {} }: UseStep, fragment: FragmentDefinition | undefined, { place, fragments, around }: Expanding): Finding | undefined {
  const wrong = (where: string, message: string, remedy: string): Finding => ({ place: `${place}.${where}`, message, remedy, severity: 'error' })
  if (around.includes(id)) return wrong('fragment', `The fragment ${id} would use itself.`, 'Use another, or write its steps out.')
  const versions = fragments.filter((one) => one.id === id).map((one) => one.version)
  if (!fragment && versions.length > 0) return wrong('version', `There is no version ${version} of the fragment ${id}.`, `Use version ${versions.join(' or ')}.`)
  if (!fragment) return wrong('fragment', `There is no fragment ${id}, version ${version}.`, fragments.length === 0 ? 'Name one of the library or of the landlord, or write it under fragments.' : `Use one of ${fragments.map((one) => one.id).join(', ')}.`)
  const inputs = Object.keys(fragment.inputs ?? {})
  const unknown = Object.keys(given).find((input) => !inputs.includes(input))
  if (unknown !== undefined) return wrong(`with.${unknown}`, `${fragment.name} has no input ${unknown}.`, inputs.length === 0 ? 'Take it out: it has none.' : `Its inputs are ${inputs.join(', ')}.`)
  const missing = inputs.filter((input) => !Object.hasOwn(given, input))
  return missing.length === 0 ? undefined : wrong('with', `${name} does not say what ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'}.`, `Write with: { ${missing.map((input) => `${input}: …`).join(', ')} }.`)
}

/** Inside, a step goes by the id of the use and its own; an input stands for what the use binds it to. */
function namingOf({ id: prefix, with: given = {} }: UseStep, { inputs = {} }: FragmentDefinition, outer: Naming): Naming {
  const bound = (id: string) => (Object.hasOwn(given, id) ? String(given[id]) : undefined)
  return {
    step: (id) => `${prefix}-${id}`,
    field: (id) => outer.field(bound(id) ?? id),
    name: (id) => (inputs[id] && isNameInput(inputs[id]) ? bound(id) ?? id : id),
  }
}
