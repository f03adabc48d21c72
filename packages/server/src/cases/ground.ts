import { type CaseType, dayAt } from '@casement/engine'
import type { LandlordLibrary } from '../case-types/landlord-library.ts'
import { landlordNow } from '../clock/now.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { StoredCase } from './case-store.ts'
import type { Casework } from './casework.ts'
import type { NewCase } from './opening.ts'

/** What a decision is made on beside the command, and what is needed to show its result. */
export interface Ground {
  /** The case as it stands; absent when a case is opened. */
  before?: StoredCase
  caseType: CaseType
  library: LandlordLibrary
  zone: string
  /** The landlord's time at which it is done. */
  now: string
}

/** What every opening needs of the landlord of the transaction. */
export interface OpeningLandlord {
  zone: string
  library_version: number
  frozen_now: string | null
}

/** The ground of a command to a case that is there. @param given the time, where it is not the landlord's */
export async function groundOf(tx: LandlordTransaction, casework: Casework, { before, given }: { before: StoredCase; given?: string }): Promise<Ground> {
  const library = await casework.libraries.get(tx, before.library_version)
  const caseType = await library.getCaseType(tx, before.state.caseType)
  return { before, library, caseType, zone: before.zone, now: given ?? latest(landlordNow(before), before.state.lastAt) }
}

/** Clocks of machines differ a little: a case never goes back behind what it has seen. */
function latest(moment: string, other: string): string {
  return moment < other ? other : moment
}

export async function readLandlord(tx: LandlordTransaction): Promise<OpeningLandlord> {
  const landlord = await tx.findRow<OpeningLandlord>('select zone, library_version, frozen_now from casement.landlord where id = $1', [tx.landlordId])
  if (landlord === undefined) throw new Error('The landlord of this transaction does not exist')
  return landlord
}

interface OpeningAsked {
  newCase: NewCase
  landlord: OpeningLandlord
  given?: string
  /** A case type that is not stored yet, to be taken for its own id and version. */
  unpublished?: CaseType
}

/** The ground of a new case; undefined when the landlord has no such case type for the day. */
export async function findOpeningGround(tx: LandlordTransaction, casework: Casework, { newCase, landlord, given, unpublished }: OpeningAsked): Promise<Ground | undefined> {
  const library = await casework.libraries.get(tx, landlord.library_version)
  const now = given ?? landlordNow(landlord)
  if (unpublished && newCase.caseType === unpublished.id && newCase.version === unpublished.version) return { library, caseType: unpublished, zone: landlord.zone, now }
  const version = newCase.version ?? library.findVersion(newCase.caseType, dayAt(newCase.occurredAt ?? now, landlord.zone))
  const caseType = version === undefined ? undefined : await library.findCaseType(tx, { id: newCase.caseType, version })
  return caseType && { library, caseType, zone: landlord.zone, now }
}
