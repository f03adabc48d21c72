import { readFileSync } from 'node:fs'
import type { CaseType, CaseTypeDefinition, KnownNames } from '@casement/engine'
import { libraryCalendars } from './calendars/load-calendars.ts'
import { loadCaseType } from './load-case-type.ts'

export { libraryCalendars } from './calendars/load-calendars.ts'
export { loadCalendar } from './calendars/load-calendar.ts'
export { writtenCalendar } from './calendars/written-calendar.ts'
export { type Difference, type Stretch, differenceOf } from './difference.ts'
export { exampleActor, playExample, readExamples } from './examples.ts'
export { type ClockToTry, readClockFile } from './clock-file/read-clock-file.ts'
export { type TriedClock, tryClock } from './clock-file/try-clock.ts'
export { libraryFragments, loadFragment, type LoadedFragment } from './fragments/load-fragments.ts'
export type { PlacedFinding } from './case-type-file.ts'
export { loadCaseType, type LoadedCaseType } from './load-case-type.ts'
export { simulate, type SimulationReport } from './simulation/simulate.ts'

export interface LibraryCaseType {
  definition: CaseTypeDefinition
  caseType: CaseType
  /** The file as its author wrote it. */
  yaml: string
}

/** The folders of the library, each with case-type.yaml, sources.md and examples.yaml. */
export const libraryFolders = [
  'suspected-abandonment',
  'hazard',
  'complaint',
  'subject-access',
  'freedom-of-information',
  'mutual-exchange',
  'damp-scotland',
  'settling-in',
  'void',
  'anti-social-behaviour',
  'domestic-abuse',
]

/** Roles that every landlord has, and the teams to which the library gives work. */
export const libraryRoles = ['officer', 'manager', 'administrator']
export const libraryTeams = [{ id: 'surveyors', name: 'Surveyors' }, { id: 'legal', name: 'Legal' }, { id: 'complaints', name: 'Complaints' }, { id: 'information', name: 'Information' }, { id: 'lettings', name: 'Lettings' }, { id: 'voids', name: 'Voids' }, { id: 'neighbourhoods', name: 'Neighbourhoods' }, { id: 'domestic-abuse', name: 'Domestic abuse' }]

/** What a case type of the library may name. */
export function libraryNames(): KnownNames {
  return { roles: libraryRoles, teams: libraryTeams.map(({ id }) => id), calendars: libraryCalendars().map(({ id }) => id), caseTypes: libraryFolders, webhooks: [] }
}

let loaded: LibraryCaseType[] | undefined

/** The case types of the library, always the same objects. Throws, naming file, line and remedy, when one is not as it must be. */
export function libraryCaseTypes(): LibraryCaseType[] {
  loaded ??= libraryFolders.map(readCaseType)
  return loaded
}

function readCaseType(folder: string): LibraryCaseType {
  const yaml = readFileSync(new URL(`${folder}/case-type.yaml`, import.meta.url), 'utf8')
  const { definition, caseType, findings } = loadCaseType(yaml, folder, libraryNames())
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (!definition || !caseType || errors.length > 0) {
    throw new Error(`Case type ${folder} cannot be used:\n${errors.map(({ line, place, message, remedy }) => `  line ${line}, ${place}: ${message} ${remedy}`).join('\n')}`)
  }
  return { definition, caseType, yaml }
}
