import type { Me } from '@casement/server/contract'
import { queryOptions } from '@tanstack/react-query'
import { fetchReply } from '../api.ts'

/** The person signed in, their landlord, and the server's time. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => ({ me: await fetchReply<Me>({ path: '/api/v1/me', signal }), heardAt: performance.now() }),
  staleTime: 60_000,
  refetchOnWindowFocus: true,
})
