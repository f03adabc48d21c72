import { insertRows } from '../database/insert-rows.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'

const BETWEEN_WORDS = /[\s,;()/]+/
/** Apostrophes, hyphens and the like join parts that people also write apart: O’Rourke, Holloway-Osei, an e-mail address. */
const INSIDE_WORDS = /[-’'.@]+/
const LONGEST_WORD = 60
/** Letters that carry no mark which could be taken off. */
const PLAIN_LETTERS: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe' }

/** The words of what somebody asks for: lower case, without marks on letters, each as it stands. */
export function wordsOf(text: string): string[] {
  const plain = text.toWellFormed().toLowerCase().normalize('NFKD').replaceAll(/[\p{M}\0]/gu, '').replaceAll(/[łøđßæœ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
  return plain.split(BETWEEN_WORDS).filter((word) => /[\p{L}\p{N}]/u.test(word)).map((word) => word.slice(0, LONGEST_WORD))
}

/** What search finds a record by: its words, those with parts also in parts, between single spaces. */
export function searchWords(texts: (string | null | undefined)[]): string {
  const words = wordsOf(texts.filter(Boolean).join(' '))
  const parts = words.flatMap((word) => word.split(INSIDE_WORDS)).filter((part) => part !== '')
  return [...new Set([...words.map(withoutApostrophes), ...parts])].join(' ')
}

export function withoutApostrophes(word: string): string {
  return word.replaceAll(/[’']/g, '')
}

/** Keeps the words, so that a misspelt one can be taken for them. Numbers and references are not guessed. */
export async function learnWords(tx: LandlordTransaction, texts: string[]): Promise<void> {
  const words = new Set(texts.flatMap((text) => searchWords([text]).split(' ')).filter((word) => word.length > 2 && !/\p{N}/u.test(word)))
  await insertRows(tx, { into: { table: 'casement.search_word', columns: ['word'] }, rows: [...words].toSorted().map((word) => [word]), whenThere: 'on conflict do nothing' })
}
