import type { Finding } from '../case-type.ts'
import { subjectKinds } from '../subject-kinds.ts'
import { wrong, type Checking } from './checking.ts'

/** A case is about one record of a kind that the type names, or about none. */
export function checkSubjects({ caseType: { definition } }: Checking): Finding[] {
  const kinds = subjectKinds(definition)
  return [
    ...(kinds.length === 0 ? [wrong('about', 'It does not say what its cases are about.', 'Name a kind of record, or write about: none.')] : []),
    ...(kinds.length > 1 && kinds.includes('none') ? [wrong('about', 'Its cases would be about a record and about none.', 'Take none out of the list.')] : []),
    ...kinds.filter((kind, index) => kinds.indexOf(kind) < index).map((kind) => wrong('about', `${kind} is there twice.`, 'Take one of the two out.')),
  ]
}
