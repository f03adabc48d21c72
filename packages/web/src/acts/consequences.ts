import type { Preview } from '@casement/server/contract'
import { dayInWords, distanceInWords } from '../look/dates.ts'
import type { Almanac } from '../look/dates.ts'

/** What an act does, one line each: the first says what, `second` by when or why. */
export type Consequence = { kind: 'owner' | 'date' | 'letter' | 'task'; first: string; second?: string }

const BASES: Record<string, string> = { law: 'set by law', code: 'set by a code of practice', landlord: 'our own target' }

/** The words of a preview with the dates that its clocks would set and who would own the case. */
export function consequencesOf(preview: Preview, almanac: Almanac, reader?: string): Consequence[] {
  const known = new Set(preview.consequences)
  return preview.consequences.flatMap((words): Consequence[] => {
    const wait = after(words, 'Begins the wait ')
    if (wait !== undefined && known.has(`Starts ${wait}`)) return []
    if (words === 'Gives the case its owner' && preview.owner) return [{ kind: 'owner', first: preview.owner.id === reader ? 'You own it' : `${preview.owner.name} owns it` }]
    const clock = preview.clocks.find(({ name }) => name === after(words, 'Starts the clock '))
    if (clock && known.has(`Starts ${clock.name}`)) return []
    if (clock) return [{ kind: 'date', first: `${clock.name} by ${dayInWords(clock.dueOn, almanac.today)}`, second: nearAndWhy(clock, almanac) }]
    const extended = preview.clocks.find(({ name }) => words.startsWith(`Extends the clock ${name} by `) || words.startsWith(`Proposes to extend the clock ${name} by `))
    if (extended) return [{ kind: 'date', first: words, second: `new date ${dayInWords(extended.dueOn, almanac.today)} · ${nearAndWhy(extended, almanac)}` }]
    const own = preview.clocks.find(({ name }) => name === after(words, 'Starts '))
    if (own) return [{ kind: 'task', first: words, second: `by ${dayInWords(own.dueOn, almanac.today)} · ${nearAndWhy(own, almanac)}` }]
    return [{ kind: /\bclock\b|\bwait\b|\bhold\b/i.test(words) ? 'date' : /\bletter\b|\bas sent\b/i.test(words) ? 'letter' : 'task', first: words }]
  })
}

function nearAndWhy({ dueOn, basis }: Preview['clocks'][number], almanac: Almanac): string {
  return [distanceInWords(dueOn, almanac), BASES[basis]].filter(Boolean).join(' · ')
}

function after(words: string, start: string): string | undefined {
  return words.startsWith(start) ? words.slice(start.length) : undefined
}
