import { nameOfAll } from '../case/event-names.ts'
import type { Compiled } from '../expressions/compile-expression.ts'
import type { AssessmentDefinition } from './assessment-definition.ts'
import { conditionsOf, type Finding, type Leaf, type StartRule, type Step } from './case-type.ts'
import { reservedWords, type ClockSettings, type Rule } from './definition.ts'
import type { StepDefinition } from './step-definition.ts'

/** What a rule may name: the steps and the clocks by id. */
export interface Names {
  step: Record<string, StepDefinition>
  clocks: Record<string, ClockSettings>
  /** Uses of fragments that there are not: what happens in them is not known, and what follows from that is not told. */
  unread: ReadonlySet<string>
  assessments: Record<string, AssessmentDefinition>
}

export interface RuleCompiler {
  names: Names
  /** Compiles an expression at a place, or reports why not. */
  expression: (source: string, place: string) => Compiled | undefined
  report: (finding: Finding) => void
}

/** Turns what the author wrote into event names (semantics 3 and 5). Lists mean all. */
export function compileRule(rule: Rule, place: string, compiler: RuleCompiler): StartRule {
  if (typeof rule === 'string') return compileLeaf(rule, place, compiler)
  if (Array.isArray(rule)) return { kind: 'all', rules: rule.map((part, index) => compileRule(part, `${place}[${index}]`, compiler)) }
  const when = rule.when === undefined ? undefined : compiler.expression(rule.when, `${place}.when`)
  if ('all' in rule) return { kind: 'all', rules: rule.all.map((part, index) => compileRule(part, `${place}.all[${index}]`, compiler)), when }
  if ('any' in rule) return { kind: 'any', rules: rule.any.map((part, index) => compileRule(part, `${place}.any[${index}]`, compiler)), when }
  const on = compileRule(rule.on, `${place}.on`, compiler)
  if (on.kind === 'leaf') return { ...on, fresh: rule.fresh ?? false, when }
  return { kind: 'all', rules: [rule.fresh ? freshened(on) : on], when }
}

function freshened(rule: StartRule): StartRule {
  return rule.kind === 'leaf' ? { ...rule, fresh: true } : { ...rule, rules: rule.rules.map(freshened) }
}

/** What stands before a step of which the first to come of several counts. */
const ANY_OF = 'any of '

function compileLeaf(written: string, place: string, compiler: RuleCompiler): Leaf {
  if (written.startsWith(ANY_OF)) return { ...compileLeaf(written.slice(ANY_OF.length).trim(), place, compiler), written, isAny: true, ofAll: undefined }
  const dot = written.indexOf('.')
  const subject = dot < 0 ? written : written.slice(0, dot)
  const word = dot < 0 ? undefined : written.slice(dot + 1)
  const leaf = (names: string[], step?: string): Leaf => ({ kind: 'leaf', written, names, step, fresh: false })
  const unknown = (): Leaf => {
    reportUnknown(written, place, compiler)
    return { ...leaf([written]), isUnknown: true }
  }
  if (subject === 'case') return word === 'opened' || word === 'reopened' ? leaf([written]) : unknown()
  if (subject === 'strand') return word === 'started' || word === 'ended' ? { ...leaf([written]), ofStrand: true } : unknown()
  if (subject === 'outside') return word === undefined ? unknown() : leaf([written])
  const { step, clock } = findNamed(subject, compiler.names)
  if (clock && word !== undefined && clockWords(clock).includes(word)) return { ...leaf([written], step?.id), ofStrand: 'per' in clock && clock.per === 'strand' }
  if (!step) return unknown()
  if (word === undefined) return { ...leaf(bareNames(step), step.id), ofAll: step.forEach === undefined ? undefined : nameOfAll(step.id) }
  if (compiler.names.unread.has(step.id)) return { ...leaf([written], step.id), isUnknown: true }
  return wordsOf(step, compiler.names).includes(word) ? leaf([written], step.id) : unknown()
}

/** A rule may say anything, also what every object has. */
function findNamed(subject: string, { step, clocks }: Names): { step?: StepDefinition; clock?: ClockSettings } {
  return { step: Object.hasOwn(step, subject) ? step[subject] : undefined, clock: Object.hasOwn(clocks, subject) ? clocks[subject] : undefined }
}

function reportUnknown(written: string, place: string, { names, report }: RuleCompiler): void {
  const subject = written.split('.')[0]!
  const { step, clock } = findNamed(subject, names)
  const remedy = step
    ? `Events of ${subject} are ${wordsOf(step, names).map((word) => `${subject}.${word}`).join(', ')}.`
    : clock ? `Events of ${subject} are ${clockWords(clock).map((word) => `${subject}.${word}`).join(', ')}.`
    : `Name one of the steps: ${Object.keys(names.step).join(', ')}.`
  report({ place, severity: 'error', message: `No event is called ${written}.`, remedy })
}

/** A bare name: done for a task, reached for a milestone, and so on (semantics 5). */
export function bareNames(step: StepDefinition): string[] {
  const words: Record<StepDefinition['kind'], string[]> = {
    task: ['completed', 'skipped'], message: ['sent'], milestone: ['reached'], stage: ['completed'],
    decision: ['completed'], wait: ['elapsed', 'answered'], effect: ['completed'], finish: ['completed'], use: ['completed'],
  }
  return words[step.kind].map((word) => `${step.id}.${word}`)
}

/** Every word that may follow the step's id in a rule. */
export function wordsOf(step: StepDefinition, names: Pick<Names, 'assessments'>): string[] {
  const own = reservedWords.filter((word) => !CLOCK_WORDS.includes(word))
  return [...own, ...(step.recurs ? ['missed'] : []), ...(step.clock ? clockWords(step.clock) : []), ...outcomesOf(step, names).map(({ id }) => id)]
}

const CLOCK_WORDS: string[] = ['warning', 'due', 'opened', 'expired', 'extension-proposed', 'extended']

/** Every word that may follow the id of a clock: of an extension only where it can be extended, and proposed only where a letter comes first. */
export function clockWords({ extend, notBefore, validity }: Pick<ClockSettings, 'extend' | 'notBefore' | 'validity'>): string[] {
  const extensions = extend === undefined ? [] : extend.noticeBeforeDue === undefined ? ['extended'] : ['extension-proposed', 'extended']
  return ['warning', 'due', ...(notBefore ? ['opened'] : []), ...(validity ? ['expired'] : []), ...extensions]
}

/** A task's outcomes or the bands of its assessment, a decision's branches: values that are events by name. */
export function outcomesOf(step: StepDefinition, { assessments }: Pick<Names, 'assessments'>): Step['outcomes'] {
  if (step.kind === 'decision') return [...step.branches, step.otherwise].filter((branch) => branch !== undefined).map(({ id, name }) => ({ id, name: name ?? inWords(id) }))
  if (step.kind !== 'task' && step.kind !== 'stage') return []
  if (step.kind === 'task' && step.assessment !== undefined) return assessments[step.assessment]?.bands.map(({ id, name }) => ({ id, name })) ?? []
  return (step.outcomes ?? []).map((outcome) => {
    if (typeof outcome === 'string') return { id: outcome, name: inWords(outcome) }
    const { id, name, needs }: Step['outcomes'][number] = outcome
    return needs === undefined ? { id, name } : { id, name, needs }
  })
}

/** `no-sign-of-life` reads "No sign of life". */
export function inWords(id: string): string {
  const words = id.replaceAll('-', ' ').replace(/([a-z])([A-Z])/g, (_, end: string, next: string) => `${end} ${next.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Whether a rule is to be read again when the day turns. */
export function ruleUsesToday(rule: StartRule | undefined): boolean {
  return conditionsOf(rule).some(({ usesToday }) => usesToday)
}
