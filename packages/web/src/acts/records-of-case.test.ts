import { expect, it } from 'vitest'
import { recordsOfCase } from './records-of-case.ts'

const record = {
  subject: { kind: 'tenancy' as const, id: 't1', label: '14 Wharf Street', address: '14 Wharf Street', home: { id: 'h1', name: '14 Wharf Street' }, people: [{ id: 'p1', name: 'Ann Okafor' }] },
  parties: [
    { id: 'party.1', role: 'complainant', name: 'Ann Okafor', person: 'p1', mustNotBeTold: false, ended: false, actions: [] },
    { id: 'party.2', role: 'witness', name: 'Bo Lund', person: 'p2', mustNotBeTold: false, ended: false, actions: [] },
    { id: 'party.3', role: 'witness', name: 'Cy Left', person: 'p3', mustNotBeTold: false, ended: true, actions: [] },
    { id: 'party.4', role: 'perpetrator', name: 'Man with a dog', person: null, mustNotBeTold: false, ended: false, actions: [] },
  ],
  records: [{ id: 'record.1', kind: 'home' as const, record: 'h2', label: '16 Wharf Street', role: 'affected', ended: false }, { id: 'record.2', kind: 'home' as const, record: 'h3', label: '18 Wharf Street', role: null, ended: true }],
  links: [{ link: 'caused-by' as const, way: 'to' as const, words: 'is caused by', ref: 'HZ-26-00007', caseType: { id: 'hazard', name: 'Hazard' }, title: 'Hazard: 14 Wharf Street', status: 'open' as const, reason: null }],
}

it.each([
  ['person', ['p1 Ann Okafor', 'p2 Bo Lund']],
  ['home', ['h1 14 Wharf Street', 'h2 16 Wharf Street']],
  ['tenancy', ['t1 14 Wharf Street']],
  ['case', ['HZ-26-00007 HZ-26-00007 Hazard: 14 Wharf Street']],
  ['asset', []],
] as const)('what a case has of the kind %s is offered, each once, and nothing that was taken away', (kind, offered) => {
  expect(recordsOfCase(record, kind).map(({ id, label }) => `${id} ${label}`)).toEqual(offered)
})
