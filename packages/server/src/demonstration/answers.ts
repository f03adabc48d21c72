import { type Answers, type CaseType, type FieldDefinition, addWorkingDays, type Calendar, civilDate, dayNumber, isInForce } from '@casement/engine'
import type { Chance } from './chance.ts'
import { type CaseWords, type UsualAnswer, fillWords } from './habits.ts'

export interface Answering {
  caseType: CaseType
  calendar: Calendar
  chance: Chance
  /** Today in the landlord's zone. */
  today: string
  /** The day on which the case was opened: lists hold the values of that day. */
  openedOn: string
  /** What people tend to write, most particular first: `visit.occupied`, `visit`. */
  places: readonly string[]
  usual: Record<string, UsualAnswer>
  words: CaseWords
  /** Asked for whatever its definition says: the engine found it missing. */
  needed?: ReadonlySet<string>
}

/** How often a field that may stay empty is filled. */
const FILLED_SHARE = 0.7
/** Days around today in which dates are chosen. */
const NEAR_DAYS = 10

/** Valid answers to fields, from their definitions alone; a field under a condition stays empty until it is needed. */
export function inventAnswers(fields: Record<string, FieldDefinition>, answering: Answering): Answers {
  const answers: Answers = {}
  for (const [id, field] of Object.entries(fields)) {
    const chance = answering.chance.fork(id)
    const needed = field.required === true || answering.needed?.has(id) === true
    const isConditional = field.showWhen !== undefined || field.requireWhen !== undefined
    if (field.from !== undefined && !needed) continue
    if (!needed && (isConditional || !chance.happens(FILLED_SHARE))) continue
    const usual = findUsual(id, answering)
    const usually = readUsual(usual, { ...answering, chance })
    const value = usually === undefined && (usual === undefined || needed) ? inventValue(field, { ...answering, chance, needed }) : usually
    if (value !== undefined) answers[id] = value
  }
  return answers
}

function findUsual(id: string, { places, usual }: Answering): UsualAnswer | undefined {
  const key = [...places.map((place) => `${place}.${id}`), id].find((one) => usual[one] !== undefined)
  return key === undefined ? undefined : usual[key]
}

function readUsual(usual: UsualAnswer | undefined, { chance, today, words }: Pick<Answering, 'chance' | 'today' | 'words'>): unknown {
  const value = typeof usual === 'function' ? usual(today, chance) : usual && chance.pick(usual)
  return fillValue(value, words)
}

/** A value that is nothing but a word the case lacks stays empty. */
function fillValue(value: unknown, words: CaseWords): unknown {
  if (Array.isArray(value)) return value.map((one) => fillValue(one, words))
  return typeof value === 'string' ? fillWords(value, words) || undefined : value
}

/** Undefined for what cannot be made up: documents, and records that the case does not name. */
function inventValue(field: FieldDefinition, { caseType, calendar, chance, today, openedOn, needed }: Omit<Answering, 'needed'> & { needed: boolean }): unknown {
  if ('text' in field) return 'Nothing further to say.'.slice(0, field.text.max)
  if ('number' in field) return inventNumber(field.number, chance)
  if ('date' in field) return inventDate(field.date, { calendar, chance, today })
  if ('time' in field) return `${String(chance.whole(9, 16)).padStart(2, '0')}:${chance.pick(['00', '15', '30', '45'])}`
  if ('yesNo' in field) return chance.happens(0.6)
  if ('choice' in field) return chance.pick(valuesOf(field.choice, { caseType, openedOn }))
  if ('list' in field) return chance.shuffle(valuesOf(field.list, { caseType, openedOn })).slice(0, chance.whole(1, 2))
  return needed ? inventReference(field, chance) : undefined
}

function valuesOf(list: string, { caseType, openedOn }: Pick<Answering, 'caseType' | 'openedOn'>): string[] {
  return (caseType.definition.lists?.[list] ?? []).filter((value) => isInForce(value, openedOn)).map(({ id }) => id)
}

function inventNumber({ min, max }: { min?: number; max?: number }, chance: Chance): number {
  const least = Math.ceil(min ?? 0)
  return chance.whole(least, Math.min(Math.floor(max ?? least + 10), least + 10))
}

function inventDate({ notFuture }: { notFuture?: boolean }, { calendar, chance, today }: { calendar: Calendar; chance: Chance; today: string }): string {
  const days = chance.whole(1, NEAR_DAYS)
  return civilDate(addWorkingDays(calendar, dayNumber(today), notFuture === true ? -days : days))
}

function inventReference(field: FieldDefinition, chance: Chance): unknown {
  return 'documents' in field ? [chance.uuid()] : chance.uuid()
}
