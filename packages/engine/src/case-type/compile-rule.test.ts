import { expect, test } from 'vitest'
import { compileCaseType } from './compile-case-type.ts'

test.each(['constructor', 'constructor.completed', 'toString.due'])('a rule that names what every object has names no event: %s', (after) => {
  const { findings } = compileCaseType({ id: 'sample', version: 1, name: 'Sample', reference: 'SM', about: 'none', calendar: 'england-and-wales', steps: [{ id: 'visit', kind: 'task', name: 'Visit' }, { id: 'tell', kind: 'task', name: 'Tell', after }] })
  expect(findings).toEqual([{ place: 'steps[1].after', severity: 'error', message: `No event is called ${after}.`, remedy: 'Name one of the steps: visit, tell.' }])
})
