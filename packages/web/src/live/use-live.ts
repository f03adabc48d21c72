import type { Me } from '@casement/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { meQuery } from '../people/me.ts'
import { followChanges } from './follow-changes.ts'
import { hearPresence, sayPresenceAgain, watchPresence } from './presence.ts'
import { ChangeTaker } from './take-change.ts'

/** Keeps what is on screen as it is on the server, while somebody is signed in. */
export function useLive(me: Me | undefined): void {
  const queries = useQueryClient()
  // What is read of a person anew opens no new line, unless they are another, or have another team or role.
  const holders = me && [`person:${me.person.id}`, `role:${me.role}`, ...me.teams.map(({ id }) => `team:${id}`)].join(' ')
  useEffect(() => {
    if (!holders) return
    const taker = new ChangeTaker(queries, holders.split(' '))
    const stop = followChanges({
      ready: () => sayPresenceAgain(queries),
      'case-changed': (change) => taker.take(change),
      presence: (opened) => hearPresence(queries, opened),
      reset: () => void queries.invalidateQueries(),
      beat: () => undefined,
      // Asking who one is leads to the sign-in page where the session has ended.
      refused: () => void queries.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => undefined),
    })
    const forget = watchPresence(queries)
    return () => {
      stop()
      forget()
    }
  }, [queries, holders])
}
