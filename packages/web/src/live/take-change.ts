import type { CaseChanged } from '@casement/server/contract'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { caseQuery } from '../acts/case-record.ts'

/** Changes that come together are taken together: a sweep of two hundred cases reads a list once. */
const GATHER_MS = 250

/** Reads again what a change touches, of what is on screen; the rest is marked as old and read when it is shown. */
export class ChangeTaker {
  readonly #queries: QueryClient
  readonly #holders: ReadonlySet<string>
  #gathered: CaseChanged[] = []

  /** @param holders as whom this person has work: person:…, team:…, role:… */
  constructor(queries: QueryClient, holders: string[]) {
    this.#queries = queries
    this.#holders = new Set(holders)
  }

  take(change: CaseChanged): void {
    this.#gathered.push(change)
    if (this.#gathered.length === 1) setTimeout(() => this.#read(), GATHER_MS)
  }

  #read(): void {
    const changes = this.#gathered
    this.#gathered = []
    const read = (queryKey: unknown[]) => void this.#queries.invalidateQueries({ queryKey })
    for (const { ref, version } of changes) {
      // What was done here has been read again already.
      if ((this.#queries.getQueryData(caseQuery(ref).queryKey)?.record.version ?? 0) >= version) continue
      for (const what of ['case', 'events', 'explanation']) read([what, ref])
    }
    if (changes.some((change) => this.#isOfMyWork(change))) read(['work-list'])
    void this.#queries.invalidateQueries({ predicate: ({ meta }) => meta?.['shows'] === 'cases' })
  }

  /** Mine before or after, or in a list that was read: it may have to leave it. */
  #isOfMyWork({ ref, version, holders }: CaseChanged): boolean {
    if (holders.some((holder) => this.#holders.has(holder)) && !this.#isListed(ref, version)) return true
    return this.#isListed(ref) && !this.#isListed(ref, version)
  }

  /** Whether a list holds the case, at this version or a later one where that is asked. */
  #isListed(ref: string, version = 0): boolean {
    // The load of a team is read again with the lists and has no pages.
    const lists = this.#queries.getQueriesData<Partial<InfiniteData<{ items: { case: { ref: string; version: number } }[] }>>>({ queryKey: ['work-list'] })
    return lists.some(([, list]) => list?.pages?.some(({ items }) => items.some((item) => item.case.ref === ref && item.case.version >= version)))
  }
}
