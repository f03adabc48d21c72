import type { CaseTypeSummary } from '@casement/server/contract'
import { describe, expect, it } from 'vitest'
import { isSought, matchCaseTypes } from './case-types.ts'

const rest = { version: 1, category: null, subjectKinds: [], fields: [], mayStart: true, advises: false }
const types: CaseTypeSummary[] = [
  { id: 'suspected-abandonment', ...rest, name: 'Suspected abandonment', description: 'A home that looks empty though the tenancy goes on.', words: ['nobody living there', 'empty', 'moved out'] },
  { id: 'damp-and-mould', ...rest, name: 'Damp and mould', description: 'Damp, mould or condensation in a home.', words: ['black spots', 'leak', 'wet wall'] },
  { id: 'pet-request', ...rest, name: 'Permission to keep a pet', description: 'A tenant asks to keep an animal.', words: ['dog', 'cat'] },
]

describe('finding a case type by word', () => {
  it.each([
    ['nobody living there', ['Suspected abandonment']],
    ['mould', ['Damp and mould']],
    ['mouldy walls', ['Damp and mould']],
    ['leaking', ['Damp and mould']],
    ['dog', ['Permission to keep a pet']],
    ['aband', ['Suspected abandonment']],
    ['spaceship', []],
    ['', ['Damp and mould', 'Permission to keep a pet', 'Suspected abandonment']],
  ])('"%s" finds %j', (words, names) => {
    expect(matchCaseTypes(types, words).map((type) => type.name)).toEqual(names)
  })

  it('puts a match in the name before one in the description', () => {
    expect(matchCaseTypes(types, 'damp empty home').map((type) => type.id)).toEqual(['damp-and-mould', 'suspected-abandonment'])
  })

  it.each([
    ['empty', 'empty home', true],
    ['mould', 'mouldy', true],
    ['the', 'the dog', false],
  ])('marks %s when %s is sought: %s', (piece, words, marked) => {
    expect(isSought(piece, words)).toBe(marked)
  })
})
