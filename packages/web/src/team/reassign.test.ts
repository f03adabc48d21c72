import type { ReassignedTask } from '@casement/server/contract'
import { expect, test } from 'vitest'
import { givingBack } from './reassign.ts'

test('what was moved goes back to each who had it, and to the owner where it followed one', () => {
  const moved = (task: string, was: ReassignedTask['was'], result: ReassignedTask['result'] = 'done'): ReassignedTask => ({ case: 'SA-26-00001', task, result, was })
  const ann = { kind: 'person', id: 'ann', name: 'Ann' } as const
  const owner = { kind: 'owner', name: 'The owner of the case' } as const
  expect(givingBack([moved('a.1', ann), moved('b.1', owner), moved('c.1', ann), moved('d.1', undefined, 'refused'), moved('e.1', { kind: 'team', id: 'voids', name: 'Voids' })])).toEqual([
    { tasks: [{ case: 'SA-26-00001', task: 'a.1' }, { case: 'SA-26-00001', task: 'c.1' }], to: { person: 'ann' }, reason: 'Taken back' },
    { tasks: [{ case: 'SA-26-00001', task: 'b.1' }], to: { owner: true }, reason: 'Taken back' },
    { tasks: [{ case: 'SA-26-00001', task: 'e.1' }], to: { team: 'voids' }, reason: 'Taken back' },
  ])
})
