import { type CaseState, type CaseType, type MoveVerdict, compileCaseType, isUnfinished, judgeMove } from '@casement/engine'
import { benchCalendar, engineStories, playThrough } from './engine-speed.ts'
import { type Seconds, bestOf } from './timed.ts'

/** Cases of the figure. */
const CASES = 10_000

/** A live case as the database gives it, and what it would move to. */
export interface LiveCase {
  state: string
  from: CaseType
  to: CaseType
  now: string
}

/** How long the engine takes to say of 10,000 live cases what moving them to the next version of their type would be, in memory, each read from its text. */
export function measureDryRun(): Seconds {
  const live = liveCases()
  return bestOf(2, () => {
    for (let one = 0; one < CASES; one++) judge(live[one % live.length]!)
  })
}

export function judge({ state, from, to, now }: LiveCase): MoveVerdict {
  const context = { now, actor: { kind: 'system' as const, id: 'dry-run' }, caseType: from, movingTo: to, calendar: benchCalendar }
  return judgeMove(JSON.parse(state) as CaseState, { type: 'move-to-version', version: to.version, choices: { 'look-again': 'leave' }, acceptBreach: true }, context)
}

/** Every open state that the stories come through. */
export function liveCases(): LiveCase[] {
  return engineStories().flatMap((story) => {
    const to = nextVersion(story.caseType)
    return story.deeds.flatMap(({ now }, index): LiveCase[] => {
      const state = playThrough({ ...story, deeds: story.deeds.slice(0, index + 1) })
      return state.status === 'open' && Object.values(state.items).some(isUnfinished) ? [{ state: JSON.stringify(state), from: story.caseType, to, now }] : []
    })
  })
}

/** The same procedure with one more task, which past events would start. */
function nextVersion({ definition, version, steps: [first] }: CaseType): CaseType {
  const steps = [...definition.steps, { id: 'look-again', kind: 'task' as const, name: 'Look again', after: `${first!.id}.started` }]
  const { caseType } = compileCaseType({ ...definition, version: version + 1, steps })
  if (caseType === undefined) throw new Error(`The next version of ${definition.id} cannot be used`)
  return caseType
}
