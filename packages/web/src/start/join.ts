import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useActKeys } from '../acts/act-keys.ts'
import { fetchCase, refreshCase } from '../acts/case-record.ts'
import { fetchReply } from '../api.ts'
import { useTell } from '../look/status-line.tsx'

/** Adds what was said to a case that is open already, and goes there. */
export function useJoin(clear: () => void) {
  const addNote = useAddNote()
  const navigate = useNavigate()
  const tell = useTell()
  return useMutation({
    mutationFn: ({ ref, note }: { ref: string; note: string }) => (note.trim() ? addNote(ref, note) : Promise.resolve()),
    onSuccess: (_done, { ref, note }) => {
      clear()
      if (note.trim()) tell({ words: `Added to ${ref}.` })
      void navigate({ to: '/cases/$ref', params: { ref } })
    },
  })
}

/** Puts a note on a case against its version as it is now; tried again, it is put there once. */
export function useAddNote() {
  const queries = useQueryClient()
  const keys = useActKeys()
  return async (ref: string, note: string) => {
    const { etag } = await fetchCase(ref)
    await fetchReply({ method: 'POST', path: `/api/v1/cases/${encodeURIComponent(ref)}/notes`, body: { text: note.trim() }, etag, key: keys.keyOf({ ref, note }) })
    keys.forget()
    await refreshCase(queries, ref)
  }
}
