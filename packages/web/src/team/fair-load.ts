import type { TeamLoad } from '@casement/server/contract'

/** How far past an even share the bars reach, so that the line stands at two thirds when nobody has more. */
const ROOM = 1.5

/** Cases of each person against an even share of the team's: how many that is, and how many fill a bar. */
export type FairLoad = { share: number; full: number }

/** The team's open cases spread evenly over those who work them; managers oversee, unless there is nobody else. */
export function fairLoad({ people, nobody }: TeamLoad): FairLoad | undefined {
  const here = people.filter(({ hasLeft }) => !hasLeft)
  const officers = here.filter(({ role }) => role === 'officer')
  const workers = officers.length > 0 ? officers.length : here.length
  const cases = [...people, nobody].reduce((sum, { openCases }) => sum + openCases, 0)
  if (workers === 0 || cases === 0) return undefined
  const share = Math.max(1, Math.round(cases / workers))
  return { share, full: Math.max(share * ROOM, ...people.map(({ openCases }) => openCases), nobody.openCases) }
}
