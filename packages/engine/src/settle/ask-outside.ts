import type { Priority } from '../case-type/definition.ts'
import type { EffectAction } from '../case-type/step-definition.ts'
import type { Answers, AskedBy } from '../case/event.ts'
import type { LinkType } from '../case/link.ts'
import { record, type Turn } from '../case/turn.ts'
import { tryExpression, warn } from './expression-scope.ts'

/** Who asks: the name that people read, and the run of the step where one does. */
export interface Asking {
  reason: string
  from?: AskedBy
}

/** A case that opens a case that opens a case: after so many something is wrong, and a person has to look. */
const MOST_FROM_ONE_ANOTHER = 10

/**
 * What happens outside of the case is only asked for here, in an event. It is done once, after the turn, and what came of it is
 * recorded by the command `answer-request`.
 */
export function askForCase(turn: Turn, { caseType, link = 'caused-by', fields = {}, priority }: { caseType: string; link?: LinkType; fields?: Answers; priority?: Priority }, asking: Asking): void {
  const depth = Math.max(0, ...(turn.state.links ?? []).map(({ depth: reached = 0 }) => reached)) + 1
  record(turn, 'case-asked-for', { caseType, link, fields, priority, depth, ...asking })
  if (depth > MOST_FROM_ONE_ANOTHER) record(turn, 'request-failed', { request: turn.state.version, words: `${MOST_FROM_ONE_ANOTHER} cases have been opened one from another already`, from: asking.from })
}

/** Asks for what an effect of the case type names. */
export function askOutside(turn: Turn, action: Extract<EffectAction, { open: unknown } | { link: unknown } | { webhook: unknown }>, asking: Asking & { place: string }): void {
  const { place, ...by } = asking
  if ('open' in action) {
    const { caseType, link, fields = {}, priority } = action.open
    return askForCase(turn, { caseType, link, priority, fields: readAll(turn, fields, `${place}.open.fields`) }, by)
  }
  if ('webhook' in action) return record(turn, 'webhook-asked-for', { webhook: action.webhook, body: readAll(turn, action.body ?? {}, `${place}.body`), ...by })
  const ref = turn.state.fields[action.link.case]
  if (typeof ref === 'string') record(turn, 'link-asked-for', { link: action.link.as, ref, ...by })
  else warn(turn, { place: `${place}.link.case`, source: action.link.case, warning: 'The field names no case' })
}

/** What an expression gives; one that went wrong is left out, and someone sees why. */
function readAll(turn: Turn, sources: Record<string, string>, place: string): Answers {
  const { expression } = turn.context.caseType
  return Object.fromEntries(Object.keys(sources).flatMap((key) => {
    const read = tryExpression(turn, expression[`${place}.${key}`]!, { place: `${place}.${key}` })
    return read && read.value !== null ? [[key, read.value]] : []
  }))
}
