import type { CaseType, Finding, Step } from '../case-type.ts'

/** Names that the landlord has; a kind that is absent is not checked. */
export interface KnownNames {
  calendars?: string[]
  roles?: string[]
  teams?: string[]
  people?: string[]
  templates?: string[]
  caseTypes?: string[]
  webhooks?: string[]
  /** Which case type has which reference. */
  references?: Record<string, string>
}

/** What a check looks at. */
export interface Checking {
  caseType: CaseType
  known: KnownNames
  /** Where a step is written, with a part of it: `steps[2].after`. */
  placeOf: (step: Step, part?: string) => string
}

export type Check = (checking: Checking) => Finding[]

export function wrong(place: string, message: string, remedy: string): Finding {
  return { place, message, remedy, severity: 'error' }
}

export function doubtful(place: string, message: string, remedy: string): Finding {
  return { place, message, remedy, severity: 'warning' }
}
