import type { Compiled } from '../../expressions/compile-expression.ts'
import { conditionsOf, leavesOf, type CaseType, type Finding, type Leaf, type StartRule, type Step } from '../case-type.ts'
import type { ForEach } from '../step-definition.ts'
import { wrong, type Checking } from './checking.ts'

/** What is done for each of something is done for what there is, and is spoken of from outside as several (semantics 8, 9). */
export function checkElements(checking: Checking): Finding[] {
  return [...checkSets(checking), ...checkNesting(checking), ...readersOf(checking).flatMap((reader) => [...checkLeaves(checking.caseType, reader), ...checkQuestions(checking.caseType, reader)])]
}

function checkSets({ caseType, placeOf }: Checking): Finding[] {
  const { parties = [], fields = {} } = caseType.definition
  return caseType.forEach.flatMap((step): Finding[] => {
    const forEach = step.forEach!
    if (forEach === 'strand' || 'records' in forEach) return []
    if ('parties' in forEach) {
      const known = parties.map(({ id }) => id)
      const remedy = known.length > 0 ? `Use one of ${known.join(', ')}, or add it to parties.` : 'Say under parties in which roles people take part.'
      return [forEach.parties].flat().filter((role) => !known.includes(role)).map((role) => wrong(placeOf(step, 'forEach.parties'), `${step.name} is for each ${role}, and nobody takes part as that.`, remedy))
    }
    const field = fields[forEach.list]
    if (field && 'list' in field) return []
    return [wrong(placeOf(step, 'forEach.list'), field ? `${forEach.list} has one value, so there is nothing to go through.` : `There is no field ${forEach.list}.`, 'Name a field of the case that holds several values of a list.')]
  })
}

/** For each of the same inside itself would be done for every one in every one. */
function checkNesting({ caseType, placeOf }: Checking): Finding[] {
  return caseType.forEach.flatMap((step) => {
    const [own, ...around] = step.eachAround
    return around.some((outer) => isWithin(own!, outer)) ? [wrong(placeOf(step, 'forEach'), `${step.name} is for each of what a stage around it is for each of already.`, 'Leave forEach out here: it is done for each all the same.')] : []
  })
}

/** Where something is read, and for each of what it is read there. */
interface Reader {
  name: string
  eachAround: readonly ForEach[]
  rules: { rule: StartRule | undefined; place: string }[]
  conditions: { condition: Compiled | undefined; place: string }[]
}

function readersOf({ caseType, placeOf }: Checking): Reader[] {
  const at = (condition: unknown, place: string) => ({ condition: isCompiled(condition) ? condition : undefined, place })
  const ofExpressions = (prefix: string, place: string) => Object.entries(caseType.expression).filter(([key]) => key.startsWith(prefix)).map(([key, condition]) => ({ condition, place: `${place}${key.slice(prefix.length)}` }))
  const steps = caseType.steps.map((step): Reader => ({
    name: step.name,
    eachAround: step.eachAround,
    rules: (['after', 'cancelWhen'] as const).map((part) => ({ rule: step[part], place: placeOf(step, part) })),
    conditions: [
      at(step.when, placeOf(step, 'when')), at(step.required, placeOf(step, 'required')), at(step.start, placeOf(step, 'start')), at(step.repeat?.while, placeOf(step, 'repeatable.while')),
      ...step.branches.map(({ when }, index) => at(when, placeOf(step, `branches[${index}].when`))),
      ...ofExpressions(`${step.id}.fields.`, `${placeOf(step, 'fields')}.`), ...ofExpressions(`${step.id}.set.`, `${placeOf(step, 'do')}.`),
    ],
  }))
  const clocks = caseType.clocks.map((clock, index): Reader => ({
    name: clock.name, eachAround: clock.per ? [clock.per] : [], conditions: [],
    rules: (['starts', 'stops', 'withdraws'] as const).map((part) => ({ rule: clock[part], place: `clocks[${index}].${part}` })),
  }))
  const narrowed = Object.entries(caseType.narrowing).map(([action, condition]) => at(condition, `allow.${action}`))
  const whole = { name: 'The case', eachAround: [], rules: [], conditions: [...caseType.gates.map(({ when }, index) => at(when, `gates[${index}].when`)), ...narrowed, ...ofExpressions('fields.', 'fields.')] }
  return [...steps, ...clocks, whole]
}

function isCompiled(value: unknown): value is Compiled {
  return typeof value === 'object' && value !== null && 'evaluate' in value
}

function checkLeaves(caseType: CaseType, reader: Reader): Finding[] {
  return reader.rules.flatMap(({ rule, place }) => leavesOf(rule).flatMap((leaf) => checkLeaf(caseType, leaf, { reader, place })))
}

function checkLeaf(caseType: CaseType, leaf: Leaf, { reader, place }: { reader: Reader; place: string }): Finding[] {
  const step = leaf.step === undefined ? undefined : caseType.step[leaf.step]
  if (!step) return []
  if (leaf.isAny) return step.eachAround.length > 0 ? [] : [wrong(place, `${reader.name} waits for ${leaf.written}, and ${step.name} is not done for each of anything.`, `Write ${leaf.written.slice('any of '.length)}.`)]
  const [outside, ...others] = outsideOf(step, reader)
  if (!outside || (leaf.ofAll !== undefined && others.length === 0 && outside === step.forEach)) return []
  const whole = [step, ...stagesAround(caseType, step)].findLast(({ forEach }) => forEach === outside || others.includes(forEach!))!
  return [wrong(place, `${reader.name} waits for ${leaf.written}, which happens once for each: ${step.name} is done for several.`, `Write any of ${leaf.written} for the first of them, or ${whole.id} for the end of all.`)]
}

function checkQuestions(caseType: CaseType, reader: Reader): Finding[] {
  const inRules = reader.rules.flatMap(({ rule, place }) => conditionsOf(rule).map((condition) => ({ condition, place })))
  return [...reader.conditions, ...inRules].flatMap(({ condition, place }) => (condition?.asksOne ?? []).flatMap((id) => {
    const step = caseType.step[id]
    if (!step || outsideOf(step, reader).length === 0) return []
    return [wrong(place, `${condition!.source} asks for the one outcome or answer of ${step.name}, which is done for each of several.`, `Use outcomes("${id}") or answers("${id}", …): the lists of what all of them gave.`)]
  }))
}

/** The sets for each of which the step is done, and the reader is not. */
function outsideOf(step: Step, { eachAround }: Reader): ForEach[] {
  return step.eachAround.filter((forEach) => !eachAround.some((own) => isWithin(own, forEach)))
}

/** Each of the one is one of the other. */
function isWithin(one: ForEach, other: ForEach): boolean {
  if (one === 'strand' || other === 'strand') return one === other
  if ('parties' in one) return 'parties' in other && [one.parties].flat().every((role) => [other.parties].flat().includes(role))
  if ('records' in one) return 'records' in other && one.records === other.records
  return 'list' in other && one.list === other.list
}

function stagesAround(caseType: CaseType, { parent: id }: Step): Step[] {
  const parent = id === undefined ? undefined : caseType.step[id]
  return parent ? [parent, ...stagesAround(caseType, parent)] : []
}
