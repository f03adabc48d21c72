import { allowanceOf, lengthWords } from '../../clocks/clock-words.ts'
import { isSameUnit, type ExtensionRule } from '../../clocks/extension.ts'
import type { Finding, StartRule, Step } from '../case-type.ts'
import type { ClockSettings } from '../definition.ts'
import { doubtful, wrong, type Checking } from './checking.ts'
import { isLonger } from './clock-fit.ts'
import { writtenClocks } from './clock-places.ts'

/** A clock that can be extended says by how much, and names a letter that its proposal really starts. Whether the source allows it, people must have written: `sourceAllows`. */
export function checkExtensions(checking: Checking): Finding[] {
  return writtenClocks(checking).flatMap(({ id, name, settings, place }) => {
    const { extend } = settings
    if (!extend) return []
    const at = { id, name, place: `${place}.extend` }
    return [...checkLength(settings, extend, at), ...checkNotice(checking, extend, at)]
  })
}

interface At {
  id: string
  name: string
  place: string
}

function checkLength({ allow }: ClockSettings, { by, times = 1, sourceAllows, source = 'its source' }: ExtensionRule, { name, place }: At): Finding[] {
  const lengths = 'targets' in allow ? Object.values(allow.targets) : [allow]
  const other = lengths.find((length) => !isSameUnit(by, length))
  return [
    ...(allowanceOf(by).total > 0 ? [] : [wrong(`${place}.by`, `${name} cannot be extended by ${lengthWords(by)}.`, 'Write at least one, or take extend out.')]),
    ...(times > 0 ? [] : [wrong(`${place}.times`, `${name} cannot be extended ${times} times.`, 'Write at least 1, or take extend out.')]),
    ...(sourceAllows && isLonger(by, sourceAllows) ? [wrong(`${place}.by`, `${name} can be extended by ${lengthWords(by)}, and ${source} allows ${lengthWords(sourceAllows)}.`, `Write at most ${lengthWords(sourceAllows)}.`)] : []),
    ...(!other ? [] : [doubtful(`${place}.by`, `${name} counts in ${allowanceOf(other).unit} and is extended in ${allowanceOf(by).unit}, which go on from its due date.`, `Write by in ${allowanceOf(other).unit}, and the whole sum is counted again from the start.`)]),
  ]
}

function checkNotice({ caseType }: Checking, { noticeBeforeDue: notice }: ExtensionRule, { id, name, place }: At): Finding[] {
  const step = notice === undefined ? undefined : caseType.step[notice]
  if (!step) return []
  const there = `${place}.noticeBeforeDue`
  const proposed = `${id}.extension-proposed`
  return [
    ...(step.kind === 'message' ? [] : [wrong(there, `${step.name} is a ${step.kind}, and only a letter can tell of an extension.`, 'Name a message.')]),
    ...(isStartedBy(step.after, proposed) ? [] : [wrong(there, `${step.name} does not start when ${name} is to be extended, so nobody would be told and it could never be.`, `Write after: ${proposed} on it.`)]),
    ...(canRunAgain(step) ? [] : [wrong(there, `${step.name} does not repeat freely, and a later proposal would find no letter.`, 'Write repeatable: true on it.')]),
  ]
}

function isStartedBy(rule: StartRule | undefined, name: string): boolean {
  if (!rule) return false
  return rule.kind === 'leaf' ? rule.names.includes(name) : rule.kind === 'any' && rule.rules.some((part) => isStartedBy(part, name))
}

function canRunAgain({ repeat }: Step): boolean {
  return repeat !== undefined && repeat.atMost === Number.POSITIVE_INFINITY
}
