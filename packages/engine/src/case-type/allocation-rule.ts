/** People from whom one is chosen, or who hold work until one of them takes it. */
export type Group = { team: string } | { role: string }

/**
 * One way to find who work is for. `continuity` is whoever has the resident's other open case. A team or role by itself holds the work
 * until somebody claims it; `leastLoaded` and `roundRobin` choose one of its people.
 */
export type AllocationRule = 'creator' | 'patch-officer' | 'continuity' | { person: string } | Group | { leastLoaded: Group } | { roundRobin: Group }

/** `owner` follows the case's owner. Of a list the first that finds somebody decides. */
export type ForWhom = 'owner' | AllocationRule | ('owner' | AllocationRule)[]

/** A rule by which one of several people is chosen. */
export type ChoosingRule = Extract<AllocationRule, { leastLoaded: Group } | { roundRobin: Group }>

export function isChoosing(rule: 'owner' | AllocationRule): rule is ChoosingRule {
  return typeof rule === 'object' && ('leastLoaded' in rule || 'roundRobin' in rule)
}

/** Whether a rule finds somebody whatever happens. A case is opened by somebody; a patch may have no officer, a team nobody who is there. */
export function alwaysFinds(rule: 'owner' | AllocationRule): boolean {
  return rule === 'owner' || rule === 'creator' || (typeof rule === 'object' && ('team' in rule || 'role' in rule))
}
