/** The kinds of field that an expression can name. */
export interface ExpressionField {
  id: string
  kind: 'text' | 'number' | 'date' | 'time' | 'yesNo' | 'choice' | 'list' | 'documents' | 'person' | 'record'
}

/** What an expression's part can be known to hold before it runs; `any` is not known. */
export type ValueType = 'text' | 'number' | 'date' | 'time' | 'dateTime' | 'duration' | 'yesNo' | 'list' | 'range' | 'null' | 'any'

const TYPE_OF_KIND: Record<ExpressionField['kind'], ValueType> = {
  text: 'text', number: 'number', date: 'date', time: 'time', yesNo: 'yesNo', choice: 'text', list: 'list', documents: 'list', person: 'any', record: 'any',
}

const WORDS: Record<ValueType, string> = {
  text: 'a text', number: 'a number', date: 'a date', time: 'a time', dateTime: 'a date and time', duration: 'a length of time', yesNo: 'a yes or no', list: 'a list', range: 'a range', null: 'nothing', any: 'a value',
}

export function typeOfField({ kind }: ExpressionField): ValueType {
  return TYPE_OF_KIND[kind]
}

/** "a number", "a length of time". */
export function typeWords(type: ValueType): string {
  return WORDS[type]
}

/** Whether two parts can be equal at all. The library says false, without a word, when they cannot. */
export function areAlike(a: ValueType, b: ValueType): boolean {
  return a === b || a === 'any' || b === 'any' || a === 'null' || b === 'null'
}

/** Whether one of a type can be before or after another. */
export function hasOrder(type: ValueType): boolean {
  return type !== 'yesNo' && type !== 'list' && type !== 'range' && type !== 'null'
}

/** What an operation on two types gives; undefined when there is no such operation. */
export function findResult(operator: string, left: ValueType, right: ValueType): ValueType | undefined {
  if (left === 'any' || right === 'any') return 'any'
  const isMoment = left === 'date' || left === 'dateTime' || left === 'time'
  if (left === 'number' && right === 'number') return 'number'
  if (operator === '+' && left === 'text' && right === 'text') return 'text'
  if (operator === '+' && left === 'duration' && right !== 'number' && right !== 'text') return right === 'yesNo' || right === 'list' ? undefined : right
  if (operator !== '+' && operator !== '-') return undefined
  if (isMoment && right === 'duration') return left
  if (operator === '-' && isMoment && left === right) return 'duration'
  return operator === '-' && left === 'duration' && right === 'duration' ? 'duration' : undefined
}
