import { insertRows } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

const BETWEEN_WORDS = /[\s,;()/]+/
/** Apostrophes, hyphens and the like join parts that people also write apart: O’Rourke, Holloway-Osei, an e-mail address. */
const INSIDE_WORDS = /[-’'.@]+/
const AROUND_WORDS = new RegExp(`^${INSIDE_WORDS.source}|${INSIDE_WORDS.source}$`, 'g')
const LONGEST_WORD = 60
const SHORTEST_LEARNT = 3
/** Letters that carry no mark which could be taken off. */
const PLAIN_LETTERS: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe' }

/** The words of what somebody asks for: lower case, without marks on letters or at its ends (Rd.), each else as it stands. */
export function wordsOf(text: string): string[] {
  const plain = text.toWellFormed().toLowerCase().normalize('NFKD').replaceAll(/[\p{M}\0]/gu, '').replaceAll(/[łøđßæœ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
  return plain.split(BETWEEN_WORDS).map((word) => word.slice(0, LONGEST_WORD).replaceAll(AROUND_WORDS, '')).filter((word) => /[\p{L}\p{N}]/u.test(word))
}

/** What search finds a record by: its words, those with parts also in parts, between single spaces. */
export function searchWords(texts: (string | null | undefined)[]): string {
  return withParts(wordsOf(texts.filter(Boolean).join(' '))).join(' ')
}

function withParts(words: string[]): string[] {
  return [...new Set([...words.map(withoutApostrophes), ...words.flatMap((word) => word.split(INSIDE_WORDS))])]
}

export function withoutApostrophes(word: string): string {
  return word.replaceAll(/[’']/g, '')
}

/** Keeps the words, so that a misspelt one can be taken for them. What holds a figure, a number or a reference, is not guessed, nor are its parts. */
export async function learnWords(tx: LandlordTransaction, texts: string[]): Promise<void> {
  const words = new Set(texts.flatMap((text) => withParts(wordsOf(text).filter((word) => !/\p{N}/u.test(word)))).filter((word) => word.length >= SHORTEST_LEARNT))
  await insertRows(tx, { into: { table: 'casement.search_word', columns: ['word'] }, rows: [...words].toSorted().map((word) => [word]), whenThere: 'on conflict do nothing' })
}
