import type { CaseRecord, LinkView, Task } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { actOf, formOf } from './act-forms.ts'

const record = { ref: 'CO-26-00001' } as CaseRecord

it('links a case in words that can be read both ways round', () => {
  const form = formOf('link-case', { record })
  const relations = form.asks.find(({ id }) => id === 'relation')
  expect(relations && 'choices' in relations ? relations.choices.map(({ name }) => name) : []).toEqual(expect.arrayContaining(['This case blocks it', 'This case is blocked by it']))
  expect(actOf(form, record.ref, { case: 'SA-26-00002', relation: 'blocks from', reason: 'Same roof' })).toMatchObject({ path: 'links', body: { case: 'SA-26-00002', link: 'blocks', way: 'from', reason: 'Same roof' } })
})

it('takes a link away, and can put it back as it was', () => {
  const link = { link: 'follows', way: 'to', words: 'follows', ref: 'SA-26-00002', reason: 'Again' } as LinkView
  const form = formOf('unlink-case', { record, link })
  expect(actOf(form, record.ref, { reason: 'Not so' })).toMatchObject({ path: 'unlinking', body: { link: 'follows', way: 'to', case: 'SA-26-00002', reason: 'Not so' } })
  expect(form.undo).toEqual({ ref: record.ref, path: 'links', body: { link: 'follows', way: 'to', case: 'SA-26-00002', reason: 'Again' } })
})

it('has a form for each thing that is done with a letter', () => {
  const task = { id: 'notice.1', name: 'Notice' } as Task
  const paths = (['prepare-letter', 'approve-letter', 'return-letter', 'letter-failed'] as const).map((name) => formOf(name, { record, task }).path)
  expect(paths).toEqual(['readiness', 'approval', 'return', 'failure'].map((noun) => `tasks/notice.1/${noun}`))
})
