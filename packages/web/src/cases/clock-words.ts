/** "met Tue 1 Dec, 2 working days early"; `early` counts working days from the end to the due day, negative when late. */
export function howItEnded({ state, on, early }: { state: string; on: string; early: number }): string {
  if (state === 'withdrawn') return `withdrawn ${on}`
  if (state === 'missed') return early < 0 ? `done ${on}, ${workingDays(-early)} late` : `done ${on}, late`
  return early > 0 ? `met ${on}, ${workingDays(early)} early` : `met ${on}, in time`
}

function workingDays(count: number): string {
  return count === 1 ? '1 working day' : `${count} working days`
}
