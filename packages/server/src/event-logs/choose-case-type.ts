import { compileCaseType, dayAt, type CaseType } from '@casement/engine'
import type { LandlordLibrary } from '../case-types/landlord-library.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { OperatorError } from '../operator-error.ts'
import { deriveCaseType, type Derivation } from './derive-case-type.ts'
import type { EarlierImport } from './imported-cases.ts'

/** Also what is published for a day to come counts. */
const LAST_DAY = '9999-12-31'

export interface ChosenCaseType {
  caseType: CaseType
  isDerived: boolean
  /** It is to be published before cases of it can be opened. */
  isNew: boolean
}

export interface CaseTypeChoice {
  library: LandlordLibrary
  zone: string
  now: string
  /** The id or name of a case type that is there. */
  named?: string
  earlier?: EarlierImport
  derivation: Omit<Derivation, 'version'>
}

/**
 * The case type that the cases of a log get: the one that is named, in the version that is in force, else one derived
 * from the log. @throws OperatorError when there is none of that name, or when the derived one's name is taken
 */
export async function chooseCaseType(tx: LandlordTransaction, choice: CaseTypeChoice): Promise<ChosenCaseType> {
  return choice.named === undefined ? deriveAnew(tx, choice) : { caseType: await getNamed(tx, choice, choice.named), isDerived: false, isNew: false }
}

async function getNamed(tx: LandlordTransaction, { library, zone, now }: CaseTypeChoice, named: string): Promise<CaseType> {
  const offered = library.offeredOn(dayAt(now, zone))
  const small = named.toLowerCase()
  const found = offered.find(({ id, name }) => id === named || name.toLowerCase() === small)
  if (found !== undefined) return library.getCaseType(tx, found)
  throw new OperatorError(`There is no case type ${named}.`, `Name one of ${offered.map(({ id }) => id).join(', ')}, or leave --case-type out to have one derived from the log.`)
}

/** A log that was imported before keeps its case type; new activities and fields in it make a new version. */
async function deriveAnew(tx: LandlordTransaction, { library, earlier, derivation }: CaseTypeChoice): Promise<ChosenCaseType> {
  const { logName } = derivation
  const before = earlier?.case_type === logName ? await library.getCaseType(tx, { id: logName, version: earlier.case_type_version }) : undefined
  // Somebody may also have published a higher version of the derived one themselves.
  if ((library.findVersion(logName, LAST_DAY) ?? 0) > (before?.version ?? 0)) {
    throw new OperatorError(`There is a case type ${logName} already, which was not derived from this log.`, `Give --case-type ${logName} to import into it, or give the file another name.`)
  }
  const definition = deriveCaseType({ ...withBefore(derivation, before), version: (before?.version ?? 0) + 1 })
  const isSame = before !== undefined && before.steps.length === definition.steps.length && Object.keys(before.fields).length === Object.keys(definition.fields ?? {}).length
  if (isSame) return { caseType: before, isDerived: true, isNew: false }
  const { caseType, findings } = compileCaseType(definition)
  if (caseType === undefined) throw new Error(`The case type derived from ${logName} does not compile: ${findings.map(({ place, message }) => `${place}: ${message}`).join('; ')}`)
  return { caseType, isDerived: true, isNew: true }
}

function withBefore(derivation: Omit<Derivation, 'version'>, before: CaseType | undefined): Omit<Derivation, 'version'> {
  if (before === undefined) return derivation
  const activities = [...new Set([...before.steps.map(({ name }) => name), ...derivation.activities])]
  const fields = Object.fromEntries(Object.entries(before.fields).map(([id, { name }]) => [id, name ?? id]))
  const hadGroups = before.steps.some((step) => Object.keys(step.fields).length > 0)
  return { ...derivation, activities, fields: { ...fields, ...derivation.fields }, hasGroups: hadGroups || derivation.hasGroups }
}
