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

export const fieldForms = z.union(
  [
    z.strictObject({ ...fieldSettings, text: z.strictObject({ max: count(100_000).optional(), lines: count(100).optional() }) }),
    z.strictObject({ ...fieldSettings, number: z.strictObject({ min: z.number().optional(), max: z.number().optional(), unit: text.optional() }) }),
    z.strictObject({ ...fieldSettings, date: z.strictObject({ notFuture: z.boolean().optional() }) }),
    z.strictObject({ ...fieldSettings, time: z.strictObject({}) }),
    z.strictObject({ ...fieldSettings, yesNo: z.strictObject({}) }),
    z.strictObject({ ...fieldSettings, choice: text.describe('The list to choose one value from') }),
    z.strictObject({ ...fieldSettings, list: text.describe('The list to choose several values from') }),
    z.strictObject({ ...fieldSettings, documents: text.describe('What kind of documents: image, pdf or any') }),
    z.strictObject({ ...fieldSettings, person: z.strictObject({}) }),
    z.strictObject({ ...fieldSettings, record: subjectKind }),
  ],
  { error: oneOfKinds },
)

export const fields = z.record(text, fieldForms.meta({ id: 'Field', description: oneOfKinds }))
