import { type CaseClock, explainClock as explain, explanationText } from '@casement/engine'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { Handler } from '../http/answer.ts'
import { notFound } from '../http/http-problem.ts'
import type { Parts } from '../http/parts.ts'
import { nowOf } from '../http/session.ts'
import { findCase } from './case-store.ts'
import { findTriggerWords } from './event-words.ts'
import type { NameOf } from './holder-view.ts'

/** `GET /cases/{ref}/clocks/{clock}/explanation`: the sum behind a due date, as a tribunal could follow it. */
export function explainClock(parts: Parts): Handler<'explainClock'> {
  return async ({ params, session }) => {
    const { pool, libraries } = parts.casework
    const { clock, trigger, library } = await inLandlord({ pool, landlordId: session.landlordId, readOnly: true }, async (tx) => {
      const found = await findCase(tx, params.ref)
      const clock = found && Object.hasOwn(found.state.clocks, params.clock) ? found.state.clocks[params.clock] : undefined
      if (!found || !clock) throw notFound()
      const nameOf = await parts.names.learn(tx, [...(clock.extensions ?? []), ...(clock.targets ?? [])].flatMap(({ who }) => (who === undefined ? [] : [{ kind: 'person' as const, id: who }])))
      const library = await libraries.get(tx, found.library_version)
      const caseType = await library.getCaseType(tx, found.state.caseType)
      return { clock: withNames(clock, nameOf), trigger: { ...clock.trigger, words: findTriggerWords(clock.trigger.name, caseType) }, library }
    })
    const calendar = library.calendar(clock.terms.calendar, clock.terms.calendarVersion)
    const explanation = explain({ ...clock, trigger }, calendar, nowOf(session))
    return { ...explanation, text: explanationText(explanation) }
  }
}

/** The engine knows whoever extended or revised a clock by their id; people know them by their name. */
function withNames(clock: CaseClock, nameOf: NameOf): CaseClock {
  const named = (id: string) => nameOf({ kind: 'person', id })
  return {
    ...clock,
    extensions: clock.extensions?.map((extension) => ({ ...extension, who: named(extension.who) })),
    targets: clock.targets?.map((target) => (target.who === undefined ? target : { ...target, who: named(target.who) })),
  }
}
