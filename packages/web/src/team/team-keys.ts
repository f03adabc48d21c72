import type { TeamTask } from '@casement/server/contract'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { rowKey } from '../acts/row-key.ts'
import { useKeys } from '../look/keys.ts'
import type { Picks } from './picks.ts'

/** J and K move, X picks, Enter opens the case, R reassigns, F goes to the grid. Answers the row one stands on, and how to stand on one. */
export function useTeamKeys(items: TeamTask[], { picks, reassign }: { picks: Picks; reassign: () => void }) {
  const navigate = useNavigate()
  const [current, stand] = useState<string>()
  const at = items.findIndex((item) => rowKey(item) === current)
  const here = items[at] ?? items[0]
  const move = (step: number) => {
    const item = at === -1 ? items[0] : items[Math.min(items.length - 1, Math.max(0, at + step))]
    if (item) document.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowKey(item))}"] a`)?.focus()
  }
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => {
      if (!here) return
      picks.toggle(here)
      stand(rowKey(here))
    },
    r: () => {
      if (here && picks.tasks.length === 0) picks.add([here])
      reassign()
    },
    f: () => document.querySelector<HTMLElement>('#load a')?.focus(),
    Enter: (event) => {
      if (event.target !== document.body || !here) return false
      void navigate({ to: '/cases/$ref', params: { ref: here.case.ref } })
    },
  })
  return { current, stand }
}
