import { asSentence } from './counts.ts'

/** Whom something waits for, as a word on the screen; nothing when it is us. */
export function waitingWord(waitingOn: string | null | undefined): string | undefined {
  return !waitingOn || waitingOn === 'us' ? undefined : asSentence(waitingOn.replaceAll('-', ' '))
}
