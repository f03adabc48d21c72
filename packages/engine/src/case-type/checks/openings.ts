import { areAlike, typeWords } from '../../expressions/value-types.ts'
import type { Finding } from '../case-type.ts'
import { subjectsOfOpening, type OpeningDefinition, type OpeningRule } from '../opening-rule.ts'
import { isRecordKind, recordKinds } from '../record-parts.ts'
import { subjectKinds } from '../subject-kinds.ts'
import { wrong, type Checking } from './checking.ts'
import { CAMEL } from './ids.ts'
import { checkSet, valuesOf } from './written-values.ts'

/** What opens a case by itself can happen, and the case can then be opened: nobody is there to be asked for what is missing. */
export function checkOpenings({ caseType }: Checking): Finding[] {
  const { definition, opensOn } = caseType
  return (definition.opensOn ?? []).flatMap((opening, index) => {
    const rule = opensOn[index]
    const place = `opensOn[${index}]`
    if (rule === undefined) return []
    const unknown = checkKind(opening, place)
    if (unknown.length > 0) return unknown
    return [...checkHappening(opening, rule, place), ...checkFields(caseType, rule, place), ...checkSubject(caseType, rule, place), ...checkNeeded(caseType, opening, place)]
  })
}

function checkKind({ record, has }: OpeningDefinition, place: string): Finding[] {
  if (isRecordKind(record)) return has === undefined ? [] : [wrong(`${place}.has`, `What there is to read of a ${record} is known.`, 'Take has out.')]
  if (has === undefined || record === 'case' || record === 'none') return [wrong(`${place}.record`, `There are no records of the kind ${record}.`, `Use one of ${recordKinds.join(', ')}, or say under has what another system sends of a kind of its own.`)]
  return Object.keys(has).filter((id) => !CAMEL.test(id)).map((id) => wrong(`${place}.has.${id}`, `The part ${id} is not in camelCase.`, 'Write it as one word with capitals inside, such as offeredOn.'))
}

function checkHappening({ record, is, changes, when }: OpeningDefinition, rule: OpeningRule, place: string): Finding[] {
  const type = rule.when?.type ?? 'any'
  return [
    ...(is === undefined && changes === undefined && when === undefined ? [wrong(place, `It does not say what happens to the ${record}.`, 'Write is: new, what changes, or when: what comes to hold.')] : []),
    ...(is !== undefined && changes !== undefined ? [wrong(`${place}.changes`, `A ${record} that is new has not changed.`, 'Leave out one of is and changes, or make two of it.')] : []),
    ...(changes !== undefined && !Object.hasOwn(rule.parts, changes) ? [wrong(`${place}.changes`, `A ${record} has no ${changes}.`, `Use one of ${Object.keys(rule.parts).join(', ')}.`)] : []),
    ...(areAlike(type, 'yesNo') ? [] : [wrong(`${place}.when`, `This gives ${typeWords(type)}, and no yes or no.`, 'Write a condition, such as endedOn != null.')]),
  ]
}

function checkFields({ fields, definition }: Checking['caseType'], rule: OpeningRule, place: string): Finding[] {
  return Object.entries(rule.fields).flatMap(([id, value]) => {
    const at = `${place}.fields.${id}`
    const field = Object.hasOwn(fields, id) ? fields[id] : undefined
    if (field === undefined) return [wrong(at, `There is no field ${id}.`, `Use one of ${Object.keys(fields).join(', ')}, or add it.`)]
    return checkSet(value, { id, field, place: at, values: valuesOf(field, definition.lists) })
  })
}

function checkSubject({ definition }: Checking['caseType'], rule: OpeningRule, place: string): Finding[] {
  const kinds = subjectKinds(definition)
  if (kinds.includes('none') || subjectsOfOpening(definition, rule).length > 0) return []
  const named = Object.entries(rule.parts).filter(([, part]) => isRecordKind(part)).map(([id]) => id)
  return [wrong(`${place}.record`, `Its cases are about a ${kinds.join(' or ')}, and a ${rule.record} ${named.length === 0 ? 'names no other record' : `names only ${named.join(', ')}`}.`, `Let the case type be about what the ${rule.record} names, or take this out.`)]
}

function checkNeeded({ fields }: Checking['caseType'], { record, fields: given = {} }: OpeningDefinition, place: string): Finding[] {
  const open = Object.entries(fields).filter(([id, field]) => field.required === true && field.from === undefined && field.showWhen === undefined && !Object.hasOwn(given, id))
  return open.map(([id]) => wrong(`${place}.fields`, `The field ${id} is required, and nothing fills it when a ${record} opens the case.`, 'Fill it from the record, or let it be answered later: ask for it in a task.'))
}
