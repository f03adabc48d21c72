import { readdirSync, readFileSync } from 'node:fs'
import { examineCaseType, type CaseTypeDefinition, type Finding, type FragmentDefinition, isNameInput, type StepDefinition } from '@casement/engine'
import { readCaseTypeFile, type PlacedFinding } from '../case-type-file.ts'
import { fragmentSchema } from '../fragment-schema.ts'
import { schemaFaults } from '../schema-faults.ts'

export interface LoadedFragment {
  name: string
  /** What the file says; absent when it does not follow the schema. */
  fragment?: FragmentDefinition
  findings: PlacedFinding[]
  /** Line and column of a place in the file. */
  locate: (place: string) => { line?: number; column?: number }
}

/** Reads the text of a fragment and names everything wrong with it at once. */
export function loadFragment(text: string, name: string): LoadedFragment {
  const file = readCaseTypeFile(text)
  const locate = (place: string) => file.locate(place)
  if (file.findings.length > 0) return { name, findings: file.findings, locate }
  const parsed = fragmentSchema.safeParse(file.value)
  const findings = parsed.success ? faultsInside(parsed.data) : schemaFaults(parsed.error).map(({ finding }) => finding)
  return { name, fragment: parsed.success ? parsed.data : undefined, findings: findings.map((finding) => ({ ...finding, ...locate(finding.place) })), locate }
}

/** What the checks of case types see in it, were it used with the fields that it asks for. */
function faultsInside(fragment: FragmentDefinition): Finding[] {
  const inputs = Object.entries(fragment.inputs ?? {})
  const fields = Object.fromEntries(inputs.filter(([, input]) => !isNameInput(input)).map(([id, { name: _name, help: _help, ...kind }]) => [id, kind])) as CaseTypeDefinition['fields']
  const use: StepDefinition = { kind: 'use', id: 'used', name: 'Used', fragment: fragment.id, version: fragment.version, with: Object.fromEntries(inputs.map(([id]) => [id, id])) }
  const { findings } = examineCaseType({
    id: 'any', version: 1, name: 'Any', reference: 'AN', about: 'none', calendar: 'any', closureReasons: [{ id: 'done', name: 'Done' }], fields, fragments: [fragment], steps: [use],
  })
  return findings.filter(({ place }) => place.startsWith('fragments[0]')).map((finding) => ({ ...finding, place: finding.place.replace(/^fragments\[0\]\.?/, '') }))
}

let loaded: LoadedFragment[] | undefined

/** The fragments of the library, each version a file of its own, always the same objects. Throws, naming file and place, when one is not as it must be. */
export function libraryFragments(): LoadedFragment[] {
  loaded ??= readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.yaml')).toSorted().map((file) => {
    const fragment = loadFragment(readFileSync(new URL(file, import.meta.url), 'utf8'), file)
    const [wrong] = fragment.findings
    if (wrong) throw new Error(`Fragment ${file} cannot be used: line ${wrong.line}, ${wrong.place}: ${wrong.message} ${wrong.remedy}`)
    return fragment
  })
  return loaded
}
