import type { SearchReply, SearchResult } from '../contract/contract.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { withoutApostrophes, wordsOf } from '../records/search-words.ts'
import { findMeantCases, readReference } from './meant-reference.ts'

/** What is longer than any name or address says nothing more. */
const LONGEST = 200
const MOST_WORDS = 8
/** Enough to choose the best from; a word that half the records hold is not ranked to the end. */
const CANDIDATES = 300
/** A shorter word is meant as it stands: "12" is not 121. */
const SHORTEST_BEGINNING = 3
const MOST_SPELLINGS = 4

/** How addresses are shortened when they are typed. */
const SHORT_FORMS: ReadonlyMap<string, string[]> = new Map(Object.entries({
  st: ['street', 'saint'], rd: ['road'], ave: ['avenue'], av: ['avenue'], ln: ['lane'], ct: ['court'], cl: ['close'], pl: ['place'], sq: ['square'], dr: ['drive'],
  gdns: ['gardens'], cres: ['crescent'], terr: ['terrace'], hse: ['house'],
}))

interface Asked {
  q: string
  kind?: string
  limit: number
}

type Options = Omit<Asked, 'q'>

/** Cases, people, homes and tenancies: the case of a reference, then by their words, best first; where nothing holds them all, what was probably meant. */
export async function searchRecords(tx: LandlordTransaction, { q, ...options }: Asked): Promise<SearchReply> {
  const words = wordsOf(q.slice(0, LONGEST)).slice(0, MOST_WORDS).map(withoutApostrophes)
  if (words.length === 0) return { results: [], guessed: false }
  const referred = await findReferred(tx, q, options)
  const holding = await findWith(tx, words, { ...options, query: words.map(asWritten).join(' & ') })
  const found = [...referred, ...holding.filter(({ kind, id }) => !referred.some((one) => one.kind === kind && one.id === id))].slice(0, options.limit)
  if (found.length > 0) return { results: found, guessed: false }
  const meant = await guess(tx, words, options)
  return { results: meant.map((result) => ({ ...result, guessed: true })), guessed: meant.length > 0 }
}

async function findReferred(tx: LandlordTransaction, q: string, { kind, limit }: Options): Promise<SearchResult[]> {
  const meant = kind === undefined || kind === 'case' ? readReference(q) : undefined
  return meant === undefined ? [] : findMeantCases(tx, meant, limit)
}

/** Takes each word for those that are spelt like it; then leaves words out, one after the other: first those that nothing is spelt like, then the shortest. */
async function guess(tx: LandlordTransaction, words: string[], options: Options): Promise<SearchResult[]> {
  const spellings = await spellingsOf(tx, words)
  const isKnown = (word: string) => Number((spellings.get(word) ?? []).length > 0)
  const tellingFirst = words.toSorted((one, other) => isKnown(other) - isKnown(one) || other.length - one.length)
  for (let kept = words.length; kept > 0; kept--) {
    const said = words.filter((word) => tellingFirst.indexOf(word) < kept)
    const query = said.map((word) => anyOf([asWritten(word), ...(spellings.get(word) ?? []).map(whole)])).join(' & ')
    const found = await findWith(tx, said.map((word) => spellings.get(word)?.[0] ?? word), { ...options, query })
    if (found.length > 0) return found
  }
  return []
}

async function spellingsOf(tx: LandlordTransaction, words: string[]): Promise<Map<string, string[]>> {
  const asked = words.filter((word) => word.length >= SHORTEST_BEGINNING && !/\p{N}/u.test(word))
  const rows = await tx.rows<{ asked: string; meant: string[] }>(
    'select a.word as asked, array(select casement.words_like($1, a.word, $3)) as meant from unnest($2::text[]) as a(word)', [tx.landlordId, asked, MOST_SPELLINGS],
  )
  return new Map(rows.map(({ asked: word, meant }) => [word, meant]))
}

/**
 * First what begins with the words, then what holds them one after the other, each time whole words before begun ones; of what is
 * alike the shortest. The words of an entry begin with its label, those of a case with its reference. How alike words are
 * (strict_word_similarity) would take ten times as long to say for each.
 * @param meant the words as they are probably spelt
 */
function findWith(tx: LandlordTransaction, meant: string[], { kind, limit, query }: Options & { query: string }): Promise<SearchResult[]> {
  return tx.rows<SearchResult>(
    `select kind, id, label, detail from (
       select e.*, strpos(' ' || e.words, ' ' || $4) as begun, strpos(' ' || e.words || ' ', ' ' || $4 || ' ') as whole
       from casement.entries_with($1, $2::tsquery, $3, ${CANDIDATES}) e) e
     order by whole = 1 desc, begun = 1 desc, whole > 1 desc, begun > 1 desc, length(label), label, id
     limit $5`,
    [tx.landlordId, query, kind ?? null, meant.join(' '), limit],
  )
}

function asWritten(word: string): string {
  return anyOf([word.length < SHORTEST_BEGINNING ? whole(word) : beginning(word), ...(SHORT_FORMS.get(word) ?? []).map(whole)])
}

function anyOf(choices: string[]): string {
  return `(${choices.join(' | ')})`
}

function beginning(word: string): string {
  return `${whole(word)}:*`
}

/** Quoted, so that nothing in it means more to PostgreSQL than a letter. */
function whole(word: string): string {
  return `'${word.replaceAll(/['\\]/g, String.raw`$&$&`)}'`
}
