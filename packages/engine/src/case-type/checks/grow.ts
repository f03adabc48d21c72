import { leavesOf, type CaseType, type ClockRule, type Step } from '../case-type.ts'

/** A step or a clock of the case. */
type Element = Step | ClockRule

/**
 * The steps and clocks of which something holds that may hang on its holding of others: each is asked again only when one that it
 * names, or the stage around it, has joined. What hangs on itself alone never joins.
 */
export function growFrom(caseType: CaseType, joins: (element: Element, joined: ReadonlySet<string>) => boolean): Set<string> {
  const elements: Element[] = [...caseType.steps, ...caseType.clocks]
  const followers = followersOf(elements)
  const joined = new Set<string>()
  for (let asked = elements; asked.length > 0; ) {
    const more = asked.filter((element) => !joined.has(element.id) && joins(element, joined))
    for (const { id } of more) joined.add(id)
    asked = [...new Set(more.flatMap(({ id }) => followers.get(id) ?? []))]
  }
  return joined
}

function followersOf(elements: Element[]): Map<string, Element[]> {
  const followers = new Map<string, Element[]>()
  for (const element of elements) {
    const rule = 'starts' in element ? element.starts : 'after' in element ? element.after : undefined
    const named = leavesOf(rule).map(({ step, written }) => step ?? written.split('.')[0]!)
    const parent = 'parent' in element && element.parent !== undefined ? [element.parent] : []
    for (const id of new Set([...named, ...parent])) followers.set(id, [...(followers.get(id) ?? []), element])
  }
  return followers
}
