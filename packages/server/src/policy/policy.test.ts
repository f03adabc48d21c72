import { compileCaseType, isRefusal } from '@casement/engine'
import { given } from '@casement/engine/testing'
import { expect, test } from 'vitest'
import type { Role } from '../contract/contract.ts'
import { actorOf } from '../http/session.ts'
import type { Session } from '../http/session.ts'

/** A case type that leaves the adding of tasks and the extending of its clock to these roles. */
function leftTo(roles: Role[]) {
  const { caseType } = compileCaseType({
    id: 'sample', version: 1, name: 'Sample', reference: 'SM', about: 'none', calendar: 'england-and-wales', allow: { addTask: roles },
    clocks: [{ id: 'reply', name: 'Reply', starts: 'case.opened', stops: 'answer', allow: { days: 5 }, extend: { by: { days: 5 }, roles } }],
    steps: [{ id: 'answer', kind: 'task', name: 'Answer' }],
  })
  return given(caseType!).opened()
}

test.each<[Role, Role, boolean]>([
  ['officer', 'officer', true], ['officer', 'manager', true], ['officer', 'administrator', true],
  ['manager', 'officer', false], ['manager', 'manager', true], ['manager', 'administrator', true],
  ['administrator', 'officer', false], ['administrator', 'manager', false], ['administrator', 'administrator', true],
])('what a case type leaves to one who is %s, one who is %s may do: %s', (to, role, may) => {
  const story = leftTo([to]).by(actorOf({ staffId: 'ada', role } as Session))
  for (const command of [{ type: 'add-task', name: 'Ring' }, { type: 'extend-clock', clock: 'reply.1', reason: 'Ill' }] as const) {
    const attempt = story.when(command)
    expect(may ? attempt.thenEvents().events.length > story.events.length : isRefusal(attempt.thenRefused('narrowed-by-type'))).toBe(true)
  }
})
