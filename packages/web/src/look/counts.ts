const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** A small number as a word, for a sentence; lists keep figures. */
export function countInWords(count: number): string {
  return WORDS[count] ?? String(count)
}

/** The first letter large, as at the start of a sentence. */
export function asSentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
