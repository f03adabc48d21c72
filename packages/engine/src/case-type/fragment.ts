import type { DatedValue, ListValue } from './definition.ts'
import type { StepDefinition } from './step-definition.ts'

/** A piece of path for several case types, one version of it: its steps, and what each use of it has to say. Data, never code. */
export interface FragmentDefinition {
  id: string
  version: number
  name: string
  guidance?: string
  sources?: { name: string; where?: string }[]
  /** All that its steps may know of the case in which they run. */
  inputs?: Record<string, InputDefinition>
  /** How it can end: what its finishes name, and what rules outside hear. */
  outcomes?: (string | ListValue)[]
  lists?: Record<string, DatedValue[]>
  steps: StepDefinition[]
}

/** A value, which an expression over the case gives; or the name of a team, a role or a template. */
export type InputDefinition = { name?: string; help?: string } & (
  | { text: Record<string, never> }
  | { number: Record<string, never> }
  | { date: Record<string, never> }
  | { yesNo: Record<string, never> }
  | { choice: string }
  | { team: Record<string, never> }
  | { role: Record<string, never> }
  | { template: Record<string, never> }
)

const NAMES = ['team', 'role', 'template'] as const

/** Whether the input is a name that stands where such a name stands, and no value. */
export function isNameInput(input: InputDefinition): boolean {
  return NAMES.some((kind) => kind in input)
}
