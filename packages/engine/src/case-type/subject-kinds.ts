import type { CaseTypeDefinition, SubjectKind } from './definition.ts'

/** The kinds of record that a case of the type may be about; `none` alone where it is about no record. */
export function subjectKinds({ about }: Pick<CaseTypeDefinition, 'about'>): SubjectKind[] {
  return typeof about === 'string' ? [about] : about
}
