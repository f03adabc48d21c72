import { describe, expect, test } from 'vitest'
import { sampleType } from '../../testing/play.ts'
import { checkCaseType, type KnownNames } from '../check.ts'
import { compileCaseType } from '../compile-case-type.ts'
import type { CaseTypeDefinition } from '../definition.ts'
import type { EffectAction, StepDefinition } from '../step-definition.ts'

type Parts = Partial<CaseTypeDefinition> & Pick<CaseTypeDefinition, 'steps'>

function errorsOf(parts: Parts, known: KnownNames = {}): string[] {
  return checkCaseType(sampleType(parts), known).filter(({ severity }) => severity === 'error').map(({ place, message }) => `${place}: ${message}`)
}

/** A path with these actions in its one effect, and what follows it. */
function reach(actions: EffectAction[], ...more: StepDefinition[]): Parts {
  return {
    fields: { related: { record: 'case' } },
    steps: [
      { id: 'visit', kind: 'task', name: 'Visit' }, { id: 'reach', kind: 'effect', name: 'Reach out', after: 'visit', do: actions }, ...more,
      { id: 'end', kind: 'finish', name: 'End', after: 'visit' },
    ],
  }
}

describe('an effect beyond the case', () => {
  test('that opens a case of an unknown type is found; its own type is known', () => {
    const known = { caseTypes: ['repair'] }
    expect(errorsOf(reach([{ open: { caseType: 'repiar' } }]), known)).toEqual(['steps[1].do[0].open.caseType: There is no case type repiar.'])
    expect(errorsOf(reach([{ open: { caseType: 'repair' } }, { open: { caseType: 'sample' } }]), known)).toEqual([])
  })

  test('that calls an unknown webhook is found', () => {
    const known = { webhooks: ['contractor'] }
    expect(errorsOf(reach([{ webhook: 'contracter' }]), known)).toEqual(['steps[1].do[0].webhook: There is no webhook contracter.'])
    expect(errorsOf(reach([{ webhook: 'contractor' }]), known)).toEqual([])
  })

  test('that names a case by an unknown field is found', () => {
    expect(errorsOf(reach([{ link: { case: 'relatd', as: 'follows' } }]))).toEqual(['steps[1].do[0].link.case: There is no field relatd.'])
    expect(errorsOf(reach([{ link: { case: 'related', as: 'follows' } }]))).toEqual([])
  })

  test('can fail, and one that stays inside cannot', () => {
    const chase: StepDefinition = { id: 'chase', kind: 'task', name: 'Chase it', after: { any: ['reach.failed', 'visit'] } }
    expect(errorsOf(reach([{ priority: 'high' }], chase))).toEqual(['steps[2].after: Chase it waits for reach.failed, which never happens: Reach out is an effect.'])
    expect(errorsOf(reach([{ webhook: 'contractor' }], chase))).toEqual([])
  })

  test('is refused with an expression that names no field', () => {
    const written = { id: 'x', version: 1, name: 'X', reference: 'XX', about: 'home' as const, calendar: 'england-and-wales', ...reach([{ open: { caseType: 'repair', fields: { what: 'leek' } } }, { webhook: 'w', body: { what: 'leek' } }]) }
    expect(compileCaseType(written).findings.map(({ place }) => place)).toEqual(['steps[1].do[0].open.fields.what', 'steps[1].do[1].body.what'])
  })
})
