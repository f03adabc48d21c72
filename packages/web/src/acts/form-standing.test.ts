import type { CaseRecord, Field } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { standingReader } from './form-standing.ts'
import { neededBy } from './use-standing.ts'

const field = (id: string, more: Partial<Field> = {}): Field => ({ id, name: id, kind: 'text', required: false, ...more })
const needed = (fields: Field[]) => fields.filter(({ required }) => required).map(({ id }) => id)

it('needs what a condition says, by the answers of the form and what is known of the case', () => {
  const fields = [field('hazard'), field('other', { requireWhen: 'trigger.hazard = "another" or (trigger.hazard = null and hazard = "another")' })]
  const on = (hazard: string) => standingReader({ of: 'task', fields, record: { fields: [field('hazard', { value: hazard })], tasks: [], stages: [], parties: [], strands: [], partyRoles: null } as unknown as CaseRecord })
  expect(needed(on('damp')({}, '2026-12-01').fields)).toEqual([])
  expect(needed(on('another')({}, '2026-12-01').fields)).toEqual(['other'])
  expect(needed(on('another')({ hazard: 'damp' }, '2026-12-01').fields)).toEqual([])
})

it('asks of a case that is not open yet only what its own answers call for', () => {
  const fields = [field('hate', { kind: 'yesNo' }), field('whose', { showWhen: 'hate = true', requireWhen: 'hate = true' })]
  const read = standingReader({ of: 'case', fields })
  expect([{}, { hate: false }, { hate: true }].map((answers) => read(answers, '2026-12-01').fields.map(({ id }) => id))).toEqual([['hate'], ['hate'], ['hate', 'whose']])
  expect(needed(read({ hate: true }, '2026-12-01').fields)).toEqual(['whose'])
})

it('needs what the chosen outcome needs', () => {
  const outcomes = [{ id: 'closed', needs: ['reason'] }, { id: 'open' }]
  expect(['closed', 'open', undefined].map((chosen) => needed(neededBy([field('reason')], outcomes, chosen)))).toEqual([['reason'], [], []])
})
