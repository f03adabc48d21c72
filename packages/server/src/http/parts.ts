import type { FastifyRequest } from 'fastify'
import type { Casework } from '../cases/casework.ts'
import type { Demonstration, Readiness } from '../contract/contract.ts'
import type { NameBook } from '../people/name-book.ts'
import type { Session } from './session.ts'

/** What handlers work with; one for a process. */
export interface Parts {
  casework: Casework
  names: NameBook
  signIn: SignIn
  /** The sign-ins of a demonstration, where this is one. */
  demonstration?: Demonstration
  /** Freezes the clock of every landlord and answers when all that is due has settled; absent outside tests. */
  setTestClock?: (now: string) => Promise<string>
  /** Whether the database, its migrations and the background work are as they should be. */
  readiness: () => Promise<Readiness>
}

/** The library that signs people in, behind the two things that the API asks of it. */
export interface SignIn {
  findSession: (request: FastifyRequest) => Promise<Session | undefined>
  /** Carries out one of its own requests. */
  handle: (request: Request) => Promise<Response>
}
