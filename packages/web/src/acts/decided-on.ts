import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { caseQuery } from './case-record.ts'

/**
 * The version of a case that its open forms were begun on. The case is read again whenever somebody changes it; what a form sends must
 * still show the version that the person decided on, so that they see first what the other did.
 */
const begun = new Map<string, { etag: string | undefined; forms: number }>()

/** Keeps the version of the moment for as long as the form is open. */
export function useDecidedOn(ref: string): void {
  const queries = useQueryClient()
  useEffect(() => {
    const known = begun.get(ref) ?? { etag: seenTag(queries, ref), forms: 0 }
    begun.set(ref, known)
    known.forms++
    return () => {
      known.forms--
      if (known.forms === 0) begun.delete(ref)
    }
  }, [queries, ref])
}

/** The tag that a change must show: of the version that was decided on, else of the latest seen. */
export async function decidedTag(queries: QueryClient, ref: string): Promise<string | undefined> {
  return begun.get(ref)?.etag ?? (await queries.ensureQueryData(caseQuery(ref))).etag
}

/** From here on forms are decided on this version: it was shown, or made by this person. */
export function decideOn(ref: string, etag: string | undefined): void {
  const known = begun.get(ref)
  if (known && etag !== undefined) known.etag = etag
}

/** The same after an act that showed the latest version, not the one decided on: what others did between the two stays to be read. */
export function decideOnOwnChange(ref: string, { before, after }: Record<'before' | 'after', string | undefined>): void {
  if (before !== undefined && begun.get(ref)?.etag === before) decideOn(ref, after)
}

function seenTag(queries: QueryClient, ref: string): string | undefined {
  return queries.getQueryData(caseQuery(ref).queryKey)?.etag
}
