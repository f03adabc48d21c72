import type { Allowance } from '../clocks/allowance.ts'
import fc from 'fast-check'
import type { ForWhom } from '../case-type/allocation-rule.ts'
import type { AssessmentDefinition } from '../case-type/assessment-definition.ts'
import type { CaseType } from '../case-type/case-type.ts'
import type { ClockDefinition, Rule } from '../case-type/definition.ts'
import type { FragmentDefinition } from '../case-type/fragment.ts'
import type { EffectAction, ForEach, PlannedStart, Recurrence, StepDefinition } from '../case-type/step-definition.ts'
import type { EscalationAction } from '../clocks/escalation.ts'
import { sampleType } from './play.ts'

/** Found by the case itself, and where nothing outside is known, found to be nobody. */
const whom: (ForWhom | undefined)[] = [undefined, 'creator', { team: 'repairs' }, 'patch-officer', ['continuity', 'owner'], [{ person: 'priya' }], [{ leastLoaded: { team: 'repairs' } }, { role: 'officer' }]]

/** Its bands are the outcomes that the rules name. */
const risk: AssessmentDefinition = {
  id: 'risk', name: 'Risk', total: 'harm * 2', writes: { score: 'size' },
  sections: [{ id: 'harm', name: 'Harm', questions: { points: { number: { max: 20 }, scores: 'value' }, worse: { yesNo: {}, showWhen: 'size > 1', scores: { yes: 1 } } } }],
  bands: [{ id: 'no', name: 'No' }, { id: 'yes', name: 'Yes', from: 10, anyOf: { worse: ['yes'] } }],
}

const why = { id: 'why', name: 'Why' }

/** What an outcome hangs on, read as somebody chooses it. */
const guards = ['size > 0', 'trigger.size = null', 'outcome("a") = "yes"', 'today > last', 'strands() > 0']

/** Small paths of every kind of step, with rules that may name any step: whatever an author could write and more. */
export const arbitraryCaseType: fc.Arbitrary<CaseType> = fc.array(fc.nat(), { minLength: 160, maxLength: 160 }).map((seeds) => {
  let next = 0
  const pick = <T>(choices: readonly T[]): T => choices[seeds[next++ % seeds.length]! % choices.length]!
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const leaf = (): Rule => {
    const id = pick(ids)
    return pick([id, `${id}.started`, `any of ${id}`, 'strand.started', 'case.opened', 'outside.post', `${id}.skipped`, 'u.more', 'overall.due', 'overall.warning', `${id}.failed`, timed.has(id) ? `${id}.due` : id])
  }
  const rule = (): Rule => pick<() => Rule>([leaf, leaf, () => [leaf(), leaf()], () => ({ any: [leaf(), leaf()] }), () => ({ on: leaf(), when: pick(['size > 1', 'today > last', 'today > date("2026-12-08")', 'outcome("a") = "yes"', 'outcome("b") = null', 'parties("witness") > 1', 'timesDone("b") > 1', 'strands() > 1']) }), () => ({ on: leaf(), fresh: true })])()
  const maybeRule = () => pick([undefined, undefined, rule()])
  const clockOf = new Map(ids.map((id) => [id, pick([undefined, { allow: { workingHours: 6 }, warn: { workingMinutes: 30 }, pausedBy: ['stop'] }, { allow: { workingDays: 2 }, warn: { workingDays: 1 }, pausedBy: ['stop'] }, { allow: { hours: 30 }, basis: 'law' as const, pausedBy: ['stop'] }])]))
  const timed = new Set(ids.filter((id) => clockOf.get(id)))
  const settings = (id: string) => ({
    id, name: id.toUpperCase(), after: maybeRule(), required: pick([false, false, true, 'once-started' as const, { when: 'today > last' }]),
    forEach: pick<ForEach | undefined>([undefined, undefined, undefined, undefined, { parties: 'witness' }, { parties: ['witness', 'victim'], fixed: true }, { list: 'kinds' }, { records: 'home' }, 'strand']),
    repeatable: pick([undefined, undefined, { atMost: 2 }]), start: pick(['automatic', 'automatic', 'by-hand'] as const),
    cancelWhen: pick([undefined, undefined, undefined, rule()]),
    startsOn: pick<PlannedStart | undefined>([undefined, undefined, undefined, undefined, { by: { hours: 30 } }, { by: { workingDays: 2 } }, { by: { days: 2 }, before: 'last' }, { by: { weeks: 1 }, after: 'last' }, { by: { by: 'pace', is: { fast: { hours: 8 }, slow: { days: 3 } } } }, { by: { by: 'pace', is: { slow: { workingDays: 1 } }, otherwise: { weeks: 2 } }, before: 'last' }]),
    recurs: pick<() => Recurrence | undefined>([() => undefined, () => undefined, () => undefined, () => recurrence(pick, leaf)])(),
    when: pick([undefined, undefined, undefined, 'today > last', 'outcome("a") != "no"']), clock: clockOf.get(id), onRestart: pick([undefined, undefined, 'keep' as const]),
  })
  const simple = (id: string): StepDefinition => pick<() => StepDefinition>([
    () => ({ ...settings(id), kind: 'task', outcomes: pick([undefined, ['yes', 'no'], [{ id: 'yes', name: 'Yes', when: pick(guards) }, 'no']]) }),
    () => ({ ...settings(id), kind: 'task', for: pick(whom) }),
    () => ({ ...settings(id), kind: 'task', assessment: 'risk' }),
    () => ({ ...settings(id), kind: 'wait', lasts: pick([{ days: 3 }, { days: 5, inclusive: true }, { hours: 10 }]), pausedBy: ['stop'] }),
    () => ({ ...settings(id), kind: 'wait', until: 'last' }),
    () => ({ ...settings(id), kind: 'milestone', byHand: pick([true, false]) }),
    () => ({ ...settings(id), kind: 'decision', branches: [{ id: 'big', when: 'size > 2' }], otherwise: { id: 'small' } }),
    () => ({ ...settings(id), kind: 'message', template: 'letter', ...pick([{}, { automatic: true }, { approve: 'officer' }, { to: 'neighbour' }]) }),
    () => ({ ...settings(id), kind: 'effect', do: [{ set: pick<Record<string, string>>([{ size: 'size + 1' }, { last: 'today' }]) }, pick([{ priority: 'high' as const }, { endRecurrence: pick(ids) }, { startRecurrence: pick(ids) }])] }),
    () => ({ ...settings(id), kind: 'effect', do: [pick<EffectAction>([{ startStrand: { value: 'x' } }, { endStrand: {} }])] }),
    () => ({ ...settings(id), kind: 'effect', do: [{ open: { caseType: 'other', fields: { size: 'size' } } }, { webhook: 'hook', body: { day: 'today' } }] }),
  ])()
  const noticeBeforeDue = pick([undefined, 'notice'])
  const steps: StepDefinition[] = [
    { ...settings('a'), after: undefined, kind: 'task', outcomes: ['yes', 'no'] },
    simple('b'), simple('c'),
    { ...settings('d'), kind: 'stage', completes: pick([undefined, undefined, 'when-all-done' as const, 'by-hand' as const]), next: pick([undefined, [{ stage: 'h', reason: 'required' as const }]]), steps: [simple('e'), simple('f')] },
    { id: 'h', kind: 'stage', name: 'H', after: leaf(), onDemand: pick([true, false]), next: pick([undefined, [{ stage: 'd' }]]), steps: [{ id: 'i', kind: 'task', name: 'I', required: pick([true, false]) }] },
    simple('g'),
    { id: 'u', kind: 'use', name: 'U', fragment: 'piece', version: 1, with: { many: pick(['size', 'size + 3']), day: 'last' }, after: leaf(), onDemand: pick([true, false, false]), repeatable: pick([undefined, { atMost: 2 }]) },
    { id: 'notice', kind: 'message', name: 'Notice', template: 'notice', after: noticeBeforeDue ? 'overall.extension-proposed' : 'overall.extended', repeatable: true },
    { id: 'chase', kind: 'task', name: 'Chase', onDemand: true, clock: pick([undefined, { allow: { days: 1 } }]), for: pick(whom) },
    { id: 'end', kind: 'finish', name: 'End', after: { any: [leaf(), leaf()] } },
  ]
  const clocks: ClockDefinition[] = [
    { id: 'chained', name: 'Chained', starts: 'a', stops: leaf(), allow: pick<Allowance>([{ days: 5 }, { weeks: 1, until: 'closing' }, { months: 1, roll: 'next-working-day' }]), notBefore: pick([undefined, { days: 2 }]), deemedAfter: pick([undefined, { workingDays: 1 }]), each: true, per: pick([undefined, 'strand' as const]) },
    { id: 'rated', name: 'Rated', starts: 'case.opened', stops: leaf(), allow: { by: pick(['size', 'priority', 'outcome("a")']), targets: { 3: { hours: 20 }, high: { workingDays: 1 }, yes: { workingHours: 30 }, no: { days: 9 } }, otherwise: pick([undefined, { workingDays: 6 }]) }, basis: pick(['law', 'landlord'] as const), pausedBy: ['stop'] },
    { id: 'again', name: 'Again', starts: pick(['case.opened', 'a']), stops: leaf(), withdraws: pick([undefined, 'c']), allow: { days: 2 }, recurs: pick(['from-due', 'from-done'] as const), per: pick([undefined, 'strand' as const]), revise: true },
    { id: 'follows', name: 'Follows', starts: 'b', noLaterThan: pick(['overall', 'again']), stops: pick([undefined, leaf()]), validity: true, allow: { days: 3 }, warn: { days: 1 } },
    { id: 'overall', name: 'Overall', basis: pick(['law', 'landlord'] as const), starts: 'case.opened', stops: leaf(), allow: { workingDays: 4 }, warn: { workingDays: 2 }, pausedBy: ['stop'], extend: { by: { workingDays: 6 }, times: 2, noticeBeforeDue }, escalate: [{ at: 'due', do: [{ raisePriority: true }, pick<EscalationAction>([{ reassign: { team: 'repairs' } }, { addTask: 'chase' }, { addTask: { name: 'Call' } }, { start: 'chase' }])] }, { at: 'warning', do: [{ addTask: { name: 'Look', for: 'officer' } }] }, { after: { days: 1 }, repeat: 3, do: [{ notify: 'manager' }] }] },
    { id: 'daily', name: 'Daily', starts: pick([leaf(), { on: leaf(), when: 'today > last' }, { on: leaf(), when: 'size > 9' }, [leaf(), leaf()], { any: [leaf(), leaf()] }, { any: ['case.opened', leaf()] }]), stops: leaf(), withdraws: pick([undefined, { on: leaf(), when: 'today > last' }]), allow: { days: 2 }, of: pick([undefined, 'a', 'b']), each: pick([true, false]) },
  ]
  return sampleType({ advice: pick([undefined, undefined, [{ when: pick(['size > 0', 'today > last', 'size + 1 > 5']), text: 'Look twice' }]]), reasons: pick([undefined, undefined, { redo: [why], cancelTask: [why], restart: [why], moveToStage: [why] }]), assessments: [risk], fragments: [piece], fields: { size: { number: {} }, last: { date: {} }, pace: { choice: 'paces' }, kinds: { list: 'kinds' } },
    lists: { paces: [{ id: 'fast', name: 'Fast' }, { id: 'slow', name: 'Slow' }], kinds: [{ id: 'x', name: 'X' }, { id: 'y', name: 'Y' }] },
    strands: { list: 'kinds', priority: pick([undefined, 'highest' as const]) }, parties: [{ id: 'witness', name: 'Witness', unknown: true }, { id: 'victim', name: 'Victim', unknown: true }], holdReasons: [{ id: 'stop', name: 'Stop' }, { id: 'run', name: 'Run on' }], clocks, steps })
})

/** What a use brings: work by a date, a way that hangs on an input, and two ends. */
const piece: FragmentDefinition = {
  id: 'piece', version: 1, name: 'Piece', outcomes: ['more', 'less'], inputs: { many: { number: {} }, day: { date: {} } },
  steps: [
    { id: 'x', kind: 'task', name: 'X', startsOn: { by: { days: 1 }, before: 'day' } },
    { id: 'y', kind: 'decision', name: 'Y', after: 'x', when: 'many > 1', branches: [{ id: 'above', when: 'many > 4' }], otherwise: { id: 'below' } },
    { id: 'z', kind: 'finish', name: 'Z', after: 'y.above', outcome: 'more' },
    { id: 'w', kind: 'finish', name: 'W', after: { any: ['y.below', 'x.skipped'] }, outcome: 'less' },
  ],
}

type Pick = <T>(choices: readonly T[]) => T

function recurrence(pick: Pick, leaf: () => Rule): Recurrence {
  return {
    every: pick<Recurrence['every']>([{ hours: 31 }, { workingDays: 2 }, { days: 1 }, { months: 1 }, { by: 'pace', is: { fast: { hours: 20 }, slow: { weeks: 1 } } }]),
    from: pick(['due', 'done'] as const), onHold: pick(['skip', 'continue'] as const),
    until: pick([undefined, { count: 3 }, { lasts: { days: 9 } }, { date: 'last' }, { when: 'size > 20' }, { when: 'today > last' }, { event: leaf() }]),
  }
}
