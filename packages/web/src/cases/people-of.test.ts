import type { CaseRecord } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { subjectPeople } from './people-of.ts'

const IVO = { id: 'p1', name: 'Ivo Pendlebury' }
const MARA = { id: 'p2', name: 'Mara Pendlebury' }
const about = (kind: string, people: { id: string; name: string }[]) => ({ kind, id: 'x', label: '', address: null, home: null, people }) as CaseRecord['subject']
const party = { id: 'party.1', role: 'complainant', name: 'Mara Pendlebury', person: 'p2', mustNotBeTold: false, ended: false, actions: [] }

it('names the tenants of the home, each once: who has a part in the case is told by that', () => {
  expect(subjectPeople({ subject: about('tenancy', [IVO, MARA]), parties: [] })).toEqual([{ ...IVO, role: 'tenant' }, { ...MARA, role: 'tenant' }])
  expect(subjectPeople({ subject: about('tenancy', [IVO, MARA]), parties: [party] })).toEqual([{ ...IVO, role: 'tenant' }])
})

it('names the person whom a case is about, and nobody where it is about no record', () => {
  expect(subjectPeople({ subject: about('person', [IVO]), parties: [] })).toEqual([{ ...IVO, role: 'whom it is about' }])
  expect(subjectPeople({ subject: null, parties: [party] })).toEqual([])
})
