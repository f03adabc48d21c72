import type { CaseTypeDefinition, StepDefinition } from '@casement/engine'

/** The case type that is opened and worked in the benchmark: 5 tasks, and opening a case of it records 6 events. */
export const homeCheck: CaseTypeDefinition = {
  id: 'home-check', version: 1, name: 'Home check', reference: 'HC', about: 'home', calendar: 'england-and-wales', owner: ['creator'],
  fields: { reportedBy: { text: { max: 80 } } },
  steps: [
    { kind: 'task', id: 'visit', name: 'Visit the home', for: 'owner', outcomes: ['in-order', 'work-needed'], fields: { found: { text: { lines: 4 } } } },
    { kind: 'task', id: 'photographs', name: 'Take photographs', for: 'owner' },
    { kind: 'task', id: 'call', name: 'Call the tenant', for: 'owner' },
    { kind: 'task', id: 'report', name: 'Write the report', for: 'owner', after: 'visit' },
    { kind: 'task', id: 'sign-off', name: 'Sign the report off', for: 'owner', after: 'report' },
  ],
}

/** The tasks of a home check in an order in which they can be completed, with what is sent for each. */
export const homeCheckCompletions: { task: string; body: Record<string, unknown> }[] = [
  { task: 'visit.1', body: { outcome: 'work-needed', fields: { found: 'Condensation at the bathroom window; the fan does not run.' } } },
  { task: 'photographs.1', body: {} },
  { task: 'call.1', body: { notes: 'She will be in on Thursday morning.' } },
  { task: 'report.1', body: {} },
  { task: 'sign-off.1', body: {} },
]

/** The same with a deadline on each task: cases of it fill the work lists that are read by due date. */
export const timedHomeCheck: CaseTypeDefinition = {
  ...homeCheck, id: 'timed-home-check', name: 'Home check by a date', reference: 'TC',
  steps: homeCheck.steps.map((step, index): StepDefinition => ({ ...step, clock: { basis: 'landlord', allow: { workingDays: 10 * (index + 1) }, warn: { workingDays: 3 } } })),
}
