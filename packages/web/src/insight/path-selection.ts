import { useState } from 'react'
import type { Arrow } from './path-arrows.ts'

/** What is chosen, in the picture and in the table alike: an arrow, or an activity with all that leads to and from it. */
export type PathSelection = {
  arrow: string | undefined
  activity: string | undefined
  chooseArrow: (id: string) => void
  chooseActivity: (name: string) => void
  clear: () => void
  isPicked: (arrow: Arrow) => boolean
  /** Whether the chosen arrow begins or ends at an activity. */
  touches: (name: string) => boolean
}

export function usePathSelection(arrows: Arrow[]): PathSelection {
  const [chosen, choose] = useState<{ arrow?: string; activity?: string }>({})
  const arrow = arrows.find(({ id }) => id === chosen.arrow)
  return {
    arrow: chosen.arrow,
    activity: chosen.activity,
    chooseArrow: (id) => choose(chosen.arrow === id ? {} : { arrow: id }),
    chooseActivity: (name) => choose(chosen.activity === name ? {} : { activity: name }),
    clear: () => choose({}),
    isPicked: ({ id, from, to }) => id === chosen.arrow || (chosen.activity !== undefined && (from === chosen.activity || to === chosen.activity)),
    touches: (name) => arrow !== undefined && (arrow.from === name || arrow.to === name),
  }
}
