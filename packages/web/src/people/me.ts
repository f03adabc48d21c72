import type { Me } from '@casement/server/contract'
import { queryOptions } from '@tanstack/react-query'
import { fetchReply } from '../api.ts'
import { writeStored } from '../look/stored.ts'

/** The person signed in, their landlord, and the server's time. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await fetchReply<Me>({ path: '/api/v1/me', signal })
    // So that the sign-in page can tell a session that ended from one that never was.
    writeStored('signed-in', 'yes')
    return { me }
  },
  staleTime: 60_000,
  refetchOnWindowFocus: true,
})
