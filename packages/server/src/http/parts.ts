import type { Casework } from '../cases/casework.ts'
import type { Demonstration, Readiness } from '../contract/contract.ts'
import type { NameBook } from '../people/name-book.ts'
import type { SignInDesk } from '../sign-in/sign-in.ts'

/** What handlers work with; one for a process. */
export interface Parts {
  casework: Casework
  names: NameBook
  signIn: Pick<SignInDesk, 'findSession' | 'handle' | 'tokenOf'>
  /** The sign-ins of a demonstration, where this is one. */
  findDemonstration: () => Promise<Demonstration | undefined>
  /** Freezes the clock of every landlord and answers when all that is due has settled; absent outside tests. */
  setTestClock?: (now: string) => Promise<string>
  /** Whether the database, its migrations and the background work are as they should be. */
  readiness: () => Promise<Readiness>
}
