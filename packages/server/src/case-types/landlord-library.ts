import { type Calendar, type CaseType, compileCaseType } from '@casement/engine'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { CaseTypeRow } from '../database/rows.ts'
import { readCalendars } from './landlord-parts.ts'

type CaseTypeHead = Pick<CaseTypeRow, 'id' | 'version' | 'name' | 'status' | 'effective_from'>

/** The case types and calendars of one landlord, compiled once and kept until one of them changes. */
export class LandlordLibrary {
  readonly #heads: CaseTypeHead[]
  readonly #calendars = new Map<string, Calendar>()
  readonly #compiled = new Map<string, CaseType>()

  constructor(heads: CaseTypeHead[], calendars: Calendar[]) {
    this.#heads = heads
    for (const calendar of calendars) {
      this.#calendars.set(`${calendar.id} ${calendar.version}`, calendar)
      const latest = this.#calendars.get(calendar.id)
      if (latest === undefined || latest.version < calendar.version) this.#calendars.set(calendar.id, calendar)
    }
  }

  /** A calendar at a version, or its latest. @throws Error when the landlord has none of that name */
  readonly calendar = (id: string, version?: number): Calendar => {
    const found = this.#calendars.get(version === undefined ? id : `${id} ${version}`)
    if (found === undefined) throw new Error(`The landlord has no calendar ${id}${version === undefined ? '' : ` version ${version}`}`)
    return found
  }

  /** The version that a case opened on this day takes; undefined when none is published for it. */
  findVersion(id: string, day: string): number | undefined {
    const fitting = this.#heads.filter((head) => head.id === id && head.status === 'published' && head.effective_from <= day)
    return fitting.length === 0 ? undefined : Math.max(...fitting.map(({ version }) => version))
  }

  /** The case types of which cases can be opened on this day, each in the version that they take. */
  offeredOn(day: string): CaseTypeHead[] {
    return this.#heads.filter((head) => this.findVersion(head.id, day) === head.version)
  }

  /** One version, compiled. @throws Error when the landlord does not have it or it cannot be used */
  async getCaseType(tx: LandlordTransaction, { id, version }: { id: string; version: number }): Promise<CaseType> {
    const found = await this.findCaseType(tx, { id, version })
    if (found === undefined) throw new Error(`The landlord has no case type ${id} version ${version}`)
    return found
  }

  /** One version that cases may have: not a draft. */
  async findUsableCaseType(tx: LandlordTransaction, named: { id: string; version: number }): Promise<CaseType | undefined> {
    const head = this.#heads.find(({ id, version }) => id === named.id && version === named.version)
    return head === undefined || head.status === 'draft' ? undefined : this.findCaseType(tx, named)
  }

  async findCaseType(tx: LandlordTransaction, { id, version }: { id: string; version: number }): Promise<CaseType | undefined> {
    const key = `${id} ${version}`
    const kept = this.#compiled.get(key)
    if (kept !== undefined) return kept
    const row = await tx.findRow<Pick<CaseTypeRow, 'definition'>>('select definition from casement.case_type where landlord_id = $1 and id = $2 and version = $3', [tx.landlordId, id, version])
    if (row === undefined) return undefined
    const { caseType, findings } = compileCaseType(row.definition)
    if (caseType === undefined) throw new Error(`Case type ${id} version ${version} cannot be used: ${findings.map(({ place, message }) => `${place}: ${message}`).join('; ')}`)
    this.#compiled.set(key, caseType)
    return caseType
  }
}

/** Keeps the library of each landlord while its `library_version` stands. One for a process. */
export class LibraryCache {
  readonly #kept = new Map<string, { version: number; library: LandlordLibrary }>()

  /** @param version the landlord's library_version, read in this transaction */
  async get(tx: LandlordTransaction, version: number): Promise<LandlordLibrary> {
    const kept = this.#kept.get(tx.landlordId)
    if (kept?.version === version) return kept.library
    const library = await readLibrary(tx)
    this.#kept.set(tx.landlordId, { version, library })
    return library
  }
}

async function readLibrary(tx: LandlordTransaction): Promise<LandlordLibrary> {
  const heads = await tx.rows<CaseTypeHead>('select id, version, name, status, effective_from from casement.case_type where landlord_id = $1 order by id, version', [tx.landlordId])
  return new LandlordLibrary(heads, await readCalendars(tx))
}
