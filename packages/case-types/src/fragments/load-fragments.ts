import { readdirSync, readFileSync } from 'node:fs'
import { examineCaseType, type CaseTypeDefinition, type Finding, type FragmentDefinition, type KnownNames } from '@casement/engine'
import { inOrderOfLines, readCaseTypeFile, type PlacedFinding } from '../case-type-file.ts'
import { fragmentSchema } from '../fragment-schema.ts'
import { schemaFaults } from '../schema-faults.ts'
import { caseTypeSchema } from '../schema.ts'
import { findSoundRest } from '../sound-rest.ts'
import { withFragments } from '../with-fragments.ts'

export interface LoadedFragment {
  name: string
  /** What the file says; absent when it does not follow the schema. */
  fragment?: FragmentDefinition
  findings: PlacedFinding[]
  /** Line and column of a place in the file. */
  locate: (place: string) => { line?: number; column?: number }
}

/** Reads the text of a fragment and names everything wrong with it at once. `known` names what the landlord has, `fragments` those that it may use. */
export function loadFragment(text: string, name: string, known: KnownNames & { fragments?: LoadedFragment[] } = {}): LoadedFragment {
  const file = readCaseTypeFile(text)
  const locate = (place: string) => file.locate(place)
  if (file.findings.length > 0) return { name, findings: file.findings, locate }
  const parsed = fragmentSchema.safeParse(file.value)
  const findings = findingsInside(file.value, known).map((finding) => ({ ...finding, ...locate(finding.place) }))
  return { name, fragment: parsed.success ? parsed.data : undefined, findings: inOrderOfLines(findings), locate }
}

/** What the schema and the checks of case types see in it, were it used with the fields and names that it asks for. */
function findingsInside(value: unknown, { fragments = [], ...landlord }: KnownNames & { fragments?: LoadedFragment[] }): Finding[] {
  const inputs = inputsOf(value)
  const around = caseTypeAround(value, inputs)
  const known = withNamesOf(inputs, landlord)
  const examined = (definition: CaseTypeDefinition) => examineCaseType(withFragments(definition, fragments), known).findings
  const parsed = caseTypeSchema.safeParse(around)
  if (parsed.success) return examined(parsed.data).flatMap(inFragment)
  const faults = schemaFaults(parsed.error)
  const rest = findSoundRest(around, faults)
  return [...faults.map(({ finding }) => finding), ...(rest ? examined(rest.definition).filter((finding) => !rest.mayFollow(finding)) : [])].flatMap(inFragment)
}

type Inputs = [id: string, input: object][]

function inputsOf(value: unknown): Inputs {
  const inputs = typeof value === 'object' && value !== null && 'inputs' in value ? value.inputs : undefined
  return typeof inputs === 'object' && inputs !== null ? Object.entries(inputs).filter((entry): entry is [string, object] => typeof entry[1] === 'object' && entry[1] !== null) : []
}

/** A case type that does nothing but use it, which is as sound as the fragment in it. */
function caseTypeAround(value: unknown, inputs: Inputs): unknown {
  const { id, version } = (value ?? {}) as { id?: unknown; version?: unknown }
  const values = inputs.filter(([, input]) => NAME_KINDS.every((kind) => !(kind in input)))
  const fields = Object.fromEntries(values.map(([input, { name: _name, help: _help, ...kind }]: [string, { name?: unknown; help?: unknown }]) => [input, kind]))
  return {
    id: 'any', version: 1, name: 'Any', reference: 'AN', about: 'none', calendar: 'any', closureReasons: [{ id: 'done', name: 'Done' }], fields, fragments: [value],
    steps: [{ kind: 'use', id: 'used', name: 'Used', fragment: typeof id === 'string' && id !== '' ? id : 'unread', version: Number.isInteger(version) ? version : 1, with: Object.fromEntries(inputs.map(([input]) => [input, input])) }],
  }
}

const NAME_KINDS = ['team', 'role', 'template'] as const

/** An input that is a name stands here for itself. */
function withNamesOf(inputs: Inputs, { roles, teams, templates, ...known }: KnownNames): KnownNames {
  const and = (names: string[] | undefined, kind: (typeof NAME_KINDS)[number]) => names && [...names, ...inputs.filter(([, input]) => kind in input).map(([id]) => id)]
  return { ...known, roles: and(roles, 'role'), teams: and(teams, 'team'), templates: and(templates, 'template') }
}

function inFragment(finding: Finding): Finding[] {
  const inside = /^fragments\[0\](?:\.(.*))?$/.exec(finding.place)
  return inside ? [{ ...finding, place: inside[1] ?? 'file' }] : []
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
