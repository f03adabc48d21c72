import type { SearchResult } from '../contract/contract.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

/** A case as people refer to it: without the letters of its type, its year or the zeros before its number. */
export interface MeantReference {
  prefix: string | undefined
  /** Of the century. */
  year: number | undefined
  number: number
}

const FIGURE = '[0-9OIL]'
const BETWEEN = String.raw`[^\p{L}\p{N}]`
/** HZ-26-00068, hz 26/68, HZ26-68, 26-00068, hz-68: what is between the parts may be left out where a letter and a figure meet. */
const REFERENCE = new RegExp(`^(?:([A-Z]{2,3})${BETWEEN}*)?(?:(?:20)?(${FIGURE}{2})${BETWEEN}+)?(?=[OIL]*[0-9])(${FIGURE}+)$`, 'u')
const NUMBER_AS_WRITTEN = 5
/** House numbers (14-16) and years are no references: without its letters, a number stands as it is printed, or nearly. */
const FIGURES_WITHOUT_LETTERS = { withYear: NUMBER_AS_WRITTEN - 1, withoutYear: NUMBER_AS_WRITTEN }
/** PostgreSQL's integer holds every number of as many figures. */
const MOST_FIGURES = 9

/** What a query means where it can be read as a reference; undefined where it says something else. Zeros and ones may be letters in it. */
export function readReference(query: string): MeantReference | undefined {
  const [, prefix, written, figures = ''] = REFERENCE.exec(query.trim().toUpperCase()) ?? []
  // All written as one: HZ2600068.
  const isRunOn = prefix !== undefined && written === undefined && figures.length >= NUMBER_AS_WRITTEN + 2
  const [year, number] = isRunOn ? [figures.slice(0, 2), figures.slice(2)] : [written, figures]
  if (prefix === undefined && number.length < FIGURES_WITHOUT_LETTERS[year === undefined ? 'withoutYear' : 'withYear']) return undefined
  const value = inFigures(number)
  if (value === 0 || String(value).length > MOST_FIGURES) return undefined
  return { prefix, year: year === undefined ? undefined : inFigures(year), number: value }
}

function inFigures(text: string): number {
  return Number(text.replaceAll('O', '0').replaceAll(/[IL]/g, '1'))
}

/**
 * The cases of a reference that leaves something out, newest series first. The few series are read first and the references made of them:
 * under row-level security PostgreSQL looks for nothing in an index by a text that it has yet to make.
 */
export function findMeantCases(tx: LandlordTransaction, { prefix, year, number }: MeantReference, limit: number): Promise<SearchResult[]> {
  return tx.rows<SearchResult>(
    `with meant as materialized (
       select prefix, year, prefix || '-' || lpad((year % 100)::text, 2, '0') || '-' || $5::text as ref from casement.case_number
       where landlord_id = $1 and ($2::text is null or prefix = $2) and ($3::integer is null or year % 100 = $3) and last >= $4::integer)
     select e.kind, e.id, e.label, e.detail
     from meant join casement.search_entry e on e.landlord_id = $1 and e.kind = 'case' and e.id = meant.ref
     order by meant.year desc, meant.prefix limit $6`,
    [tx.landlordId, prefix ?? null, year ?? null, number, String(number).padStart(NUMBER_AS_WRITTEN, '0'), limit],
  )
}
