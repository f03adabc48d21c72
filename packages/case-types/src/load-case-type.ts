import { examineCaseType, type CaseType, type CaseTypeDefinition, type Finding, type KnownNames } from '@casement/engine'
import { inOrderOfLines, readCaseTypeFile, type PlacedFinding } from './case-type-file.ts'
import { libraryFragments, type LoadedFragment } from './fragments/load-fragments.ts'
import { schemaFaults, type Fault } from './schema-faults.ts'
import { caseTypeSchema } from './schema.ts'
import { findSoundRest } from './sound-rest.ts'
import { placeInFragment, withFragments } from './with-fragments.ts'

export interface LoadedCaseType {
  name: string
  /** What the file says; absent when it does not follow the schema. */
  definition?: CaseTypeDefinition
  /** Ready to work with; absent when a rule or an expression cannot be read. */
  caseType?: CaseType
  findings: PlacedFinding[]
}

/**
 * Reads the text of a case type, YAML or JSON, and names everything wrong with it at once, in the order of its lines: what does not
 * follow the schema, and what else is wrong in the rest. It may be published when no finding is an error. `known` names what the
 * landlord has (roles, calendars, …).
 */
export function loadCaseType(text: string, name: string, { fragments: library = libraryFragments(), ...known }: KnownNames & { fragments?: LoadedFragment[] } = {}): LoadedCaseType {
  const file = readCaseTypeFile(text)
  if (file.findings.length > 0) return { name, findings: file.findings }
  const placed = (findings: Finding[], definition?: CaseTypeDefinition): PlacedFinding[] =>
    inOrderOfLines(findings.map((finding) => (definition && placeInFragment(finding, definition, library)) ?? { ...finding, ...file.locate(finding.place) }))
  const parsed = caseTypeSchema.safeParse(file.value)
  if (!parsed.success) {
    const faults = schemaFaults(parsed.error)
    return { name, findings: placed([...faults.map(({ finding }) => finding), ...findingsOfRest(file.value, { faults, known, library })]) }
  }
  const definition = withFragments(parsed.data, library)
  const { caseType, findings } = examineCaseType(definition, known)
  return { name, definition, caseType, findings: placed(findings, definition) }
}

function findingsOfRest(value: unknown, { faults, known, library }: { faults: Fault[]; known: KnownNames; library: LoadedFragment[] }): Finding[] {
  const rest = findSoundRest(value, faults)
  return rest === undefined ? [] : examineCaseType(withFragments(rest.definition, library), known).findings.filter((finding) => !rest.mayFollow(finding))
}
