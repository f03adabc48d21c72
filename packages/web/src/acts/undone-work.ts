import type { CaseRecord } from '@casement/server/contract'
import type { ActName } from './act-forms.ts'

/** What keeps a case from closing however its clocks are explained, each once; clocks are asked about when nothing else is left. */
export function undoneWork(name: ActName, record: Pick<CaseRecord, 'actions' | 'clocks' | 'tasks'>): string[] {
  const close = name === 'close-case' ? record.actions.find(({ action }) => action === 'close') : undefined
  const byPlace = new Map<string, string>()
  for (const { place, words } of close?.at ?? []) if (!byPlace.has(place)) byPlace.set(place, words)
  // A task's own clock has the id of the task, and was told with it.
  const isClockAlone = (place: string) => record.clocks.some(({ id, of }) => id === place && of !== place)
  // A stage is not done because of what is in it.
  const isStageOfOthers = (place: string) => record.tasks.some(({ id, stage }) => stage === place.replace(/\.\d+$/, '') && byPlace.has(id))
  return [...byPlace].flatMap(([place, words]) => (isClockAlone(place) || isStageOfOthers(place) ? [] : [words]))
}
