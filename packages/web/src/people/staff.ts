import type { StaffMember } from '@casement/server/contract'
import { queryOptions } from '@tanstack/react-query'
import { fetchReply } from '../api.ts'

/** The landlord's people to whom work can be given. */
export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: async ({ signal }) => (await fetchReply<{ items: StaffMember[] }>({ path: '/api/v1/staff', signal })).items,
  staleTime: 300_000,
})
