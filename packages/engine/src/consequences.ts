import type { CaseEvent } from './case/event.ts'
import { linkWords } from './case/link.ts'
import type { CaseState, Item } from './case/state.ts'
import { inWords } from './case-type/compile-rule.ts'
import { lengthWords } from './clocks/clock-words.ts'
import { handedOn } from './settle/clocks.ts'

/**
 * What a list of events does, in the words of a preview: "Reopens the stage Enquiries", "Restarts one clock".
 * Read before anyone agrees to it, so it names what starts, ends, restarts and stays.
 */
export function consequences(after: CaseState, events: CaseEvent[]): string[] {
  const words: string[] = []
  for (const event of events) {
    const sentence = sentenceFor(event, after)
    if (sentence !== undefined && !words.includes(sentence)) words.push(sentence)
  }
  return words
}

function sentenceFor(event: CaseEvent, after: CaseState): string | undefined {
  if (isOfFinish(event, after)) return undefined
  const nameOf = (item: string) => after.items[item]?.name ?? item
  const clockOf = (clock: string) => after.clocks[clock]?.terms.name ?? clock
  switch (event.type) {
    case 'item-started': return after.items[event.payload.item]?.kind === 'stage' ? `Opens the stage ${nameOf(event.payload.item)}` : `Starts ${nameOf(event.payload.item)}`
    case 'item-offered': return `Offers ${nameOf(event.payload.item)}`
    case 'task-completed': return `Completes ${event.payload.name}`
    case 'message-prepared': return `Prepares the letter ${nameOf(event.payload.item)}`
    case 'message-sent': return `Marks ${nameOf(event.payload.item)} as sent`
    case 'milestone-reached': return `Reaches ${nameOf(event.payload.item)}`
    case 'stage-completed': return `Completes the stage ${nameOf(event.payload.item)}`
    case 'stage-reopened': return `Reopens the stage ${nameOf(event.payload.item)}`
    case 'item-skipped': return `Skips ${nameOf(event.payload.item)}`
    case 'item-cancelled': return `Cancels ${nameOf(event.payload.item)}`
    case 'item-superseded': return setAside(after.items[event.payload.item], nameOf(event.payload.item))
    case 'task-assigned': return `Gives ${nameOf(event.payload.item)} to someone else`
    case 'owner-assigned': return 'Gives the case its owner'
    case 'hold-began': return event.payload.on === undefined ? 'Puts the case on hold' : `Puts ${nameOf(event.payload.on)} on hold`
    case 'hold-ended': return event.payload.on === undefined ? 'Releases the case' : `Releases ${nameOf(event.payload.on)}`
    case 'clock-started': return event.payload.wait ? `Begins the wait ${event.payload.terms.name}` : `Starts the clock ${event.payload.terms.name}`
    case 'clock-paused': return event.payload.to === undefined ? `Stops the clock ${clockOf(event.payload.clock)} while on hold` : `Does not count a hold that has ended in the clock ${clockOf(event.payload.clock)}`
    case 'clock-resumed': return `Lets the clock ${clockOf(event.payload.clock)} run on`
    case 'clock-extension-proposed': return `Proposes to extend the clock ${clockOf(event.payload.clock)} by ${lengthWords(event.payload.by)}: it counts once the letter has gone out in time`
    case 'clock-extended': return `Extends the clock ${clockOf(event.payload.clock)} by ${lengthWords(event.payload.by)}`
    case 'clock-extension-lapsed': return `Leaves the clock ${clockOf(event.payload.clock)} as it was: ${event.payload.toldAt === undefined ? 'the letter about its extension does not go out' : 'the letter about its extension went out too late'}`
    case 'clock-stopped': return `Stops the clock ${clockOf(event.payload.clock)}`
    case 'clock-withdrawn': return `Withdraws the clock ${clockOf(event.payload.clock)}`
    case 'clock-continued': return event.payload.reason === handedOn ? undefined : `Lets the clock ${clockOf(event.payload.clock)} run as if it had not stopped`
    case 'priority-set': return `Sets the priority to ${event.payload.priority}`
    case 'case-linked': return `Links the case: it ${linkWords(event.payload.link, event.payload.way)} ${event.payload.case.ref}`
    case 'case-unlinked': return 'Takes a link to another case away'
    case 'case-asked-for': return `Opens another case: ${inWords(event.payload.caseType)}`
    case 'link-asked-for': return `Links the case: it ${linkWords(event.payload.link, 'to')} ${event.payload.ref}`
    case 'webhook-asked-for': return `Tells another system: ${inWords(event.payload.webhook)}`
    case 'case-closed': return event.payload.mergedInto === undefined ? 'Closes the case' : `Closes the case: ${event.payload.mergedInto} goes on in its place`
    case 'case-cancelled': return 'Cancels the case'
    case 'case-moved': return `Moves the case to version ${event.payload.to.version}`
    case 'case-reopened': return 'Reopens the case'
    default: return undefined
  }
}

/** How a path ends is not work: that the stage or the case ends is said by what ends it, and of its other ends there is nothing to say. */
function isOfFinish({ type, payload }: CaseEvent, { items }: CaseState): boolean {
  return type.startsWith('item-') && 'item' in payload && items[payload.item as string]?.kind === 'finish'
}

function setAside(item: Item | undefined, name: string): string {
  const isWorkedOn = item?.answers !== undefined || item?.outcome !== undefined || item?.notes !== undefined
  return isWorkedOn ? `Sets aside ${name}: its answers are kept as an earlier version` : `Takes back ${name}`
}
