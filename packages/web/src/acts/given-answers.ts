import type { Field } from '@casement/server/contract'

/** What was given in a form, by field id; null is a value taken away, and what is left out stays as it is. */
export type Answers = Record<string, unknown>

/** What a field holds as the form stands: what was given, even where that is nothing, else what is known. */
export function answerTo(field: Field, answers: Answers): unknown {
  return Object.hasOwn(answers, field.id) ? answers[field.id] : field.value
}

/** The answers as they are sent: to empty what was empty says nothing, to empty what held a value takes it away, and what is no longer asked is left out. */
export function givenAnswers(fields: Field[], answers: Answers): Answers {
  const asked = new Map(fields.map((field) => [field.id, field]))
  return Object.fromEntries(Object.entries(answers).filter(([id, answer]) => asked.has(id) && (!isEmpty(answer) || !isEmpty(asked.get(id)?.value))))
}

/** A task is completed with all that its form shows: of one that is done again, also the earlier answers that stand in it. */
export function shownAnswers(fields: Field[], answers: Answers): Answers {
  const known = fields.filter(({ value }) => !isEmpty(value)).map(({ id, value }) => [id, value])
  return { ...Object.fromEntries(known), ...givenAnswers(fields, answers) }
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
