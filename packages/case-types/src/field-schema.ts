import { z } from 'zod'
import { count, expression, subjectKind, text } from './word-schema.ts'

const fieldSettings = {
  name: text.optional(),
  help: text.optional(),
  required: z.boolean().optional(),
  requireWhen: expression.optional(),
  showWhen: expression.optional(),
  personal: z.enum(['personal', 'special-category']).optional(),
  from: subjectKind.optional().describe('The record that fills the field when the case opens'),
  writes: text.optional().describe('The case field that this task field also writes'),
}

const oneOfKinds = 'A field has exactly one kind: text, number, date, time, yesNo, choice, list, documents, person or record.'

/** Every kind of field, with its settings and those that are asked for beside them. */
function formsWith<Settings extends z.ZodRawShape>(more: Settings) {
  const settings = { ...fieldSettings, ...more }
  return z.union(
    [
      z.strictObject({ ...settings, text: z.strictObject({ max: count(100_000).optional(), lines: count(100).optional() }) }),
      z.strictObject({ ...settings, number: z.strictObject({ min: z.number().optional(), max: z.number().optional(), unit: text.optional() }) }),
      z.strictObject({ ...settings, date: z.strictObject({ notFuture: z.boolean().optional() }) }),
      z.strictObject({ ...settings, time: z.strictObject({}) }),
      z.strictObject({ ...settings, yesNo: z.strictObject({}) }),
      z.strictObject({ ...settings, choice: text.describe('The list to choose one value from') }),
      z.strictObject({ ...settings, list: text.describe('The list to choose several values from') }),
      z.strictObject({ ...settings, documents: text.describe('What kind of documents: image, pdf or any') }),
      z.strictObject({ ...settings, person: z.strictObject({}) }),
      z.strictObject({ ...settings, record: subjectKind }),
    ],
    { error: oneOfKinds },
  )
}

export const fieldForms = formsWith({})

export const fields = z.record(text, fieldForms.meta({ id: 'Field', description: oneOfKinds }))

const MOST_POINTS = 1_000_000
export const points = z.number().min(-MOST_POINTS).max(MOST_POINTS)

export const questionForms = formsWith({
  scores: z
    .union([z.literal('value'), z.record(text, points)], { error: 'Scores are { daily: 3, weekly: 2 }, by answer, or value for a number that counts as it is.' })
    .optional()
    .describe('What each answer counts'),
  weight: points.optional().describe('What its score is multiplied by'),
})

export const questions = z.record(text, questionForms.meta({ id: 'Question', description: 'A field of an assessment, and what its answers count' }))
