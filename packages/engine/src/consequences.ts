import { dayNumber } from './calendars/civil-date.ts'
import { longDateWords } from './calendars/date-words.ts'
import type { CaseEvent, EventOf, EventType } from './case/event.ts'
import { linkWords } from './case/link.ts'
import type { CaseState, Item } from './case/state.ts'
import { inWords } from './case-type/compile-rule.ts'
import { lengthWords } from './clocks/clock-words.ts'
import { handedOn } from './settle/clocks.ts'
import { whatStands } from './what-stands.ts'

/**
 * What a list of events does, in the words of a preview: "Reopens the stage Enquiries", "Restarts one clock".
 * Read before anyone agrees to it, so it names what starts, ends, restarts and stays.
 */
export function consequences(after: CaseState, events: CaseEvent[]): string[] {
  return [...new Set([...events.flatMap((event) => consequenceOf(event, after) ?? []), ...whatStands(after, events)])]
}

/** What one event does; undefined where there is nothing to tell. */
export function consequenceOf(event: CaseEvent, after: CaseState): string | undefined {
  if (isOfFinish(event, after)) return undefined
  const say = words[event.type] as Words<EventType>
  return typeof say === 'function' ? say(event, speaking(after)) : undefined
}

/** A sentence; or why nothing is said of it in a preview. */
type Words<T extends EventType> = ((event: EventOf<T>, speak: Speaking) => string | undefined) | { silent: string }

interface Speaking {
  item: (id: string) => string
  clock: (id: string) => string
  strand: (id: string) => string
  state: CaseState
}

const words: { [T in EventType]: Words<T> } = {
  'case-opened': { silent: 'Whoever opens a case knows that it opens.' },
  'advice-given': { silent: 'It is shown beside what follows.' },
  'record-read': { silent: 'The fields show it.' },
  'fields-edited': { silent: 'Whoever edits fields sees them; what a task writes is in its form.' },
  'party-added': { silent: 'It is all that the act does, and its form says so.' },
  'party-ended': { silent: 'It is all that the act does, and its form says so.' },
  'record-linked': { silent: 'It is all that the act does, and its form says so.' },
  'record-unlinked': { silent: 'It is all that the act does, and its form says so.' },
  'elements-ended': { silent: 'What it leads to is said.' },
  'strand-started': ({ payload: { name } }) => `Starts the strand ${name}`,
  'strand-ended': ({ payload: { strand } }, speak) => `Ends the strand ${speak.strand(strand)}`,
  'strand-priority-set': ({ payload: { strand, priority } }, speak) => `Sets the priority of ${speak.strand(strand)} to ${priority}`,
  'note-added': { silent: 'It is all that the act does, and its form says so.' },
  'interaction-recorded': { silent: 'It is all that the act does, and its form says so.' },
  'cost-recorded': { silent: 'It is all that the act does, and its form says so.' },
  'draft-saved': { silent: 'It is all that the act does, and its form says so.' },
  'waiting-on-set': { silent: 'It is all that the act does, and its form says so.' },
  'lateness-explained': { silent: 'Whoever explains it has written it.' },
  'outside-event': { silent: 'Whoever records it names it.' },
  'items-made': { silent: 'What waits is no work yet.' },
  'run-kept': { silent: 'That it is kept was said by the restart.' },
  'decision-made': { silent: 'What it leads to is said.' },
  'effect-applied': { silent: 'What it changes is said.' },
  'wait-moved': { silent: 'The date that moved it is in the form.' },
  'wait-ended': ({ payload: { item, how } }, speak) => `${how === 'timedOut' ? 'Gives up' : 'Ends'} the wait ${speak.item(item)}`,
  'finish-reached': { silent: 'That the stage or the case ends is said by what ends it.' },
  'clock-warned': { silent: 'Time does it, not the act.' },
  'clock-opened': { silent: 'Time does it, not the act.' },
  'clock-due': { silent: 'Time does it, not the act.' },
  'clock-escalated': { silent: 'Time does it, not the act.' },
  'case-settled': { silent: 'The case goes on as its path says, which is told.' },
  'expression-failed': { silent: 'The author of the case type can mend it, whoever acts cannot.' },
  'case-stalled': () => 'Leaves the case unable to go on by itself',
  'item-started': ({ payload: { item } }, speak) => (speak.state.items[item]?.kind === 'stage' ? `Opens the stage ${speak.item(item)}` : `Starts ${speak.item(item)}`),
  'slot-passed': { silent: 'Time does it, not the act.' },
  'start-planned': ({ payload: { item, on } }, speak) => (on === undefined ? `Leaves ${speak.item(item)} without a day to start on` : `Plans ${speak.item(item)} for ${longDateWords(dayNumber(on))}`),
  'item-offered': ({ payload: { item } }, speak) => `Offers ${speak.item(item)}`,
  'task-completed': ({ payload: { item } }, speak) => `Completes ${speak.item(item)}`,
  'message-prepared': ({ payload: { item } }, speak) => `Prepares the letter ${speak.item(item)}`,
  'message-withheld': ({ payload: { item } }, speak) => `Leaves out of ${speak.item(item)} whoever must not be told`,
  'message-ready': ({ payload: { item } }, speak) => `Gives ${speak.item(item)} to be approved`,
  'message-approved': ({ payload: { item } }, speak) => `Approves ${speak.item(item)}`,
  'message-returned': ({ payload: { item } }, speak) => `Gives ${speak.item(item)} back as a draft`,
  'message-failed': ({ payload: { item } }, speak) => `Opens ${speak.item(item)} again: it is to be sent once more`,
  'message-sent': ({ payload: { item } }, speak) => `Marks ${speak.item(item)} as sent`,
  'milestone-reached': ({ payload: { item } }, speak) => `Reaches ${speak.item(item)}`,
  'stage-completed': ({ payload: { item } }, speak) => `Completes the stage ${speak.item(item)}`,
  'stage-reopened': ({ payload: { item } }, speak) => `Reopens the stage ${speak.item(item)}`,
  'stage-moved': ({ payload: { item, to } }, speak) => `Moves the case from ${speak.item(item)} to ${speak.item(to)}`,
  'path-restarted': ({ payload: { item } }, speak) => `Restarts the path from ${speak.item(item)}`,
  'item-skipped': ({ payload: { item } }, speak) => `Skips ${speak.item(item)}`,
  'item-cancelled': (event, speak) => (isNews(event, speak.state) ? `Cancels ${speak.item(event.payload.item)}` : undefined),
  'item-superseded': ({ payload: { item } }, speak) => setAside(speak.state.items[item], speak.item(item)),
  'task-assigned': ({ payload: { item } }, speak) => `Gives ${speak.item(item)} to someone else`,
  'owner-assigned': () => 'Gives the case its owner',
  'manager-assigned': () => 'Gives the case its manager',
  'nobody-found': ({ payload: { on } }, speak) => (on === undefined ? 'Finds nobody to own the case: somebody must choose' : `Finds nobody for ${speak.item(on)}: it is for the owner`),
  'helper-added': { silent: 'It is all that the act does, and its form says so.' },
  'helper-removed': { silent: 'It is all that the act does, and its form says so.' },
  'watch-began': { silent: 'It is all that the act does, and its form says so.' },
  'watch-ended': { silent: 'It is all that the act does, and its form says so.' },
  'priority-set': ({ payload: { priority } }) => `Sets the priority to ${priority}`,
  'hold-began': ({ payload: { on } }, speak) => (on === undefined ? 'Puts the case on hold' : `Puts ${speak.item(on)} on hold`),
  'hold-ended': ({ payload: { on } }, speak) => (on === undefined ? 'Releases the case' : `Releases ${speak.item(on)}`),
  'clock-started': ({ payload: { wait, terms } }) => (wait ? `Begins the wait ${terms.name}` : `Starts the clock ${terms.name}`),
  'clock-paused': ({ payload: { clock, to } }, speak) => (to === undefined ? `Stops the clock ${speak.clock(clock)} while on hold` : `Does not count a hold that has ended in the clock ${speak.clock(clock)}`),
  'clock-resumed': ({ payload: { clock } }, speak) => `Lets the clock ${speak.clock(clock)} run on`,
  'clock-extension-proposed': ({ payload: { clock, by } }, speak) => `Proposes to extend the clock ${speak.clock(clock)} by ${lengthWords(by)}: it counts once the letter has gone out in time`,
  'clock-extended': ({ payload: { clock, by } }, speak) => `Extends the clock ${speak.clock(clock)} by ${lengthWords(by)}`,
  'clock-extension-lapsed': ({ payload: { clock, toldAt } }, speak) => `Leaves the clock ${speak.clock(clock)} as it was: ${toldAt === undefined ? 'the letter about its extension does not go out' : 'the letter about its extension went out too late'}`,
  'clock-rated': ({ payload: { clock, allow, why } }, speak) => `Gives the clock ${speak.clock(clock)} ${lengthWords(allow)} ${why}`,
  'clock-revised': ({ payload: { clock } }, speak) => `Revises the target of ${speak.clock(clock)}`,
  'clock-stopped': ({ payload: { clock } }, speak) => `Stops the clock ${speak.clock(clock)}`,
  'clock-withdrawn': ({ payload: { clock } }, speak) => `Withdraws the clock ${speak.clock(clock)}`,
  'clock-continued': ({ payload: { clock, reason } }, speak) => (reason === handedOn ? undefined : `Lets the clock ${speak.clock(clock)} run as if it had not stopped`),
  'case-linked': ({ payload: { link, way, case: other } }) => `Links the case: it ${linkWords(link, way)} ${other.ref}`,
  'case-unlinked': () => 'Takes a link to another case away',
  'case-asked-for': ({ payload: { caseType } }) => `Opens another case: ${inWords(caseType)}`,
  'link-asked-for': ({ payload: { link, ref } }) => `Links the case: it ${linkWords(link, 'to')} ${ref}`,
  'webhook-asked-for': ({ payload: { webhook } }) => `Tells another system: ${inWords(webhook)}`,
  'linked-case-changed': { silent: 'The other case tells it.' },
  'webhook-called': { silent: 'The work behind the case does it, not the act.' },
  'request-failed': { silent: 'The work behind the case tells it, not the act.' },
  'case-moved': ({ payload: { to } }) => `Moves the case to version ${to.version}`,
  'case-closed': ({ payload: { mergedInto } }) => (mergedInto === undefined ? 'Closes the case' : `Closes the case: ${mergedInto} goes on in its place`),
  'case-cancelled': () => 'Cancels the case',
  'case-reopened': () => 'Reopens the case',
}

function speaking(state: CaseState): Speaking {
  return { state, item: (id) => state.items[id]?.name ?? id, clock: (id) => state.clocks[id]?.terms.name ?? id, strand: (id) => state.strands?.find((strand) => strand.id === id)?.name ?? id }
}

/** How a path ends is not work: that the stage or the case ends is said by what ends it, and of its other ends there is nothing to say. */
function isOfFinish({ type, payload }: CaseEvent, { items }: CaseState): boolean {
  return type.startsWith('item-') && 'item' in payload && items[payload.item as string]?.kind === 'finish'
}

/** What never began is cancelled with what held it, and that is no news; what a person cancels is, and what can now never start. */
function isNews({ payload: { item: id, by } }: EventOf<'item-cancelled'>, { items }: CaseState): boolean {
  const item = items[id]
  if (item?.startedSeq !== undefined) return true
  return (by === 'person' || by === 'chain') && items[item?.parent ?? '']?.state !== 'cancelled'
}

function setAside(item: Item | undefined, name: string): string | undefined {
  if (item?.startedSeq === undefined) return undefined
  const isWorkedOn = item.answers !== undefined || item.outcome !== undefined || item.notes !== undefined
  return isWorkedOn ? `Sets aside ${name}: its answers are kept as an earlier version` : `Takes back ${name}`
}
