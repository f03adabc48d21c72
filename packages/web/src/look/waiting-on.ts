import { asSentence } from './counts.ts'

/** Whom something waits for, as a word on the screen; nothing when it is us. */
export function waitingWord(waitingOn: string | null | undefined): string | undefined {
  if (waitingOn === 'time') return 'A date'
  return !waitingOn || waitingOn === 'us' ? undefined : asSentence(waitingOn.replaceAll('-', ' '))
}
