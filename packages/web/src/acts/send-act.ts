import type { Preview } from '@casement/server/contract'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Problem, fetchReply, fetchTagged, newActKey } from '../api.ts'
import { useActKeys } from './act-keys.ts'
import { caseQuery, fetchCase, refreshCase } from './case-record.ts'
import { decideOn, decideOnOwnChange, decidedTag, useDecidedOn } from './decided-on.ts'

/** One command to a case; `path` is what follows the case in the address. */
export type Act = { ref: string; method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string; query?: Record<string, string>; body?: Record<string, unknown> }

/** Sends an act with the tag of the version that it was decided on. A second try of the same act carries the same key, so it happens once. */
export function useSendAct({ ref, onSent }: { ref: string; onSent: () => void }) {
  const queries = useQueryClient()
  useDecidedOn(ref)
  const keys = useActKeys()
  return useMutation({
    mutationFn: async (act: Act) => sendAct(act, { key: keys.keyOf(act), etag: await decidedTag(queries, act.ref) }),
    onSuccess: async ({ etag }, act) => {
      keys.forget()
      decideOn(act.ref, etag)
      onSent()
      await refreshCase(queries, act.ref)
    },
    onError: async (error, act) => {
      if (!isConflict(error)) return
      // Another key: the same words sent against a newer version are a new act.
      keys.forget()
      // Whoever sends again has been shown what happened up to this version, and no later one.
      decideOn(act.ref, `"${error.version}"`)
      await queries.invalidateQueries({ queryKey: ['case', act.ref] })
    },
  })
}

/** A refusal is about the answers as they were sent; that somebody else changed the case stays to be read. */
export function clearRefusal({ error, reset }: { error: Error | null; reset: () => void }): void {
  if (error && !isConflict(error)) reset()
}

/** Takes an act back by another act, against the version as it is now. */
export function useUndo() {
  const queries = useQueryClient()
  return async (act: Act) => {
    const { etag: before } = await fetchCase(act.ref)
    const { etag: after } = await sendAct(act, { key: newActKey(), etag: before })
    decideOnOwnChange(act.ref, { before, after })
    await refreshCase(queries, act.ref)
  }
}

/** What an act would do, in words, changing nothing. */
export function usePreview(act: Act | undefined) {
  const queries = useQueryClient()
  return useQuery({
    queryKey: ['preview', act, queries.getQueryData(caseQuery(act?.ref ?? '').queryKey)?.etag],
    queryFn: async ({ signal }) => {
      if (!act) return undefined
      const seen = await queries.ensureQueryData(caseQuery(act.ref))
      return fetchReply<Preview>({ method: act.method ?? 'POST', path: addressOf(act), query: { ...act.query, preview: true }, body: bodyOf(act), etag: seen.etag, signal })
    },
    enabled: Boolean(act),
    staleTime: 5_000,
    gcTime: 0,
    retry: false,
    placeholderData: keepPreviousData,
  })
}

/** Someone else changed the case since it was read. */
export function isConflict(error: unknown): error is Problem {
  return error instanceof Problem && error.status === 412
}

function sendAct(act: Act, { key, etag }: { key: string; etag: string | undefined }) {
  return fetchTagged<unknown>({ method: act.method ?? 'POST', path: addressOf(act), query: act.query, body: bodyOf(act), etag, key: (act.method ?? 'POST') === 'POST' ? key : undefined })
}

function addressOf(act: Act): string {
  return `/api/v1/cases/${encodeURIComponent(act.ref)}/${act.path}`
}

function bodyOf(act: Act): Record<string, unknown> | undefined {
  return act.body ?? (act.method === 'DELETE' ? undefined : {})
}
