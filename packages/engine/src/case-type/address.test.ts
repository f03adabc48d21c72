import { expect, test } from 'vitest'
import { sampleType } from '../testing/play.ts'
import { addressFor } from './address.ts'

const about = (fields: Record<string, unknown>) => ({ ref: 'CO-26-00001', subject: { kind: 'home' as const, id: '0198 home/1' }, fields })

test.each([
  ['{case.ref}', {}, 'CO-26-00001'],
  ['{case.subject}', {}, '0198%20home%2F1'],
  ['{fields.home}', { home: 'a&b=c?#/%' }, 'a%26b%3Dc%3F%23%2F%25'],
  ['{fields.home}', { home: 'Llŷn {case.ref}' }, 'Ll%C5%B7n%20%7Bcase.ref%7D'],
  ['{fields.home}', { home: '\ud800x' }, 'x'],
  ['{fields.home}', { home: '..' }, ''],
  ['{fields.home}', { home: ['damp', 'mould'] }, 'damp%2Cmould'],
  ['{fields.size}-{fields.safe}', { size: 2.5, safe: false }, '2.5-false'],
  ['{fields.home}', { home: null }, ''],
  ['{fields.constructor}', {}, ''],
])('%s with %j is %s in an address', (placeHolder, fields, value) => {
  expect(addressFor(`https://repairs.example/new?x=${placeHolder}&y`, about(fields))).toBe(`https://repairs.example/new?x=${value}&y`)
})

test('in a fragment an input stands for the field that it is bound to', () => {
  const { step } = sampleType({
    fields: { landlordsHome: { text: {} } },
    fragments: [{ id: 'repair', version: 1, name: 'Repair', inputs: { home: { text: {} } }, steps: [{ id: 'order', kind: 'task', name: 'Order', address: { system: 'Repairs', url: 'https://repairs.example/{case.ref}?home={fields.home}' } }] }],
    steps: [{ id: 'fix', kind: 'use', name: 'Fix', fragment: 'repair', version: 1, with: { home: 'landlordsHome' } }],
  })
  expect(step['fix-order']?.definition).toMatchObject({ address: { url: 'https://repairs.example/{case.ref}?home={fields.landlordsHome}' } })
})
