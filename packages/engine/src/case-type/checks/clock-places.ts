import type { ClockSettings } from '../definition.ts'
import type { Checking } from './checking.ts'

/** The settings of one clock, of the case or of a step, and where they are written. */
interface WrittenClock {
  id: string
  name: string
  settings: ClockSettings
  place: string
}

/** Every clock of a case type with its place. */
export function writtenClocks({ caseType, placeOf }: Checking): WrittenClock[] {
  return [
    ...(caseType.definition.clocks ?? []).map((settings, index) => ({ id: settings.id, name: settings.name, settings, place: `clocks[${index}]` })),
    ...caseType.steps.flatMap((step) => {
      const { clock } = step.definition
      return clock ? [{ id: step.id, name: clock.name ?? step.name, settings: clock, place: placeOf(step, 'clock') }] : []
    }),
  ]
}
