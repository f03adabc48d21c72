import type { CaseTypeDefinition, Finding, StepDefinition } from '@casement/engine'
import type { PlacedFinding } from './case-type-file.ts'
import type { LoadedFragment } from './fragments/load-fragments.ts'

/** The case type with each fragment of the library that it uses inside itself: once published it hangs on nothing that may change. */
export function withFragments(definition: CaseTypeDefinition, library: LoadedFragment[]): CaseTypeDefinition {
  const fragments = [...(definition.fragments ?? [])]
  const steps = [...definition.steps, ...fragments.flatMap((fragment) => fragment.steps)]
  for (const step of steps) {
    if (step.kind === 'stage') steps.push(...step.steps)
    if (step.kind !== 'use' || fragments.some((fragment) => isUsed(fragment, step))) continue
    const found = library.find(({ fragment }) => fragment && isUsed(fragment, step))?.fragment
    if (!found) continue
    fragments.push(found)
    steps.push(...found.steps)
  }
  return fragments.length === 0 ? definition : { ...definition, fragments }
}

function isUsed({ id, version }: { id: string; version: number }, step: Extract<StepDefinition, { kind: 'use' }>): boolean {
  return id === step.fragment && version === step.version
}

/** A finding in a fragment that came from the library names the fragment, and where it is in the fragment's own file. */
export function placeInFragment(finding: Finding, { fragments = [] }: CaseTypeDefinition, library: LoadedFragment[]): PlacedFinding | undefined {
  const [, index, rest] = /^fragments\[(\d+)\]\.?(.*)$/.exec(finding.place) ?? []
  const fragment = index === undefined ? undefined : fragments[Number(index)]
  const file = library.find((each) => each.fragment === fragment)
  return file && fragment && { ...finding, place: `${file.name}: ${rest}`, ...file.locate(rest ?? '') }
}
