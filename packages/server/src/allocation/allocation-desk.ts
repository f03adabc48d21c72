import { type AllocationFacts, type CaseEvent, type CaseType, type ChoosingRule, type Subject, dayAt, isChoosing, ruleKey } from '@casement/engine'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import { readCover } from '../leave/read-cover.ts'
import { readSubjects, subjectKey } from '../records/read-subjects.ts'
import { readCandidates } from './read-candidates.ts'
import { readContinuity } from './read-continuity.ts'
import { rulesOfType } from './rules-of-type.ts'
import { keepTurns } from './turns.ts'

/** A case whose decision lacked facts. */
export interface CaseToAllocate {
  id: string
  subject?: Subject
  caseType: CaseType
  now: string
  zone: string
}

/** What is the same for every case. */
type SharedFacts = Pick<AllocationFacts, 'candidates' | 'cover'>

/**
 * What the allocation rules of some cases of one transaction ask for, read in one query for each kind of fact. What is given meanwhile
 * counts for the next case: loads grow and turns go on; at the end the turns are kept.
 */
export class AllocationDesk {
  readonly #facts: SharedFacts
  readonly #patchOfficers: Map<string, string>
  readonly #continuity: Map<string, string>
  readonly #lastInTurn = new Map<string, { rule: ChoosingRule; person: string }>()

  private constructor(facts: SharedFacts, patchOfficers: Map<string, string>, continuity: Map<string, string>) {
    this.#facts = facts
    this.#patchOfficers = patchOfficers
    this.#continuity = continuity
  }

  /** @param isPreview nothing is written, so no turn is locked */
  static async open(tx: LandlordTransaction, cases: CaseToAllocate[], { isPreview }: { isPreview: boolean }): Promise<AllocationDesk> {
    const rules = [...new Set(cases.map(({ caseType }) => caseType))].map(rulesOfType)
    const choosing = [...new Map(rules.flatMap((one) => one.choosing).map((rule) => [ruleKey(rule), rule])).values()]
    const candidates = await readCandidates(tx, choosing, { isLocked: !isPreview })
    const [first] = cases
    const cover = first ? await readCover(tx, { day: dayAt(first.now, first.zone), people: rules.flatMap(({ people }) => people) }) : {}
    const patchOfficers = rules.some(({ asksPatch }) => asksPatch) ? await readPatchOfficers(tx, cases) : new Map<string, string>()
    const continuity = rules.some(({ asksContinuity }) => asksContinuity) ? await readContinuity(tx, cases) : new Map<string, string>()
    return new AllocationDesk({ candidates, cover }, patchOfficers, continuity)
  }

  factsOf(id: string): AllocationFacts {
    return { ...this.#facts, patchOfficer: this.#patchOfficers.get(id), continuity: this.#continuity.get(id) }
  }

  /** What events of a case gave, so that the next one is given otherwise. */
  note(events: CaseEvent[]): void {
    for (const { type, payload } of events) {
      if (type !== 'owner-assigned' && type !== 'item-started') continue
      const holder = type === 'owner-assigned' ? payload.owner : payload.assignee
      if (holder?.kind === 'person' && payload.by !== undefined && isChoosing(payload.by)) this.#given(payload.by, holder.id)
    }
  }

  keep(tx: LandlordTransaction): Promise<void> {
    return keepTurns(tx, [...this.#lastInTurn.values()])
  }

  #given(rule: ChoosingRule, person: string): void {
    const key = ruleKey(rule)
    const candidates = this.#facts.candidates[key] ?? []
    const chosen = candidates.find(({ id }) => id === person)
    if (chosen === undefined) return
    if ('leastLoaded' in rule) chosen.load++
    else {
      this.#facts.candidates[key] = [...candidates.filter((one) => one !== chosen), chosen]
      this.#lastInTurn.set(key, { rule, person })
    }
  }
}

async function readPatchOfficers(tx: LandlordTransaction, cases: CaseToAllocate[]): Promise<Map<string, string>> {
  const records = await readSubjects(tx, cases.flatMap(({ subject }) => (subject === undefined ? [] : [subject])))
  return new Map(cases.flatMap(({ id, subject }) => {
    const officer = subject && records.get(subjectKey(subject))?.patch_officer
    return officer ? [[id, officer] as const] : []
  }))
}
