import type { Demonstration } from '@casement/server/contract'
import { queryOptions } from '@tanstack/react-query'
import { Problem, fetchReply } from '../api.ts'

/** The demonstration's sign-ins; null on an installation that is not one. */
export const demonstrationQuery = queryOptions({
  queryKey: ['demonstration'],
  queryFn: ({ signal }) => findDemonstration(signal),
  staleTime: Infinity,
})

async function findDemonstration(signal: AbortSignal): Promise<Demonstration | null> {
  try {
    const reply = await fetchReply<Demonstration>({ path: '/api/v1/demonstration', signal })
    return reply.demonstration ? reply : null
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return null
    throw error
  }
}
