import { expect, test } from 'vitest'
import { given } from '../testing/given.ts'
import { sampleType } from '../testing/play.ts'

test('a wait says whether law, code or the landlord sets its length, and where it is written', () => {
  const lasts = { days: 28, inclusive: true }
  const notice = sampleType({ steps: [{ id: 'notice', kind: 'wait', name: 'Notice', lasts, basis: 'law', source: 'Protection from Eviction Act 1977, section 5' }, { id: 'cooling', kind: 'wait', name: 'Cooling', lasts }] })
  const { state } = given(notice).opened()
  expect(state.clocks['notice.1']?.terms).toMatchObject({ basis: 'law', source: 'Protection from Eviction Act 1977, section 5', allow: lasts })
  expect(state.clocks['cooling.1']?.terms.basis).toBe('landlord')
})
