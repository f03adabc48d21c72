import type { ValueType } from './value-types.ts'

/** What a function takes and gives. The last `takes` serves any further argument where `more` says so. */
export interface LibraryFunction {
  takes: ValueType[]
  /** How many arguments may be left out at the end. */
  optional?: number
  more?: boolean
  gives: ValueType
}

const measure = (...takes: ValueType[]): LibraryFunction => ({ takes, gives: 'number' })
const ask = (...takes: ValueType[]): LibraryFunction => ({ takes, gives: 'yesNo' })
const write = (...takes: ValueType[]): LibraryFunction => ({ takes, gives: 'text' })

/**
 * The functions that an expression may call: a closed list, none of which reads a clock, repeats other work or runs a
 * pattern (a pattern on 30 characters can take seconds).
 */
export const LIBRARY_FUNCTIONS: ReadonlyMap<string, LibraryFunction> = new Map<string, LibraryFunction>(Object.entries({
  abs: measure('number'),
  all: ask('list'),
  any: ask('list'),
  ceiling: measure('number'),
  contains: ask('text', 'text'),
  count: measure('list'),
  'date and time': { takes: ['any', 'time'], optional: 1, gives: 'dateTime' },
  date: { takes: ['any', 'number', 'number'], optional: 2, gives: 'date' },
  'day of week': write('date'),
  'day of year': measure('date'),
  decimal: measure('number', 'number'),
  duration: { takes: ['text'], gives: 'duration' },
  'ends with': ask('text', 'text'),
  even: ask('number'),
  floor: measure('number'),
  'index of': { takes: ['list', 'any'], gives: 'list' },
  'list contains': ask('list', 'any'),
  'lower case': write('text'),
  max: { takes: ['any'], more: true, gives: 'any' },
  mean: measure('list'),
  min: { takes: ['any'], more: true, gives: 'any' },
  modulo: measure('number', 'number'),
  'month of year': write('date'),
  not: ask('yesNo'),
  number: measure('text'),
  odd: ask('number'),
  'round down': measure('number', 'number'),
  'round half down': measure('number', 'number'),
  'round half up': measure('number', 'number'),
  'round up': measure('number', 'number'),
  'starts with': ask('text', 'text'),
  string: write('any'),
  'string length': measure('text'),
  'substring after': write('text', 'text'),
  'substring before': write('text', 'text'),
  substring: { takes: ['text', 'number', 'number'], optional: 1, gives: 'text' },
  sum: measure('list'),
  time: { takes: ['any'], gives: 'time' },
  'upper case': write('text'),
  'week of year': measure('date'),
  'years and months duration': { takes: ['date', 'date'], gives: 'duration' },
}))

/** What to write instead of a function that the library has and expressions may not use. */
export const INSTEAD_OF: ReadonlyMap<string, string> = new Map(Object.entries({
  now: 'Use today: expressions count in whole days, in the landlord’s zone.',
  today: 'Write today without brackets.',
  matches: 'Use contains, starts with or ends with.',
  replace: 'Use substring before and substring after.',
  split: 'Use contains, starts with or ends with.',
}))
