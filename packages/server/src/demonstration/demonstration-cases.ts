import { setImmediate as breathe } from 'node:timers/promises'
import type { CaseLife } from './case-life.ts'
import { castPatch } from './casting.ts'
import type { Chance } from './chance.ts'
import { colleagues } from './staff.ts'
import { patchOfficerOf, type Stage } from './stage.ts'
import { type Opening, planYear } from './year.ts'

/** Cases lived at once; between, progress is told and a request to stop is heard. */
const AT_ONCE = 8

/** A case that is lived when it is its turn, or has been. */
export interface CastCase {
  openedAt: string
  live: () => CaseLife
}

/**
 * The cases of the year in order of opening. Those of the four patches whose officers sign in are lived at once, because what
 * is missing from their lists of today is added; as many closed ones of the same type are left out, so that the year keeps its
 * rates. The cases of further towns are lived when they are played: a large landlord's do not fit into memory together.
 */
export async function castYear(stage: Stage, chance: Chance, afterSome: (lived: number, of: number) => void): Promise<CastCase[]> {
  const officers = stage.world.patches.slice(0, SIGNED_IN_PATCHES).map(({ officer }) => officer)
  const openings = planYear(stage, chance.fork('year'))
  const isNear = ({ tenancy }: Opening) => officers.includes(patchOfficerOf(tenancy, stage.directory))
  const near = openings.filter(isNear)
  const lives: CaseLife[] = []
  for (const [index, opening] of near.entries()) {
    lives.push(opening.live())
    if (index % AT_ONCE !== 0) continue
    afterSome(index, near.length)
    await breathe()
  }
  const added: CaseLife[] = []
  for (const [index, { id, officer }] of stage.world.patches.slice(0, SIGNED_IN_PATCHES).entries()) {
    const standing = lives.filter(({ plan }) => plan.patchOfficer === officer)
    added.push(...castPatch(index === 0, { stage, patch: id, officer, standing, chance: chance.fork(`patch ${id}`) }))
    afterSome(near.length, near.length)
    await breathe()
  }
  const cast = [...leaveOut(lives, added), ...added].map((life): CastCase => ({ openedAt: life.plan.openedAt, live: () => life }))
  return [...cast, ...openings.filter((opening) => !isNear(opening))].toSorted((one, other) => (one.openedAt < other.openedAt ? -1 : 1))
}

const SIGNED_IN_PATCHES = colleagues.filter(({ patch }) => patch !== undefined).length

/** Without as many closed cases of each type as were added, but never more than half of them. */
function leaveOut(lives: readonly CaseLife[], added: readonly CaseLife[]): CaseLife[] {
  const typeOf = ({ plan }: CaseLife) => plan.office.caseType.id
  const left = new Set<CaseLife>()
  for (const [type, some] of Map.groupBy(added, typeOf)) {
    const closed = lives.filter((life) => typeOf(life) === type && life.state.status === 'closed')
    const count = Math.min(some.length, Math.floor(closed.length / 2))
    for (let nth = 0; nth < count; nth++) left.add(closed[Math.floor((nth * closed.length) / count)]!)
  }
  return lives.filter((life) => !left.has(life))
}
