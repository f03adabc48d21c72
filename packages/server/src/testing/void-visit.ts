import type { CaseTypeDefinition } from '@casement/engine'

/** A small case type that has what the store must cope with: clocks, an escalation, a stage, a wait and an ending. */
export const voidVisit: CaseTypeDefinition = {
  id: 'void-visit', version: 1, name: 'Void visit', reference: 'VV', about: 'home', calendar: 'england-and-wales',
  owner: ['patch-officer', 'creator'],
  holdReasons: [{ id: 'no-access', name: 'No access' }],
  closureReasons: [{ id: 'done', name: 'Done' }],
  fields: { meter: { text: { max: 40 } }, postcode: { text: { max: 10 }, from: 'home' } },
  clocks: [
    {
      id: 'first-visit', name: 'First visit', basis: 'landlord', starts: 'case.opened', stops: 'visit.completed', allow: { workingDays: 2 }, warn: { workingDays: 1 }, pausedBy: ['no-access'],
      escalate: [{ at: 'due', do: [{ notify: 'manager' }, { raisePriority: true }] }],
    },
  ],
  steps: [
    { id: 'visit', kind: 'task', name: 'Visit the home', required: true, for: 'owner', outcomes: ['empty', 'occupied'] },
    { id: 'keys', kind: 'task', name: 'Collect the keys', for: { team: 'voids' } },
    { id: 'clear', kind: 'task', name: 'Clear the home', after: 'visit.empty', for: { team: 'voids' }, clock: { allow: { workingDays: 5 }, basis: 'code' } },
    { id: 'photograph', kind: 'task', name: 'Photograph it', onDemand: true },
    { id: 'settle', kind: 'wait', name: 'Let it air', after: 'clear', lasts: { days: 3 }, forEvent: 'aired' },
    { id: 'end', kind: 'finish', name: 'Ready to let', after: { any: ['settle', 'visit.occupied'] } },
  ],
}
