import type { SearchReply, SearchResult } from '@casement/server/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { fetchReply } from '../api.ts'

/** Letters from which a search says anything useful. */
export const LEAST_LETTERS = 2
/** Milliseconds of stillness before a search is sent. */
const STILL_MS = 80

/** People, homes and cases by name, address or reference, of one kind or all; forgives spelling. */
export function searchQuery(words: string, kind?: SearchResult['kind']) {
  const q = words.trim()
  return queryOptions({
    queryKey: ['search', q, kind],
    queryFn: ({ signal }) => fetchReply<SearchReply>({ path: '/api/v1/search', query: { q, kind }, signal }),
    enabled: q.length >= LEAST_LETTERS,
    placeholderData: keepPreviousData,
  })
}

/** Search finds these; assets are not on the record yet. */
const FOUND_KINDS: readonly string[] = ['person', 'household', 'home', 'block', 'tenancy', 'case'] satisfies SearchResult['kind'][]

export function isFoundKind(kind: string | undefined): kind is SearchResult['kind'] {
  return kind !== undefined && FOUND_KINDS.includes(kind)
}

/** Letters from which the server takes a word for the beginning of one: "12" is not 121. */
const SHORTEST_BEGINNING = 3

/** Why nothing was found, as far as the words themselves say. */
export function nothingFoundWords(words: string): string {
  const isShort = words.trim().split(/\s+/).every((word) => word.length < SHORTEST_BEGINNING)
  return isShort ? `Nothing is called just “${words.trim()}”. Three letters or more also find what begins with them.` : 'Nobody and nothing found. Try a part of the name, or the street.'
}

/** The value once it has stood still for a moment. */
export function useStill<Value>(value: Value): Value {
  const [still, setStill] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), STILL_MS)
    return () => clearTimeout(timer)
  }, [value])
  return still
}
