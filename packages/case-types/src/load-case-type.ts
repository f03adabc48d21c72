import { checkCaseType, compileCaseType, type CaseType, type CaseTypeDefinition, type KnownNames } from '@casement/engine'
import { readCaseTypeFile, type PlacedFinding } from './case-type-file.ts'
import { schemaFindings } from './schema-findings.ts'
import { caseTypeSchema } from './schema.ts'

export interface LoadedCaseType {
  name: string
  /** What the file says; absent when it does not follow the schema. */
  definition?: CaseTypeDefinition
  /** Ready to work with; absent when a rule or an expression cannot be read. */
  caseType?: CaseType
  findings: PlacedFinding[]
}

/**
 * Reads the text of a case type, YAML or JSON, and names everything wrong with it, each finding with its line: what does not
 * follow the schema first, then rules and expressions, then the rest, because each can only be read after the one before.
 * It may be published when no finding is an error. `known` names what the landlord has (roles, calendars, …).
 */
export function loadCaseType(text: string, name: string, known: KnownNames = {}): LoadedCaseType {
  const file = readCaseTypeFile(text)
  if (file.findings.length > 0) return { name, findings: file.findings }
  const parsed = caseTypeSchema.safeParse(file.value)
  const place = (findings: PlacedFinding[]) => findings.map((finding) => ({ ...finding, ...file.locate(finding.place) }))
  if (!parsed.success) return { name, findings: place(schemaFindings(parsed.error)) }
  const { caseType, findings } = compileCaseType(parsed.data)
  if (!caseType) return { name, definition: parsed.data, findings: place(findings) }
  return { name, definition: parsed.data, caseType, findings: place([...findings, ...checkCaseType(caseType, known)]) }
}
