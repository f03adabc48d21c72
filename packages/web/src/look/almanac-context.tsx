import { createContext, use } from 'react'
import { makeAlmanac } from './dates.ts'
import type { Almanac } from './dates.ts'

export const AlmanacContext = createContext<Almanac | undefined>(undefined)

/** The server's today and the landlord's calendar; before sign-in the browser's own clock. */
export function useAlmanac(): Almanac {
  return use(AlmanacContext) ?? makeAlmanac({ now: Date.now() })
}
