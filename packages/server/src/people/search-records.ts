import type { SearchReply, SearchResult } from '../contract/contract.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

/** What is longer than any name or address says nothing more. */
const LONGEST = 200
const MOST_WORDS = 8
/** Enough to choose the best from; a word that half the records hold is not ranked to the end. */
const CANDIDATES = 1000

const COLUMNS = 'e.kind, e.id, e.label, e.detail'

interface Asked {
  q: string
  kind?: string
  limit: number
}

/** Cases, people, homes and tenancies by their words, best first; where nothing holds all words, what is most like them. */
export async function searchRecords(tx: LandlordTransaction, { q, kind, limit }: Asked): Promise<SearchReply> {
  const words = wordsOf(q)
  if (words.length === 0) return { results: [], guessed: false }
  const found = await findHolding(tx, words, { kind, limit })
  if (found.length > 0) return { results: found, guessed: false }
  const like = await findLike(tx, words, { kind, limit })
  return { results: like.map((result) => ({ ...result, guessed: true })), guessed: like.length > 0 }
}

/** Lower case, without what LIKE and SQL would read as more than a letter. */
function wordsOf(q: string): string[] {
  const plain = q.slice(0, LONGEST).toLowerCase().toWellFormed().replaceAll('\0', ' ')
  return plain.split(/[\s,;]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).slice(0, MOST_WORDS)
}

function findHolding(tx: LandlordTransaction, words: string[], { kind, limit }: Omit<Asked, 'q'>): Promise<SearchResult[]> {
  return tx.rows<SearchResult>(
    `select ${COLUMNS} from casement.find_entries($1, $2, $3, ${CANDIDATES}) e
     order by (lower(e.id) = $4) desc, (lower(e.label) = $4) desc, (lower(e.label) like $5) desc, casement.word_similarity($4, e.words) desc, length(e.label), e.label, e.id
     limit $6`,
    [tx.landlordId, longestFirst(words).map((word) => `%${escapeLike(word)}%`), kind ?? null, words.join(' '), `${escapeLike(words.join(' '))}%`, limit],
  )
}

/** By the letters that the words have in common with a stretch of the record's, whole words first: 14 before 141. */
function findLike(tx: LandlordTransaction, words: string[], { kind, limit }: Omit<Asked, 'q'>): Promise<SearchResult[]> {
  return tx.rows<SearchResult>(
    `select ${COLUMNS} from casement.guess_entries($1, $2, $3, ${CANDIDATES}) e
     order by casement.strict_word_similarity($2, e.words) desc, casement.word_similarity($2, e.words) desc, length(e.label), e.label, e.id
     limit $4`,
    [tx.landlordId, words.join(' '), kind ?? null, limit],
  )
}

/** The index is asked for the first three: long words say most. */
function longestFirst(words: string[]): string[] {
  return words.toSorted((one, other) => other.length - one.length)
}

function escapeLike(word: string): string {
  return word.replaceAll(/[\\%_]/g, String.raw`\$&`)
}
