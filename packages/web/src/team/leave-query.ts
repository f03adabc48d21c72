import type { Leave } from '@casement/server/contract'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { fetchReply } from '../api.ts'

/** Who of a team is away and will be. */
export function leaveQuery(team: string) {
  return queryOptions({
    queryKey: ['leave', team],
    queryFn: async ({ signal }) => (await fetchReply<{ items: Leave[] }>({ path: '/api/v1/leave', query: { team }, signal })).items,
  })
}

export interface NewLeave {
  person: string
  cover: string
  firstDay: string
  lastDay: string
}

/** What changes who is away also changes whose work is in whose list. */
export function useLeaveChange<Variables>(change: (variables: Variables) => Promise<unknown>, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await Promise.all([client.invalidateQueries({ queryKey: ['leave'] }), client.invalidateQueries({ queryKey: ['work-list'] })])
      onDone()
    },
  })
}

export function recordLeave(leave: NewLeave): Promise<Leave> {
  return fetchReply<Leave>({ method: 'POST', path: '/api/v1/leave', body: leave })
}

export function endLeave({ id }: Pick<Leave, 'id'>): Promise<unknown> {
  return fetchReply({ method: 'DELETE', path: `/api/v1/leave/${encodeURIComponent(id)}` })
}
