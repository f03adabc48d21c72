import type { Task } from '@casement/server/contract'

const WORDS: Record<NonNullable<Task['letter']>, string> = {
  draft: 'a draft', prepared: '', ready: 'waits to be approved', approved: 'approved, to be sent', sending: 'goes out by itself', failed: 'came back: to be sent once more', sent: '',
}

/** How far a letter has come, where that is worth a word. */
export function letterWords({ letter }: Pick<Task, 'letter'>): string {
  return letter ? WORDS[letter] : ''
}
